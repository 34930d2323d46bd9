// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas.hpp"

#include <algorithm>

namespace antre::ui {
namespace {

double anchor(const Rect& box, Align align) {
  switch (align) {
    case Align::kCentre:
      return box.x + box.width / 2;
    case Align::kRight:
      return box.right();
    case Align::kLeft:
      break;
  }
  return box.x;
}

}  // namespace

void Canvas::outline_round(const Rect& rect, double radius, double stroke, Colour line,
                           Colour inside) {
  fill_round(rect, radius, line);
  fill_round(rect.inset(stroke), std::max(0.0, radius - stroke), inside);
}

void Canvas::fill_disc(Point centre, double diameter, Colour colour) {
  fill_round({centre.x - diameter / 2, centre.y - diameter / 2, diameter, diameter}, diameter / 2,
             colour);
}

void Canvas::dotted_line(Point from, double length, double size, double step, Colour colour) {
  for (double x = from.x; x <= from.x + length; x += step) {
    fill_disc({x, from.y}, size, colour);
  }
}

void Canvas::text(std::string_view text, Point at, const TextStyle& style, Colour colour,
                  Align align) {
  draw({std::string(text), at, style, colour, align, std::nullopt});
}

void Canvas::text_in(std::string_view text, const Rect& box, const TextStyle& style, Colour colour,
                     Align align) {
  TextStyle fitted = fit(measurer(), text, style, box.width);
  // A line box higher than its box would push the text down; the line has no ink of its own.
  fitted.line = std::min(fitted.line, box.height);
  draw({std::string(text),
        {anchor(box, align), box.y + (box.height - fitted.line) / 2},
        fitted,
        colour,
        align,
        box});
}

double Canvas::paragraph(std::string_view text, const Rect& box, const TextStyle& style,
                         Colour colour, Align align, int max_lines) {
  const auto lines = wrap(measurer(), text, style, box.width, max_lines);
  double y = box.y;
  for (const std::string& line : lines) {
    draw({line,
          {anchor(box, align), y},
          fit(measurer(), line, style, box.width),
          colour,
          align,
          box.height > 0 ? std::optional<Rect>(box) : std::nullopt});
    y += style.line;
  }
  return y - box.y;
}

double Canvas::text_width(std::string_view text, const TextStyle& style) {
  return measurer().width(text, style);
}

}  // namespace antre::ui
