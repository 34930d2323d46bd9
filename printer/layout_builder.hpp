// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "printer/layout.hpp"
#include "printer/text.hpp"

namespace antre::printer {

/// Lines of one size that were made to fit a width.
struct FittedText {
  TextStyle style;
  std::vector<TextLine> lines;

  /// From the first baseline to the last.
  [[nodiscard]] int drop() const;
  [[nodiscard]] int widest() const;
};

/// Makes a text fit: smaller, dot by dot down to `smallest`, until it has at most `most_lines`
/// lines; at the smallest size (never under kSmallestText) it takes the lines that it needs.
[[nodiscard]] FittedText fit(std::string_view text, TextStyle style, int width, int most_lines,
                             int smallest);

/// The largest size up to `style.size` at which the text is one line within `width`.
[[nodiscard]] FittedText fit_line(std::string_view text, TextStyle style, int width);

enum class Align { kLeft, kCentre };

/// Adds parts to a layout. Owned by one call of lay_out.
class LayoutBuilder {
 public:
  LayoutBuilder(int width, int margin);

  [[nodiscard]] int left() const { return layout_.margin; }
  [[nodiscard]] int right() const { return layout_.width - layout_.margin; }
  [[nodiscard]] int content_width() const { return right() - left(); }

  /// Places the lines in the column from `x`, `width` wide; returns the last baseline.
  int text(const FittedText& text, int x, int width, int baseline, Align align, bool white = false);
  void bar(const Rect& box, int radius = 0);
  /// A rule across the content.
  void rule(int y);
  void qr(const QrBox& box);
  void mark(const MarkBox& box);
  /// The lowest dot with ink so far, exclusive.
  [[nodiscard]] int ink_bottom() const;
  /// Ends the layout at `height`.
  [[nodiscard]] Layout finish(int height);

 private:
  Layout layout_;
};

}  // namespace antre::printer
