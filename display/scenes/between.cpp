// SPDX-License-Identifier: Apache-2.0
// Between calls: the hall's pictures with the last call beside them, or what is being said.
#include <algorithm>
#include <array>
#include <vector>

#include "display/scenes/paint.hpp"

namespace antre::display {
namespace {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

/// Number and counter of the last call: capitals of 104 px are read from ten metres on a screen of
/// 43 inches.
constexpr ui::TextStyle kLast{ui::Font::kDisplayBold, 144, 144};
constexpr double kLastHeight = 256;
constexpr double kSitHeight = 96;
constexpr double kArrow = 96;

/// The largest size at which the message needs no more height than there is.
ui::TextStyle message_style(ui::Canvas& canvas, const std::string& text, const Rect& area) {
  constexpr std::array<ui::TextStyle, 5> kSizes{{{ui::Font::kDisplayBold, 104, 120},
                                                 {ui::Font::kDisplayBold, 84, 100},
                                                 {ui::Font::kDisplayBold, 68, 82},
                                                 {ui::Font::kDisplaySemiBold, 52, 64},
                                                 {ui::Font::kDisplaySemiBold, 40, 50}}};
  for (const auto& style : kSizes) {
    const auto lines = ui::wrap(canvas.measurer(), text, style, area.width);
    const bool narrow = std::ranges::all_of(lines, [&](const std::string& line) {
      return canvas.text_width(line, style) <= area.width;
    });
    if (narrow && static_cast<double>(lines.size()) * style.line <= area.height) return style;
  }
  return kSizes.back();
}

}  // namespace

Rect picture_area(const Paint& paint) {
  const Rect stage = paint.at.stage();
  const double below = paint.board.call ? kLastHeight : kSitHeight;
  return {stage.x, stage.y, stage.width, stage.height - below};
}

void draw_beside_picture(const Paint& paint, const Rect& picture) {
  auto& canvas = paint.canvas;
  const auto& theme = paint.theme();
  const double margin = paint.at.margin;
  const double hair = paint.look.outline();
  const Rect stage = paint.at.stage();
  const Rect area{stage.x, picture.bottom(), stage.width, stage.bottom() - picture.bottom()};
  const Rect inside{area.x + margin, area.y, area.width - 2 * margin, area.height};
  canvas.fill_rect(paint.bleed(area), theme.surface);
  canvas.fill_rect({area.x, area.bottom() - hair, area.width, hair}, theme.line);
  const auto sit = paint.words.text("display.sit");
  if (!paint.board.call) {
    canvas.text_in(sit, inside, type::kDisplayLabel, theme.ink);
    return;
  }
  const auto& call = *paint.board.call;
  const auto& label = type::kDisplayText;
  const double top = area.y + ui::kS2;
  const auto last = paint.words.text("display.last_call") + "  " + clock_text(call.minute);
  canvas.text(last, {inside.x, top}, label, theme.ink2);
  const double said = canvas.text_width(last, label) + ui::kS5;
  // Where both do not fit, the one that is known by heart goes.
  if (canvas.text_width(sit, label) <= inside.width - said)
    canvas.text(sit, {inside.right(), top}, label, theme.ink2, Align::kRight);

  const double baseline = area.bottom() - 56;
  const bool arrow = !call.direction.empty();
  double x = inside.x;
  x += draw_number(canvas, call.number, {x, baseline}, inside.width * 0.45, kLast, theme.ink) +
       ui::kS5;
  if (arrow) {
    const double middle = baseline - kLast.size * 0.719 / 2;
    draw_arrow(canvas, call.direction, {x, middle - kArrow / 2, kArrow, kArrow}, theme.ink);
    x += kArrow + ui::kS4;
  }
  draw_number(canvas, call.counter, {x, baseline}, inside.right() - x, kLast, theme.ink);
}

void draw_message(const Paint& paint) {
  auto& canvas = paint.canvas;
  const auto& theme = paint.theme();
  const Rect stage = paint.at.stage();
  const double margin = paint.at.margin;
  constexpr double kIcon = 88;
  canvas.fill_rect(paint.bleed(stage), theme.tint);
  canvas.icon("speaker", {stage.x + margin, stage.y + ui::kS5, kIcon, kIcon}, theme.accent);
  canvas.text_in(paint.words.text("display.message"),
                 {stage.x + margin + kIcon + ui::kS3, stage.y + ui::kS5,
                  stage.width - 2 * margin - kIcon - ui::kS3, kIcon},
                 type::kDisplayLabel, theme.ink2);
  const double top = stage.y + ui::kS5 + kIcon + ui::kS4;
  const Rect area{stage.x + margin, top, stage.width - 2 * margin, stage.bottom() - ui::kS5 - top};
  const auto style = message_style(canvas, paint.board.message, area);
  canvas.paragraph(paint.board.message, area, style, theme.ink, Align::kLeft,
                   static_cast<int>(area.height / style.line));
}

}  // namespace antre::display
