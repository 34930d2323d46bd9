// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/result.hpp"
#include "ui/geometry.hpp"

namespace antre::ui {

/// The six font files of the programs: Inter and Inter Display.
enum class Font { kRegular, kMedium, kSemiBold, kBold, kDisplaySemiBold, kDisplayBold };

/// How a text is set. `size` is the em, `line` the height of the line box, in reference px.
/// `tabular`: each digit is centred in a cell as wide as the widest digit; other letters keep their
/// own width. For what changes in place or stands in columns, never for a ticket number alone.
struct TextStyle {
  Font font = Font::kRegular;
  double size = 0;
  double line = 0;
  bool tabular = false;
  bool operator==(const TextStyle&) const = default;

  [[nodiscard]] constexpr TextStyle with_size(double new_size, double new_line) const {
    return {font, new_size, new_line, tabular};
  }
  [[nodiscard]] constexpr TextStyle with_font(Font new_font) const {
    return {new_font, size, line, tabular};
  }
  [[nodiscard]] constexpr TextStyle with_tabular(bool on) const { return {font, size, line, on}; }
};

enum class Align { kLeft, kCentre, kRight };

/// Metrics of a font in parts of its em.
struct FontMetrics {
  double ascender = 0;
  double descender = 0;
  double capital = 0;
};
[[nodiscard]] FontMetrics metrics_of(Font font);
/// The baseline of a line box whose top is at `top`, not rounded.
[[nodiscard]] double baseline_of(const TextStyle& style, double top);

/// Measures text with the fonts themselves. One thread.
class TextMeasurer {
 public:
  TextMeasurer() = default;
  TextMeasurer(const TextMeasurer&) = delete;
  TextMeasurer& operator=(const TextMeasurer&) = delete;
  virtual ~TextMeasurer() = default;
  /// Width of one line in reference px.
  [[nodiscard]] virtual double width(std::string_view text, const TextStyle& style) = 0;
  /// Distance from the pen's start to the ink of the first letter, for optical alignment of large
  /// numbers: draw at x - left_bearing to put the stem at x.
  [[nodiscard]] virtual double left_bearing(std::string_view text, const TextStyle& style) = 0;
};

/// A measurer on the installed fonts, scale 1. kIo with the name of the Debian package if the fonts
/// are missing.
[[nodiscard]] Result<std::unique_ptr<TextMeasurer>> make_text_measurer();

/// Breaks `text` at spaces (and at '\n') into lines no wider than `width`. A word wider than that
/// is alone on its line. At most `max_lines` if that is not 0: then the last line holds all the
/// rest.
[[nodiscard]] std::vector<std::string> wrap(TextMeasurer& measurer, std::string_view text,
                                            const TextStyle& style, double width,
                                            int max_lines = 0);
/// `style` with its size scaled down so that `text` fits `width`; the line box stays.
[[nodiscard]] TextStyle fit(TextMeasurer& measurer, std::string_view text, const TextStyle& style,
                            double width);

}  // namespace antre::ui
