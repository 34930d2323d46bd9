// SPDX-License-Identifier: Apache-2.0
#include "printer/layout_builder.hpp"

#include <algorithm>

#include "printer/ticket_measures.hpp"

namespace antre::printer {

int FittedText::drop() const {
  return lines.empty() ? 0 : static_cast<int>(lines.size() - 1) * line_pitch(style.size);
}

int FittedText::widest() const {
  int widest = 0;
  for (const auto& line : lines) {
    widest = std::max(widest, line.ink.width);
  }
  return widest;
}

FittedText fit(std::string_view text, TextStyle style, int width, int most_lines, int smallest) {
  smallest = std::max(smallest, std::min(style.size, kSmallestText));
  FittedText fitted{style, break_lines(text, style, width)};
  while (static_cast<int>(fitted.lines.size()) > most_lines && fitted.style.size > smallest) {
    --fitted.style.size;
    fitted.lines = break_lines(text, fitted.style, width);
  }
  return fitted;
}

FittedText fit_line(std::string_view text, TextStyle style, int width) {
  TextLine line = measure_line(text, style);
  // Ink grows in proportion to the size, so the first guess is nearly right.
  if (line.ink.width > width) {
    style.size = std::max(1, style.size * width / line.ink.width + 1);
    line = measure_line(text, style);
  }
  while (line.ink.width > width && style.size > 1) {
    --style.size;
    line = measure_line(text, style);
  }
  return {style, {line}};
}

LayoutBuilder::LayoutBuilder(int width, int margin) {
  layout_.width = width;
  layout_.margin = margin;
}

int LayoutBuilder::text(const FittedText& text, int x, int width, int baseline, Align align,
                        bool white) {
  int line_baseline = baseline;
  for (std::size_t index = 0; index < text.lines.size(); ++index) {
    const auto& line = text.lines[index];
    line_baseline = baseline + static_cast<int>(index) * line_pitch(text.style.size);
    // Centred by what is seen, set left by the pen; but never out of the column.
    int pen = align == Align::kCentre ? x + (width - line.ink.width) / 2 - line.ink.x : x;
    pen = std::min(pen, x + width - line.ink.right());
    pen = std::max(pen, x - line.ink.x);
    Rect ink = line.ink;
    ink.x += pen;
    ink.y += line_baseline;
    layout_.texts.push_back({.text = line.text,
                             .style = text.style,
                             .x = pen,
                             .baseline = line_baseline,
                             .ink = ink,
                             .white = white});
  }
  return line_baseline;
}

void LayoutBuilder::bar(const Rect& box, int radius) {
  layout_.bars.push_back({box, radius});
}

void LayoutBuilder::rule(int y) {
  bar({left(), y, content_width(), kRule});
}

void LayoutBuilder::qr(const QrBox& box) {
  layout_.qr_codes.push_back(box);
}

void LayoutBuilder::mark(const MarkBox& box) {
  layout_.marks.push_back(box);
}

int LayoutBuilder::ink_bottom() const {
  int bottom = 0;
  for (const auto& text : layout_.texts) {
    bottom = std::max(bottom, text.ink.bottom());
  }
  for (const auto& bar : layout_.bars) {
    bottom = std::max(bottom, bar.box.bottom());
  }
  for (const auto& mark : layout_.marks) {
    bottom = std::max(bottom, mark.ground.bottom());
  }
  for (const auto& qr : layout_.qr_codes) {
    bottom = std::max(bottom, qr.box.bottom());
  }
  return bottom;
}

Layout LayoutBuilder::finish(int height) {
  layout_.height = height;
  return std::move(layout_);
}

}  // namespace antre::printer
