// SPDX-License-Identifier: Apache-2.0
#include "counter/look.hpp"

namespace antre::counter {

Result<ui::Look> look_of(const LookSettings& settings, bool dark) {
  auto name = ui::ThemeName::kLight;
  if (dark || settings.theme == "dark") {
    name = ui::ThemeName::kDark;
  } else if (settings.theme == "high_contrast") {
    name = ui::ThemeName::kHighContrast;
  }
  auto theme = ui::load_theme(name);
  if (!theme) {
    return theme.error();
  }
  ui::Look look{*theme, ui::kCounterStrokes};
  if (const auto accent = ui::parse_colour(settings.accent)) {
    if (auto coloured = ui::with_accent(*theme, *accent)) {
      look.theme = *coloured;
    }
  }
  return look;
}

}  // namespace antre::counter
