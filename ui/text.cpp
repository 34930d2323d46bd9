// SPDX-License-Identifier: Apache-2.0
#include "ui/text.hpp"

#include <algorithm>
#include <cmath>

namespace antre::ui {
namespace {

// Words of one paragraph into lines; the last allowed line takes all the rest.
void wrap_paragraph(TextMeasurer& measurer, std::string_view text, const TextStyle& style,
                    double width, int max_lines, std::vector<std::string>& lines) {
  std::string line;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t space = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, space - at);
    at = space + 1;
    if (word.empty()) {
      continue;
    }
    std::string longer = line;
    longer += line.empty() ? "" : " ";
    longer += word;
    const bool last = max_lines > 0 && static_cast<int>(lines.size()) + 1 == max_lines;
    if (!line.empty() && !last && measurer.width(longer, style) > width) {
      lines.push_back(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push_back(line);
}

}  // namespace

FontMetrics metrics_of(Font font) {
  if (font == Font::kDisplaySemiBold || font == Font::kDisplayBold) {
    return {0.964, 0.245, 0.719};
  }
  return {0.969, 0.241, 0.727};
}

double baseline_of(const TextStyle& style, double top) {
  const FontMetrics metrics = metrics_of(style.font);
  const double content = (metrics.ascender + metrics.descender) * style.size;
  return top + (style.line - content) / 2 + metrics.ascender * style.size;
}

std::vector<std::string> wrap(TextMeasurer& measurer, std::string_view text, const TextStyle& style,
                              double width, int max_lines) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    wrap_paragraph(measurer, text.substr(at, end - at), style, width, max_lines, lines);
    at = end + 1;
  }
  while (max_lines > 0 && static_cast<int>(lines.size()) > max_lines) {
    const std::string rest = lines.back();
    lines.pop_back();
    lines.back() += " " + rest;
  }
  return lines;
}

TextStyle fit(TextMeasurer& measurer, std::string_view text, const TextStyle& style, double width) {
  TextStyle fitted = style;
  // Hinting makes widths not quite linear, so the first guess is corrected downwards.
  for (double needed = measurer.width(text, fitted); needed > width && fitted.size > 1;
       needed = measurer.width(text, fitted)) {
    fitted.size = std::min(std::floor(fitted.size * width / needed * 2) / 2, fitted.size - 0.5);
  }
  fitted.size = std::max(fitted.size, 1.0);
  return fitted;
}

}  // namespace antre::ui
