// SPDX-License-Identifier: Apache-2.0
#include "display/scenes/board_scene.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "display/look_of_hall.hpp"
#include "display/scenes/paint.hpp"

namespace antre::display {
namespace {

using ui::TimePoint;

/// Reduced motion: how long the frame stands that takes the place of the pulse.
constexpr std::chrono::seconds kFrameShown{6};
/// So long after the start a display that has not been connected yet says nothing of it.
constexpr std::chrono::seconds kPatience{5};
constexpr auto kPulsing = ui::kCallPulse.duration * ui::kCallPulses;

}  // namespace

BoardScene::BoardScene(Feed& feed, SoundOutput& sound, SceneOptions options,
                       std::function<void(const std::string&)> warn)
    : feed_(feed),
      sound_(sound),
      options_(std::move(options)),
      warn_(std::move(warn)),
      words_(i18n::Catalogue::load(options_.language.empty() ? "id" : options_.language)),
      look_(options_.look),
      model_({options_.language, options_.name, options_.zone, options_.volume}),
      ticker_(options_.reduced_motion) {}

ui::Size BoardScene::reference_size(ui::Size window) const {
  return window.height > window.width ? ui::Size{1080, 1920} : ui::Size{1920, 1080};
}

void BoardScene::input(const ui::Input& /*input*/, TimePoint /*now*/) {}

bool BoardScene::update(TimePoint now) {
  take_news(now);
  follow_sound(now);
  const Board before = std::exchange(board_, model_.board(feed_.clocks()));
  const bool changed = !(before == board_);
  if (changed) begin_motion(before, now);
  const bool ticker = ticker_.update(now, board_.state == BoardState::kCalling);
  // One frame more after a motion: the one that shows its end.
  const bool moving = last_update_ < moving_until_;
  const bool frame_gone = last_update_ < frame_until_ && now >= frame_until_;
  const bool first = last_update_ == TimePoint{};
  last_update_ = now;
  return changed || ticker || moving || frame_gone || first;
}

void BoardScene::take_news(TimePoint now) {
  auto news = feed_.take();
  if (!patient_until_) patient_until_ = now + kPatience;
  if (news.link.state == LinkState::kConnecting && now >= *patient_until_)
    news.link.state = LinkState::kOffline;
  if (!(news.link == link_)) {
    link_ = news.link;
    model_.set_link(link_);
  }
  const auto now_ms = feed_.clocks().engine_ms;
  for (const auto& entry : news.entries) model_.hear(entry, now_ms);
  if (news.view) {
    model_.see(std::move(news.view));
    follow_hall();
  }
  for (const auto seq : news.sounds_done) model_.sound_done(seq);
  if (!news.sounds_done.empty()) sound_.rest();
}

void BoardScene::follow_hall() {
  if (model_.view() == nullptr) return;
  const auto language = model_.language();
  if (language != words_.language()) {
    try {
      words_ = i18n::Catalogue::load(language);
    } catch (const std::exception& error) {
      warn_(error.what());
    }
  }
  const auto& settings = model_.view()->hall.look;
  if (settings == look_settings_) return;
  look_settings_ = settings;
  if (auto look = look_of(settings))
    look_ = *look;
  else
    warn_(look.error().detail);
}

void BoardScene::follow_sound(TimePoint now) {
  const auto announcement = model_.advance(now, feed_.clocks());
  const bool cut = model_.take_cut();
  if (announcement && is_heard(*announcement))
    sound_.play(*announcement, model_.volume());
  else if (cut)
    sound_.stop();  // the link was lost in the middle of a call, or it was taken back
}

void BoardScene::begin_motion(const Board& before, TimePoint now) {
  const bool reduced = options_.reduced_motion;
  const bool was_calling = before.state == BoardState::kCalling && before.call;
  const bool calling = board_.state == BoardState::kCalling && board_.call;
  if (calling && (!was_calling || before.call->seq != board_.call->seq)) {
    leaving_ = was_calling ? before.call : std::nullopt;
    call_began_ = now;
    call_in_ = ui::Animation(now, ui::kCallIn, reduced);
    call_out_ = {};
    if (before.earlier != board_.earlier && !before.earlier.empty())
      rows_ = ui::Animation(now, ui::kRowMove, reduced);
    if (reduced)
      frame_until_ = now + kFrameShown;
    else
      moving_until_ = now + ui::kCallIn.duration + kPulsing;
  } else if (was_calling && board_.state == BoardState::kCalm) {
    leaving_ = before.call;
    call_out_ = ui::Animation(now, ui::kCallOut, reduced);
    frame_until_ = now;
    moving_until_ = reduced ? now : now + ui::kCallOut.duration;
  } else if (!calling && before.state != board_.state) {
    // Offline comes and goes without a motion.
    call_in_ = call_out_ = rows_ = {};
    leaving_.reset();
    frame_until_ = moving_until_ = now;
  }
}

double BoardScene::number_opacity(TimePoint now) const {
  if (options_.reduced_motion) return 1;
  return ui::pulse(call_began_ + ui::kCallIn.duration, ui::kCallPulse, ui::kCallPulseLow,
                   ui::kCallPulses, now);
}

bool BoardScene::framed(TimePoint now) const {
  return options_.reduced_motion && now < frame_until_;
}

void BoardScene::draw_stage(const Paint& paint, TimePoint now) {
  const auto stage = paint.at.stage();
  if (board_.state == BoardState::kCalling && board_.call) {
    const double share = call_in_.value(now);
    if (share < 1) {
      if (leaving_)
        draw_call(paint, *leaving_, 1, false);
      else
        draw_calm(paint);
      const ui::ClipScope clip(paint.canvas, stage);
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
  draw_calm(paint);
  if (leaving_ && call_out_.value(now) < 1) {
    const ui::OpacityScope fade(paint.canvas, 1 - call_out_.value(now));
    draw_call(paint, *leaving_, 1, false);
  }
}

void BoardScene::draw(ui::Canvas& canvas, TimePoint now) {
  const Layout at = make_layout(canvas.size(), board_);
  const Paint paint{canvas, look_, words_, at, board_};
  canvas.fill_rect(at.screen, look_.theme.paper);
  draw_stage(paint, now);
  draw_counters(paint);
  draw_earlier(paint, rows_.value(now));
  draw_waiting(paint);
  draw_ticker(paint, ticker_, now);
  draw_bar(paint);
}

std::optional<TimePoint> BoardScene::next_deadline(TimePoint now) const {
  if (last_update_ < moving_until_) return now + ui::kFrame;
  auto next = model_.next_change(now, feed_.clocks());
  if (link_.state == LinkState::kConnecting && patient_until_ && now < *patient_until_)
    next = std::min(next, *patient_until_);
  if (now < frame_until_) next = std::min(next, frame_until_);
  if (const auto ticker = ticker_.next_deadline(now)) next = std::min(next, *ticker);
  return next;
}

}  // namespace antre::display
