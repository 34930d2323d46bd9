// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "printer/layout.hpp"

#include <cairo.h>

#include <string>
#include <string_view>
#include <vector>

namespace antre::printer {

/// A measured line. `ink` is relative to the start of the pen on the baseline.
struct TextLine {
  std::string text;
  Rect ink;
  int advance = 0;
};

/// Measures one line of text with Pango, unhinted, one dot a unit. An empty text has no ink.
[[nodiscard]] TextLine measure_line(std::string_view text, TextStyle style);

/// Breaks a text at spaces into lines no wider than `width`; a single word that is wider is broken
/// between letters. Line feeds in the text count as spaces.
[[nodiscard]] std::vector<TextLine> break_lines(std::string_view text, TextStyle style, int width);

/// Draws one line with the colour that is set in `cairo`, exactly where it was measured.
void draw_line(cairo_t* cairo, std::string_view text, TextStyle style, int x, int baseline);

}  // namespace antre::printer
