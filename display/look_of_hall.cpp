// SPDX-License-Identifier: Apache-2.0
#include "display/look_of_hall.hpp"

#include "ui/theme.hpp"

namespace antre::display {

Result<ui::Look> look_of(const LookSettings& settings) {
  auto name = ui::ThemeName::kLight;
  for (const auto known : {ui::ThemeName::kDark, ui::ThemeName::kHighContrast}) {
    // The hall file names a theme as its file is named, without the ending.
    if (ui::file_name(known) == settings.theme + ".toml") name = known;
  }
  auto theme = ui::load_theme(name);
  if (!theme) return theme.error();
  const auto accent = ui::parse_colour(settings.accent);
  if (!accent) return accent.error();
  auto coloured = ui::with_accent(*theme, *accent);
  if (!coloured) return coloured.error();
  return ui::Look{*coloured, ui::kKioskStrokes};
}

}  // namespace antre::display
