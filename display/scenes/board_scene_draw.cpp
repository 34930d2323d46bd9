// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cmath>
#include <utility>

#include "display/care.hpp"
#include "display/local_path.hpp"
#include "display/scenes/board_scene.hpp"
#include "display/scenes/paint.hpp"
#include "display/scenes/sign.hpp"
#include "ui/picture.hpp"

namespace antre::display {
namespace {

using ui::TimePoint;

/// The px of the screen that a rectangle covers, as a canvas rounds them.
int device_px(double from, double to, double scale) {
  return static_cast<int>(std::lround(to * scale) - std::lround(from * scale));
}

}  // namespace

ui::Point BoardScene::shift(const ui::Canvas& canvas) const {
  if (!settings().pixel_shift) return {};
  const auto by = pixel_shift(board_.minute);
  return {by.x / canvas.scale(), by.y / canvas.scale()};
}

void BoardScene::draw(ui::Canvas& canvas, TimePoint now) {
  const unsigned marked = std::exchange(damage_, kNothing);
  // Asked to draw though nothing has changed: the window was covered.
  const unsigned damage = marked == kNothing || !ui::keeps_frames(canvas) ? kAll : marked;
  if (night_) {
    draw_dark(canvas);
    return;
  }
  const auto by = shift(canvas);
  const ui::OffsetScope care(canvas, by.x, by.y);
  if (options_.sign) {
    draw_one_counter(canvas, now);
    return;
  }
  const Layout at = make_layout(canvas.size(), board_);
  draw_parts({canvas, look_, words_, at, board_}, damage, now);
}

void BoardScene::draw_parts(const Paint& paint, unsigned damage, TimePoint now) {
  auto& canvas = paint.canvas;
  if ((damage & kAll) == 0) {
    if ((damage & kStage) != 0) {
      const ui::ClipScope clip(canvas, paint.bleed(paint.at.stage()));
      draw_stage(paint, now);
    }
    if ((damage & kTicker) != 0) draw_ticker(paint, ticker_, now);
    return;
  }
  canvas.fill_rect(paint.bleed(paint.at.screen), look_.theme.paper);
  draw_stage(paint, now);
  draw_counters(paint);
  draw_earlier(paint, rows_.value(now));
  draw_waiting(paint);
  draw_ticker(paint, ticker_, now);
  draw_bar(paint);
}

void BoardScene::draw_stage(const Paint& paint, TimePoint now) {
  const auto stage = paint.at.stage();
  if (board_.state == BoardState::kCalling && board_.call) {
    const double share = call_in_.value(now);
    if (share < 1) {
      if (leaving_)
        draw_call(paint, *leaving_, 1, false);
      else
        draw_between(paint, now);
      const ui::ClipScope clip(paint.canvas, paint.bleed(stage));
      const ui::OffsetScope offset(paint.canvas, 0, (1 - share) * stage.height);
      draw_call(paint, *board_.call, 1, false);
      return;
    }
    draw_call(paint, *board_.call, number_opacity(now), framed(now));
    return;
  }
  if (paint.away()) {
    draw_offline(paint);
    return;
  }
  draw_between(paint, now);
  if (leaving_ && call_out_.value(now) < 1) {
    const ui::OpacityScope fade(paint.canvas, 1 - call_out_.value(now));
    draw_call(paint, *leaving_, 1, false);
  }
}

/// Between calls: what is being said, else the hall's pictures, else a quiet page.
void BoardScene::draw_between(const Paint& paint, TimePoint now) {
  if (!board_.message.empty()) {
    draw_message(paint);
    return;
  }
  const auto area = picture_area(paint);
  const double scale = paint.canvas.scale();
  slides_.set(
      {local_path(settings().pictures, options_.folder), device_px(area.x, area.right(), scale),
       device_px(area.y, area.bottom(), scale), look_.theme.surface},
      std::chrono::seconds{settings().picture_s});
  if (slides_.shown() == nullptr) {
    draw_calm(paint);
    return;
  }
  if (slides_.before() != nullptr) ui::draw_picture(paint.canvas, *slides_.before(), area);
  {
    const ui::OpacityScope fade(paint.canvas, slides_.before() == nullptr ? 1 : slides_.share(now));
    ui::draw_picture(paint.canvas, *slides_.shown(), area);
  }
  draw_beside_picture(paint, area);
}

void BoardScene::draw_dark(ui::Canvas& canvas) {
  const Layout at{};
  draw_night({canvas, look_, words_, at, board_}, settings().night_percent);
}

void BoardScene::draw_one_counter(ui::Canvas& canvas, TimePoint now) {
  const bool away =
      board_.state == BoardState::kOffline || board_.state == BoardState::kNotAuthorised;
  draw_sign({canvas, look_, words_, sign_, away, number_opacity(now), framed(now)});
}

}  // namespace antre::display
