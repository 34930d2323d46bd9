// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ui/colour.hpp"

namespace antre::ui {

enum class ThemeName { kLight, kDark, kHighContrast };

/// The colours of assets/themes/NAME.toml; what each is for is in docs and in the file.
struct Theme {
  ThemeName name = ThemeName::kLight;
  Colour paper, surface, sunk, ink, ink2, line, edge, disabled;
  Colour accent, on_accent, accent_press, tint, deep, on_deep, on_deep2;
  Colour way, on_way, good, good_tint;
  Colour amber, amber_text, amber_tint, red, on_red, red_tint, track;

  [[nodiscard]] bool high_contrast() const { return name == ThemeName::kHighContrast; }
  /// Dark and high contrast have none.
  [[nodiscard]] bool shadows() const { return name == ThemeName::kLight; }
};

/// A colour by its name in the theme file, for tests and tools.
struct ThemeColour {
  std::string_view name;
  Colour Theme::*member;
};
[[nodiscard]] std::span<const ThemeColour> theme_colours();

[[nodiscard]] std::string_view file_name(ThemeName name);
/// Reads assets/themes/NAME.toml; kInvalid or kIo with the file and what is wrong.
[[nodiscard]] Result<Theme> load_theme(ThemeName name);
[[nodiscard]] Result<Theme> load_theme_file(const std::string& path, ThemeName name);

/// The accent of a hall that chose none; every theme file holds its shades.
inline constexpr Colour kDefaultAccent{0x0B, 0x4A, 0x82};

/// The theme with a hall's accent and what follows from it (accent_press, tint, deep). In light the
/// accent must have 7:1 to surface, paper and on_accent, else kInvalid with the ratio and the
/// nearest shade that passes. Dark takes a lighter shade of it; high contrast keeps its own.
[[nodiscard]] Result<Theme> with_accent(const Theme& theme, Colour accent);
/// The least darkened shade of `accent` (lightened in dark) with 7:1 to surface, paper and
/// on_accent of `theme`.
[[nodiscard]] Colour nearest_passing(const Theme& theme, Colour accent);

inline constexpr double kTextContrast = 7.0;
inline constexpr double kShapeContrast = 3.0;

}  // namespace antre::ui
