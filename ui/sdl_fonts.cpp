// SPDX-License-Identifier: Apache-2.0
#include "ui/sdl_fonts.hpp"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <cmath>

namespace antre::ui {
namespace {

// 18 dots per inch make a point a quarter of a px: sizes between whole px keep layouts exact.
constexpr unsigned kQuarterDpi = 18;

// Some pages of words in every language; then all are forgotten, so that numbers and names of a
// week do not pile up.
constexpr std::size_t kWidthsKept = 1024;

struct FontName {
  const char* family;
  int weight;
  const char* say;
};
constexpr std::array<FontName, 6> kNames{
    {{"Inter", FC_WEIGHT_REGULAR, "Inter Regular"},
     {"Inter", FC_WEIGHT_MEDIUM, "Inter Medium"},
     {"Inter", FC_WEIGHT_DEMIBOLD, "Inter SemiBold"},
     {"Inter", FC_WEIGHT_BOLD, "Inter Bold"},
     {"Inter Display", FC_WEIGHT_DEMIBOLD, "Inter Display SemiBold"},
     {"Inter Display", FC_WEIGHT_BOLD, "Inter Display Bold"}}};

struct FcDeleter {
  void operator()(FcConfig* p) const { FcConfigDestroy(p); }
  void operator()(FcPattern* p) const { FcPatternDestroy(p); }
  void operator()(FcObjectSet* p) const { FcObjectSetDestroy(p); }
  void operator()(FcFontSet* p) const { FcFontSetDestroy(p); }
};
template <class T>
using FcPtr = std::unique_ptr<T, FcDeleter>;

// Listing, not matching: fontconfig's match always answers with some font, and a hall would then
// start with the wrong one.
std::string find_font(FcConfig* config, const char* family, int weight) {
  const FcPtr<FcPattern> pattern(FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, family, FC_WEIGHT,
                                                FcTypeInteger, weight, FC_SLANT, FcTypeInteger,
                                                FC_SLANT_ROMAN, nullptr));
  const FcPtr<FcObjectSet> wanted(FcObjectSetBuild(FC_FILE, FC_VARIABLE, nullptr));
  const FcPtr<FcFontSet> found(FcFontList(config, pattern.get(), wanted.get()));
  for (int i = 0; found && i < found->nfont; ++i) {
    FcChar8* file = nullptr;
    FcBool variable = FcFalse;
    FcPatternGetBool(found->fonts[i], FC_VARIABLE, 0, &variable);
    if (variable == FcFalse &&
        FcPatternGetString(found->fonts[i], FC_FILE, 0, &file) == FcResultMatch) {
      return reinterpret_cast<const char*>(file);
    }
  }
  return {};
}

// One code point of UTF-8 at `at`, which moves on. Malformed bytes are taken one by one.
Uint32 next_letter(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at);
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (at + more >= text.size() + (more == 0 ? 1 : 0)) {
    at = text.size();
    return 0xFFFD;
  }
  Uint32 letter = more == 0 ? first : first & (0x3FU >> more);
  for (std::size_t i = 1; i <= more; ++i) {
    letter = letter << 6U | (byte(at + i) & 0x3FU);
  }
  at += more + 1;
  return letter;
}

}  // namespace

Result<std::unique_ptr<SdlFonts>> SdlFonts::open() {
  const FcPtr<FcConfig> config(FcInitLoadConfigAndFonts());
  std::array<std::string, kFonts + 1> files;
  for (std::size_t i = 0; i < kFonts; ++i) {
    files.at(i) = find_font(config.get(), kNames.at(i).family, kNames.at(i).weight);
    if (files.at(i).empty()) {
      return Error{ErrorCode::kIo, fmt::format("the font {} is not installed; install the Debian "
                                               "package fonts-inter",
                                               kNames.at(i).say)};
    }
  }
  files.at(kFallback) = find_font(config.get(), "Noto Sans", FC_WEIGHT_REGULAR);
  if (TTF_Init() != 0) {
    return Error{ErrorCode::kIo, fmt::format("SDL_ttf: {}", TTF_GetError())};
  }
  std::unique_ptr<SdlFonts> fonts(new SdlFonts(std::move(files)));
  for (std::size_t i = 0; i < kFonts; ++i) {
    if (fonts->font(i, 4 * 16) == nullptr) {
      return Error{ErrorCode::kIo,
                   fmt::format("{} cannot be opened: {}", fonts->files_.at(i), TTF_GetError())};
    }
  }
  return fonts;
}

SdlFonts::SdlFonts(std::array<std::string, kFonts + 1> files) : files_(std::move(files)) {}

SdlFonts::~SdlFonts() {
  fonts_.clear();
  TTF_Quit();
}

int SdlFonts::quarter_px(const TextStyle& style) const {
  return std::max(4, static_cast<int>(std::lround(style.size * scale_ * 4)));
}

