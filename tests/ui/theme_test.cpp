// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "ui/theme.hpp"

using namespace antre::ui;

namespace {

struct Row {
  std::string_view foreground;
  std::string_view background;
  double needs;
  std::array<double, 3> measured;  // light, dark, high contrast
};

// The design's table of measured contrasts.
constexpr std::array kTable = std::to_array<Row>({
    {"ink", "paper", 7, {15.0, 15.8, 21.0}},
    {"ink", "surface", 7, {16.5, 14.0, 21.0}},
    {"ink", "sunk", 7, {13.3, 16.7, 21.0}},
    {"ink", "tint", 7, {13.9, 12.1, 21.0}},
    {"ink2", "paper", 7, {8.5, 10.5, 21.0}},
    {"ink2", "surface", 7, {9.4, 9.3, 21.0}},
    {"ink2", "sunk", 7, {7.5, 11.1, 21.0}},
    {"ink2", "tint", 7, {7.9, 8.0, 21.0}},
    {"ink2", "good_tint", 7, {8.0, 8.0, 21.0}},
    {"accent", "paper", 7, {8.2, 9.6, 16.1}},
    {"accent", "surface", 7, {9.1, 8.4, 16.1}},
    {"accent", "tint", 7, {7.7, 7.3, 16.1}},
    {"on_accent", "accent", 7, {9.1, 10.0, 16.1}},
    {"on_accent", "accent_press", 7, {13.4, 13.1, 21.0}},
    {"on_deep", "deep", 7, {11.4, 11.4, 21.0}},
    {"on_deep2", "deep", 7, {8.5, 8.5, 21.0}},
    {"on_way", "way", 7, {10.6, 10.6, 16.1}},
    {"good", "paper", 7, {8.4, 10.1, 21.0}},
    {"good", "surface", 7, {9.3, 8.9, 21.0}},
    {"good", "good_tint", 7, {7.9, 7.6, 21.0}},
    {"amber_text", "paper", 7, {8.0, 11.6, 12.2}},
    {"amber_text", "surface", 7, {8.8, 10.2, 12.2}},
    {"amber_text", "amber_tint", 7, {7.9, 8.7, 12.2}},
    {"red", "surface", 7, {8.7, 7.8, 10.3}},
    {"red", "red_tint", 7, {7.4, 7.0, 10.3}},
    {"on_red", "red", 7, {8.7, 9.3, 10.3}},
    {"edge", "paper", 3, {3.5, 5.2, 21.0}},
    {"edge", "surface", 3, {3.8, 4.6, 21.0}},
    {"accent", "track", 3, {6.8, 5.6, 5.3}},
    {"amber", "track", 3, {3.2, 6.2, 4.0}},
    {"red", "track", 3, {6.5, 5.2, 3.4}},
    {"amber", "surface", 3, {4.3, 9.3, 12.2}},
});

Colour colour(const Theme& theme, std::string_view name) {
  const auto entries = theme_colours();
  const auto found = std::ranges::find(entries, name, &ThemeColour::name);
  REQUIRE(found != entries.end());
  return theme.*found->member;
}

}  // namespace

TEST_SUITE("ui/theme") {
  TEST_CASE("every pair of the contrast table has its measured contrast and is enough") {
    const std::array themes{load_theme(ThemeName::kLight).value(),
                            load_theme(ThemeName::kDark).value(),
                            load_theme(ThemeName::kHighContrast).value()};
    for (const Row& row : kTable) {
      for (std::size_t i = 0; i < themes.size(); ++i) {
        const double is =
            contrast(colour(themes.at(i), row.foreground), colour(themes.at(i), row.background));
        INFO(row.foreground, " on ", row.background, " in ", file_name(themes.at(i).name));
        CHECK(is >= row.needs);
        CHECK(std::abs(is - row.measured.at(i)) <= 0.06);
      }
    }
    CHECK(theme_colours().size() == 26);
  }

  TEST_CASE("contrast follows WCAG") {
    CHECK(contrast(kBlack, kWhite) == doctest::Approx(21));
    CHECK(contrast(kWhite, kBlack) == doctest::Approx(21));
    CHECK(contrast({119, 119, 119}, kWhite) == doctest::Approx(4.48).epsilon(0.01));
  }

  TEST_CASE("colours are read and written as in the theme file") {
    CHECK(parse_colour("#0B4A82").value() == Colour{0x0B, 0x4A, 0x82});
    CHECK(to_hex({0x0B, 0x4A, 0x82}) == "#0B4A82");
    for (const std::string_view wrong :
         {"", "#", "0B4A82", "#0B4A8", "#0B4A822", "#0B4A8G", "#+1+1+1"}) {
      INFO(wrong);
      CHECK(parse_colour(wrong).has_error());
    }
  }

  TEST_CASE("an accent that is too light is refused with the nearest shade that passes") {
    const Theme light = load_theme(ThemeName::kLight).value();
    const auto refused = with_accent(light, {0x3D, 0x8B, 0xCF});
    REQUIRE(refused.has_error());
    CHECK(refused.error().code == antre::ErrorCode::kInvalid);
    const Colour nearest = nearest_passing(light, {0x3D, 0x8B, 0xCF});
    CHECK(refused.error().detail.find(to_hex(nearest)) != std::string::npos);
    CHECK(contrast(nearest, light.paper) >= 7);
    CHECK(contrast(nearest, light.surface) >= 7);
    CHECK(contrast(nearest, light.paper) < 7.3);  // no darker than it must be
    CHECK(with_accent(light, nearest).has_value());
  }

  TEST_CASE("what follows from a hall's accent is readable in every theme") {
    for (const ThemeName name : {ThemeName::kLight, ThemeName::kDark, ThemeName::kHighContrast}) {
      for (const Colour accent : {Colour{0x0B, 0x4A, 0x82}, Colour{0x6B, 0x1D, 0x5C},
                                  Colour{0x0F, 0x4D, 0x2E}, Colour{0x7A, 0x1F, 0x1F}}) {
        const Theme t = with_accent(load_theme(name).value(), accent).value();
        INFO(file_name(name), " ", to_hex(accent));
        CHECK(contrast(t.accent, t.surface) >= 7);
        CHECK(contrast(t.accent, t.paper) >= 7);
        CHECK(contrast(t.on_accent, t.accent) >= 7);
        CHECK(contrast(t.on_accent, t.accent_press) >= 7);
        CHECK(contrast(t.on_deep, t.deep) >= 7);
        CHECK(contrast(t.on_deep2, t.deep) >= 7);
        CHECK(contrast(t.ink, t.tint) >= 7);
        CHECK(contrast(t.accent, t.track) >= 3);
      }
    }
  }

  TEST_CASE("a theme file with a fault is refused with its name and the fault") {
    const auto path = std::filesystem::path(ANTRE_BINARY_DIR) / "bad-theme.toml";
    std::ofstream(path) << "[colours]\npaper = \"#F6F4EF\"\nsurface = \"white\"\n";
    const auto theme = load_theme_file(path.string(), ThemeName::kLight);
    REQUIRE(theme.has_error());
    CHECK(theme.error().detail.find("surface") != std::string::npos);
    CHECK(theme.error().detail.find(path.string()) != std::string::npos);
    CHECK(load_theme_file("/nowhere.toml", ThemeName::kLight).has_error());
    std::ofstream(path) << "[colours\n";
    CHECK(load_theme_file(path.string(), ThemeName::kLight).has_error());
  }
}
