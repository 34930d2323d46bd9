// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ui/sdl_ptr.hpp"
#include "ui/text.hpp"

namespace antre::ui {

/// A part of a line that is rendered in one go: letters of one font, or one tabular digit.
struct TextPiece {
  TTF_Font* font = nullptr;
  std::string text;
  int x = 0;  ///< device px from the start of the line
};
struct TextLayout {
  std::vector<TextPiece> pieces;
  int width = 0;   ///< device px
  int ascent = 0;  ///< of the highest font
  int height = 0;
};

/// The fonts of the programs, found through fontconfig and opened once per size; letters that Inter
/// lacks come from Noto Sans. Measures at `scale` device px per reference px.
class SdlFonts : public TextMeasurer {
 public:
  /// kIo with the Debian package to install if Inter is missing.
  [[nodiscard]] static Result<std::unique_ptr<SdlFonts>> open();
  ~SdlFonts() override;

  void set_scale(double scale) { scale_ = scale; }
  [[nodiscard]] TextLayout layout(std::string_view text, const TextStyle& style);
  /// As layout(); only when the text has to be drawn.
  [[nodiscard]] SurfacePtr render(const TextLayout& layout) const;

  [[nodiscard]] double width(std::string_view text, const TextStyle& style) override;
  [[nodiscard]] double left_bearing(std::string_view text, const TextStyle& style) override;

 private:
  static constexpr std::size_t kFonts = 6;
  static constexpr std::size_t kFallback = kFonts;  ///< index of Noto Sans

  explicit SdlFonts(std::array<std::string, kFonts + 1> files);
  [[nodiscard]] int quarter_px(const TextStyle& style) const;
  /// nullptr if the file cannot be opened (only the fallback may be missing).
  TTF_Font* font(std::size_t file, int quarter_px);
  int digit_cell(TTF_Font* font);
  int width_of(TTF_Font* font, const std::string& text);

  std::array<std::string, kFonts + 1> files_;
  double scale_ = 1;
  std::map<std::pair<std::size_t, int>, FontPtr> fonts_;
  std::map<TTF_Font*, int> cells_;
  /// Shaping is most of what a page costs, and a page measures the same words with every frame.
  std::unordered_map<TTF_Font*, std::unordered_map<std::string, int>> widths_;
  std::size_t kept_widths_ = 0;
};

}  // namespace antre::ui
