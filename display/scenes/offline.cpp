// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "display/scenes/paint.hpp"

namespace antre::display {
namespace {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

constexpr double kIcon = 64;
constexpr ui::TextStyle kSay{ui::Font::kDisplaySemiBold, 44, 56};

std::string reason_of(const Paint& paint) {
  if (paint.board.state == BoardState::kNotAuthorised)
    return paint.words.text("display.not_authorised");
  if (paint.board.last_data_minute == 0) return {};
  return paint.words.text("display.offline_since", clock_text(paint.board.last_data_minute));
}

/// What to do, and of when the data are.
void draw_notice(const Paint& paint) {
  auto& canvas = paint.canvas;
  const auto& theme = paint.theme();
  const Rect& area = paint.at.notice;
  const double margin = paint.at.margin;
  canvas.fill_rect(paint.bleed(area), theme.way);
  canvas.icon("linkoff", {area.x + margin, area.centre().y - kIcon / 2, kIcon, kIcon},
              theme.on_way);
  const auto say = paint.words.text("display.offline");
  const auto reason = reason_of(paint);
  const double x = area.x + margin + kIcon + ui::kS4;
  const double width = area.right() - margin - x;
  if (paint.at.upright) {
    const double top = area.centre().y - (reason.empty() ? kSay.line : kSay.line + 44) / 2;
    canvas.text_in(say, {x, top, width, kSay.line}, kSay, theme.on_way);
    canvas.text_in(reason, {x, top + kSay.line, width, 44}, kGoStyle, theme.on_way);
    return;
  }
  const double reason_width = std::min(canvas.text_width(reason, kGoStyle), width / 2);
  canvas.text_in(say, {x, area.y, width - reason_width - ui::kS5, area.height}, kSay, theme.on_way);
  canvas.text_in(reason, {area.right() - margin - reason_width, area.y, reason_width, area.height},
                 kGoStyle, theme.on_way, Align::kRight);
}

}  // namespace

void draw_offline(const Paint& paint) {
  draw_notice(paint);
  auto& canvas = paint.canvas;
  const auto& theme = paint.theme();
  const Rect stage = paint.at.stage();
  const double margin = paint.at.margin;
  canvas.fill_rect(paint.bleed(stage), theme.sunk);
  if (!paint.board.call) return;
  const auto& call = *paint.board.call;
  const auto& label = type::kDisplayLabel;
  const double top = stage.y + 40;
  canvas.text(paint.words.text("display.last_call"), {stage.x + margin, top}, label, theme.ink2);
  canvas.text(clock_text(call.minute), {stage.right() - margin, top}, label.with_tabular(true),
              theme.ink2, Align::kRight);

  const double inside = stage.width - 2 * margin;
  const auto number = type::kDisplayNumber.with_size(320, 320);
  const double more = std::max(0.0, stage.height - 568) / 2;
  draw_number(canvas, call.number, {stage.x + margin, stage.y + 367 + more}, inside, number,
              theme.ink2);
  const double baseline = stage.bottom() - 48 - more / 2;
  double x = stage.x + margin;
  if (!call.direction.empty()) {
    constexpr double kArrow = 88;
    draw_arrow(canvas, call.direction,
               {x, baseline - type::kDisplayLast.size * 0.719 / 2 - kArrow / 2, kArrow, kArrow},
               theme.ink2);
    x += kArrow + ui::kS4;
  }
  draw_number(canvas, call.counter, {x, baseline}, stage.x + margin + inside - x,
              type::kDisplayLast, theme.ink2);
}

}  // namespace antre::display