TTF_Font* SdlFonts::font(std::size_t file, int quarter_px) {
  const auto [entry, is_new] = fonts_.try_emplace({file, quarter_px});
  if (is_new && !files_.at(file).empty()) {
    FontPtr opened(TTF_OpenFontDPI(files_.at(file).c_str(), quarter_px, kQuarterDpi, kQuarterDpi));
    if (opened) {
      TTF_SetFontHinting(opened.get(), TTF_HINTING_LIGHT_SUBPIXEL);
      TTF_SetFontKerning(opened.get(), 1);
    }
    entry->second = std::move(opened);
  }
  return entry->second.get();
}

int SdlFonts::digit_cell(TTF_Font* font) {
  const auto [entry, is_new] = cells_.try_emplace(font, 0);
  if (is_new) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      entry->second = std::max(entry->second, width_of(font, std::string(1, digit)));
    }
  }
  return entry->second;
}

int SdlFonts::width_of(TTF_Font* font, const std::string& text) {
  if (kept_widths_ >= kWidthsKept) {
    widths_.clear();
    kept_widths_ = 0;
  }
  const auto [entry, is_new] = widths_[font].try_emplace(text, 0);
  if (is_new) {
    ++kept_widths_;
    TTF_SizeUTF8(font, text.c_str(), &entry->second, nullptr);
  }
  return entry->second;
}

TextLayout SdlFonts::layout(std::string_view text, const TextStyle& style) {
  TextLayout result;
  const int px = quarter_px(style);
  TTF_Font* const main = font(static_cast<std::size_t>(style.font), px);
  result.ascent = TTF_FontAscent(main);
  int descent = TTF_FontHeight(main) - result.ascent;
  const auto close = [this, &result](TextPiece& piece) {
    if (!piece.text.empty()) {
      piece.x = result.width;
      result.width += width_of(piece.font, piece.text);
      result.pieces.push_back(std::move(piece));
      piece = {};
    }
  };
  TextPiece piece;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const Uint32 letter = next_letter(text, at);
    const std::string bytes(text.substr(start, at - start));
    if (style.tabular && letter >= '0' && letter <= '9') {
      close(piece);
      const int cell = digit_cell(main);
      result.pieces.push_back({main, bytes, result.width + (cell - width_of(main, bytes)) / 2});
      result.width += cell;
      continue;
    }
    TTF_Font* used = main;
    if (TTF_GlyphIsProvided32(main, letter) == 0) {
      TTF_Font* const other = font(kFallback, px);
      used = other != nullptr && TTF_GlyphIsProvided32(other, letter) != 0 ? other : main;
    }
    if (used != piece.font) {
      close(piece);
      piece.font = used;
      result.ascent = std::max(result.ascent, TTF_FontAscent(used));
      descent = std::max(descent, TTF_FontHeight(used) - TTF_FontAscent(used));
    }
    piece.text += bytes;
  }
  close(piece);
  result.height = result.ascent + descent;
  return result;
}

SurfacePtr SdlFonts::render(const TextLayout& layout) const {
  // All text is white: the canvas tints it, so one picture serves every colour.
  const SDL_Color white{255, 255, 255, 255};
  if (layout.pieces.size() == 1) {
    return SurfacePtr(TTF_RenderUTF8_Blended(layout.pieces.front().font,
                                             layout.pieces.front().text.c_str(), white));
  }
  SurfacePtr line(SDL_CreateRGBSurfaceWithFormat(0, std::max(layout.width, 1), layout.height, 32,
                                                 SDL_PIXELFORMAT_ARGB8888));
  if (!line) {
    return line;
  }
  // White and fully transparent, so that blending the pieces keeps every pixel white.
  SDL_FillRect(line.get(), nullptr, 0x00FFFFFFU);
  for (const TextPiece& piece : layout.pieces) {
    const SurfacePtr part(TTF_RenderUTF8_Blended(piece.font, piece.text.c_str(), white));
    SDL_Rect place{piece.x, layout.ascent - TTF_FontAscent(piece.font), 0, 0};
    if (part) {
      SDL_BlitSurface(part.get(), nullptr, line.get(), &place);
    }
  }
  return line;
}

double SdlFonts::width(std::string_view text, const TextStyle& style) {
  return layout(text, style).width / scale_;
}

double SdlFonts::left_bearing(std::string_view text, const TextStyle& style) {
  if (text.empty()) {
    return 0;
  }
  std::size_t at = 0;
  int left = 0;
  TTF_GlyphMetrics32(font(static_cast<std::size_t>(style.font), quarter_px(style)),
                     next_letter(text, at), &left, nullptr, nullptr, nullptr, nullptr);
  return left / scale_;
}

Result<std::unique_ptr<TextMeasurer>> make_text_measurer() {
  auto fonts = SdlFonts::open();
  if (!fonts) {
    return fonts.error();
  }
  return std::unique_ptr<TextMeasurer>(std::move(*fonts));
}

}  // namespace antre::ui
