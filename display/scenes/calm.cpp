// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "display/scenes/paint.hpp"

namespace antre::display {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr ui::TextStyle kSit{ui::Font::kDisplayBold, 72, 80};
constexpr double kSeat = 152;

/// The narrowest width that needs no more lines than `width`, so that no word is left alone.
double balanced(ui::Canvas& canvas, const std::string& text, double width) {
  constexpr double kStep = 8;
  const auto lines = ui::wrap(canvas.measurer(), text, kSit, width).size();
  while (width > kStep && ui::wrap(canvas.measurer(), text, kSit, width - kStep).size() == lines)
    width -= kStep;
  double widest = 0;
  for (const auto& line : ui::wrap(canvas.measurer(), text, kSit, width))
    widest = std::max(widest, canvas.text_width(line, kSit));
  return std::max(width, widest);
}

/// "Please sit" in the middle of `area`, a sentence beginning a line, with the chair at its right.
void draw_sit(const Paint& paint, const Rect& area) {
  auto& canvas = paint.canvas;
  const double margin = paint.at.margin;
  const double width = area.width - 2 * margin - (kSeat + ui::kS6);
  const bool closed = paint.board.closed;
  auto text = paint.words.text(closed ? "display.closed" : "display.sit");
  if (const auto stop = text.find(". "); stop != std::string::npos) text[stop + 1] = '\n';
  const double narrow = balanced(canvas, text, width);
  const auto lines = ui::wrap(canvas.measurer(), text, kSit, narrow);
  const double height = static_cast<double>(lines.size()) * kSit.line;
  const Rect box{area.x + margin, area.centre().y - height / 2, narrow, height};
  canvas.paragraph(text, box, kSit, paint.theme().ink);
  canvas.icon(closed ? "moon" : "seat",
              {area.right() - margin - kSeat, area.centre().y - kSeat / 2, kSeat, kSeat},
              paint.theme().accent);
}

/// The last call in ink on white: filled means now, plain means past.
void draw_last(const Paint& paint, const Rect& area, const ShownCall& call) {
  auto& canvas = paint.canvas;
  const auto& theme = paint.theme();
  const double margin = paint.at.margin;
  const double hair = paint.look.outline();
  canvas.fill_rect(paint.bleed(area), theme.surface);
  canvas.fill_rect({area.x, area.y, area.width, hair}, theme.line);
  canvas.fill_rect({area.x, area.bottom() - hair, area.width, hair}, theme.line);
  const auto& label = type::kDisplayLabel;
  canvas.text(paint.words.text("display.last_call"), {area.x + margin, area.y + ui::kS4}, label,
              theme.ink2);
  canvas.text(clock_text(call.minute), {area.right() - margin, area.y + ui::kS4},
              label.with_tabular(true), theme.ink2, ui::Align::kRight);

  const double size = type::kDisplayNumber.size / 2;
  const auto number = type::kDisplayNumber.with_size(size, size);
  const double baseline = area.bottom() - 56;
  const double inside = area.width - 2 * margin;
  // Between the two an arrow to the right leads on; any other would lead back to the number.
  const bool between = call.direction == "right";
  double x = area.x + margin;
  x += draw_number(canvas, call.number, {x, baseline}, inside * 0.6, number, theme.ink) +
       (between ? ui::kS5 : ui::kS7);
  constexpr double kArrow = 96;
  const bool arrow = !call.direction.empty();
  const auto draw_way = [&] {
    // In the middle of the counter's capitals.
    const double middle = baseline - type::kDisplayLast.size * 0.719 / 2;
    draw_arrow(canvas, call.direction, {x, middle - kArrow / 2, kArrow, kArrow}, theme.ink);
    x += kArrow + ui::kS4;
  };
  if (between) draw_way();
  const double room = area.x + margin + inside - x - (arrow && !between ? kArrow + ui::kS4 : 0);
  x += draw_number(canvas, call.counter, {x, baseline}, room, type::kDisplayLast, theme.ink) +
       ui::kS4;
  if (arrow && !between) draw_way();
}

}  // namespace

void draw_calm(const Paint& paint) {
  const Rect stage = paint.at.stage();
  paint.canvas.fill_rect(paint.bleed(stage), paint.theme().paper);
  if (paint.board.state == BoardState::kConnecting) {
    paint.canvas.text_in(paint.words.text("display.connecting"), stage, type::kDisplayLabel,
                         paint.theme().ink2, ui::Align::kCentre);
    return;
  }
  if (!paint.board.call) {
    draw_sit(paint, stage);
    return;
  }
  const double last_height = 328;
  const Rect last{stage.x, stage.bottom() - last_height, stage.width, last_height};
  draw_sit(paint, {stage.x, stage.y, stage.width, stage.height - last_height});
  draw_last(paint, last, *paint.board.call);
}

}  // namespace antre::display
