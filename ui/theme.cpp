// SPDX-License-Identifier: Apache-2.0
#include "ui/theme.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>

#include "ui/assets.hpp"

namespace antre::ui {
namespace {

constexpr std::array kColours{ThemeColour{"paper", &Theme::paper},
                              ThemeColour{"surface", &Theme::surface},
                              ThemeColour{"sunk", &Theme::sunk},
                              ThemeColour{"ink", &Theme::ink},
                              ThemeColour{"ink2", &Theme::ink2},
                              ThemeColour{"line", &Theme::line},
                              ThemeColour{"edge", &Theme::edge},
                              ThemeColour{"disabled", &Theme::disabled},
                              ThemeColour{"accent", &Theme::accent},
                              ThemeColour{"on_accent", &Theme::on_accent},
                              ThemeColour{"accent_press", &Theme::accent_press},
                              ThemeColour{"tint", &Theme::tint},
                              ThemeColour{"deep", &Theme::deep},
                              ThemeColour{"on_deep", &Theme::on_deep},
                              ThemeColour{"on_deep2", &Theme::on_deep2},
                              ThemeColour{"way", &Theme::way},
                              ThemeColour{"on_way", &Theme::on_way},
                              ThemeColour{"good", &Theme::good},
                              ThemeColour{"good_tint", &Theme::good_tint},
                              ThemeColour{"amber", &Theme::amber},
                              ThemeColour{"amber_text", &Theme::amber_text},
                              ThemeColour{"amber_tint", &Theme::amber_tint},
                              ThemeColour{"red", &Theme::red},
                              ThemeColour{"on_red", &Theme::on_red},
                              ThemeColour{"red_tint", &Theme::red_tint},
                              ThemeColour{"track", &Theme::track}};

// What the accent is read against: cards, the page, and the text on it.
double least_contrast(const Theme& theme, Colour accent) {
  return std::min({contrast(accent, theme.surface), contrast(accent, theme.paper),
                   contrast(accent, theme.on_accent)});
}

Result<Theme> read_theme(const toml::table& file, const std::string& path, ThemeName name) {
  Theme theme;
  theme.name = name;
  const toml::table* colours = file["colours"].as_table();
  if (colours == nullptr) {
    return Error{ErrorCode::kInvalid, fmt::format("{}: no [colours]", path)};
  }
  for (const ThemeColour& entry : kColours) {
    const auto value = (*colours)[entry.name].value<std::string>();
    if (!value) {
      return Error{ErrorCode::kInvalid, fmt::format("{}: no colour '{}'", path, entry.name)};
    }
    const auto colour = parse_colour(*value);
    if (!colour) {
      return Error{ErrorCode::kInvalid,
                   fmt::format("{}: {}: {}", path, entry.name, colour.error().detail)};
    }
    theme.*entry.member = *colour;
  }
  return theme;
}

}  // namespace

std::span<const ThemeColour> theme_colours() {
  return kColours;
}

std::string_view file_name(ThemeName name) {
  switch (name) {
    case ThemeName::kLight:
      return "light.toml";
    case ThemeName::kDark:
      return "dark.toml";
    case ThemeName::kHighContrast:
      break;
  }
  return "high_contrast.toml";
}

Result<Theme> load_theme(ThemeName name) {
  return load_theme_file((asset_path("themes") / file_name(name)).string(), name);
}

Result<Theme> load_theme_file(const std::string& path, ThemeName name) {
  try {
    return read_theme(toml::parse_file(path), path, name);
  } catch (const toml::parse_error& error) {
    // toml++ reports an unreadable file in the same way as a wrong line.
    return Error{ErrorCode::kInvalid,
                 fmt::format("{}:{}: {}", path, error.source().begin.line, error.description())};
  }
}

Result<Theme> with_accent(const Theme& theme, Colour accent) {
  // Our own accent's shades were chosen by eye and stand in the theme file.
  if (theme.high_contrast() || accent == kDefaultAccent) {
    return theme;
  }
  const Colour passing = nearest_passing(theme, accent);
  if (theme.name == ThemeName::kLight && passing != accent) {
    return Error{
        ErrorCode::kInvalid,
        fmt::format("accent {} has a contrast of {:.1f}:1, needs {:.0f}:1; the nearest "
                    "shade that passes is {}",
                    to_hex(accent), least_contrast(theme, accent), kTextContrast, to_hex(passing))};
  }
  Theme result = theme;
  result.accent = passing;
  // The called number stands white on `deep` in every theme, so it comes from the hall's own shade.
  Colour deep = mix(accent, kBlack, 0.20);
  for (double more = 0.20; contrast(theme.on_deep2, deep) < kTextContrast && more < 1;
       more += 0.01) {
    deep = mix(accent, kBlack, more);
  }
  result.deep = deep;
  if (theme.name == ThemeName::kLight) {
    result.accent_press = mix(passing, kBlack, 0.35);
    result.tint = mix(passing, kWhite, 0.88);
  } else {
    result.accent_press = mix(passing, kWhite, 0.35);
    result.tint = mix(theme.surface, passing, 0.12);
  }
  return result;
}

Colour nearest_passing(const Theme& theme, Colour accent) {
  const Colour end = theme.name == ThemeName::kLight ? kBlack : kWhite;
  for (int percent = 0; percent < 100; ++percent) {
    const Colour shade = mix(accent, end, percent / 100.0);
    if (least_contrast(theme, shade) >= kTextContrast) {
      return shade;
    }
  }
  return end;
}

}  // namespace antre::ui
