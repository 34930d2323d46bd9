// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/ui/components.hpp"
#include "ui/assets.hpp"
#include "ui/offscreen.hpp"

using namespace antre::ui;

namespace {

Look look_of(ThemeName name) {
  return {load_theme(name).value(), kKioskStrokes};
}

}  // namespace

TEST_SUITE("ui/pixels") {
  TEST_CASE("the parts have the theme's colours where the design has them") {
    auto screen = Offscreen::open(kSheet, kSheet).value();
    const Look look = look_of(ThemeName::kLight);
    draw_components(screen->canvas(), look);
    const Theme& t = look.theme;
    CHECK(screen->pixel(5, 5) == t.paper);
    CHECK(screen->pixel(60, 90) == t.surface);      // card at rest
    CHECK(screen->pixel(250, 80) == t.line);        // its outline
    CHECK(screen->pixel(520, 90) == t.accent);      // card pressed
    CHECK(screen->pixel(530, 130) == t.on_accent);  // its icon box
    CHECK(screen->pixel(1170, 70) == t.ink);        // focus: ink, way, paper from outside
    CHECK(screen->pixel(1170, 74) == t.way);
    CHECK(screen->pixel(1170, 78) == t.paper);
    CHECK(screen->pixel(60, 270) == t.accent);  // button
    CHECK(screen->pixel(390, 270) == t.accent_press);
    CHECK(screen->pixel(1050, 290) == t.paper);  // disabled: no fill
    CHECK(screen->pixel(144, 414) == t.accent);  // ring: first segment passed
    CHECK(screen->pixel(100, 414) == t.track);
    CHECK(screen->pixel(122 + 452 + 22, 414) == t.amber);
    CHECK(screen->pixel(122 + 678 + 22, 414) == t.red);
    CHECK(screen->pixel(50, 690) == t.accent);  // letter tile
  }

  TEST_CASE("a picture is saved and every theme draws all parts") {
    const auto folder = std::filesystem::path(ANTRE_BINARY_DIR) / "pictures";
    std::filesystem::create_directories(folder);
    for (const ThemeName name : {ThemeName::kLight, ThemeName::kDark, ThemeName::kHighContrast}) {
      auto screen = Offscreen::open(kSheet, kSheet).value();
      draw_components(screen->canvas(), look_of(name));
      const auto path = folder / ("components-" + std::string(file_name(name)) + ".png");
      CHECK(screen->save_png(path.string()).has_value());
      CHECK(std::filesystem::file_size(path) > 20'000);
    }
  }

  TEST_CASE("every icon of the design can be drawn, in its colour") {
    auto screen = Offscreen::open({640, 640}, {640, 640}).value();
    int drawn = 0;
    for (const auto& file : std::filesystem::directory_iterator(asset_path("icons"))) {
      Canvas& canvas = screen->canvas();
      canvas.fill_rect({0, 0, 48, 48}, kWhite);
      canvas.icon(file.path().stem().string(), {0, 0, 48, 48}, {200, 0, 0});
      int ink = 0;
      for (int i = 0; i < 48 * 48; ++i) {
        const Colour pixel = screen->pixel(i % 48, i / 48);
        CHECK(pixel.r >= 199);  // only the tint and white mix
        ink += pixel == Colour{200, 0, 0} ? 1 : 0;
      }
      INFO(file.path().string());
      CHECK(ink > 40);
      ++drawn;
    }
    CHECK(drawn == 50);
  }

  TEST_CASE("an icon turns in steps of 45 degrees") {
    auto screen = Offscreen::open({96, 96}, {96, 96}).value();
    screen->canvas().fill_rect({0, 0, 96, 96}, kWhite);
    screen->canvas().icon("right", {0, 0, 96, 96}, kBlack, 90);
    CHECK(screen->pixel(48, 20) == kBlack);  // the shaft stands upright now
    CHECK(screen->pixel(20, 48) == kWhite);
  }

  TEST_CASE("rectangles that touch in reference px touch in device px") {
    auto screen = Offscreen::open({333, 333}, {1000, 1000}).value();
    Canvas& canvas = screen->canvas();
    canvas.fill_rect({0, 0, 1000, 1000}, kWhite);
    for (int i = 0; i < 100; ++i) {
      canvas.fill_rect({i * 10.0, 0, 10, 1000}, kBlack.with_opacity(0.5));
    }
    for (int x = 0; x < 333; ++x) {
      CHECK(screen->pixel(x, 5) == screen->pixel(0, 5));  // no gap and nothing painted twice
    }
  }

  TEST_CASE("opacity, offset and clip apply until they are popped") {
    auto screen = Offscreen::open({100, 100}, {100, 100}).value();
    Canvas& canvas = screen->canvas();
    canvas.fill_rect({0, 0, 100, 100}, kWhite);
    {
      const OffsetScope offset(canvas, 10, 10);
      const ClipScope clip(canvas, {0, 0, 10, 10});
      canvas.fill_rect({0, 0, 50, 50}, kBlack);
    }
    CHECK(screen->pixel(5, 5) == kWhite);
    CHECK(screen->pixel(15, 15) == kBlack);
    CHECK(screen->pixel(25, 25) == kWhite);
    {
      const OpacityScope half(canvas, 0.5);
      canvas.fill_rect({50, 50, 10, 10}, kBlack);
    }
    CHECK(screen->pixel(55, 55).r == doctest::Approx(127).epsilon(0.02));
    canvas.fill_rect({70, 70, 10, 10}, kBlack);
    CHECK(screen->pixel(75, 75) == kBlack);
  }

  TEST_CASE("a QR code has square modules of whole px") {
    auto screen = Offscreen::open({100, 100}, {100, 100}).value();
    screen->canvas().fill_rect({0, 0, 100, 100}, kWhite);
    screen->canvas().modules({2, {true, false, false, true}}, {10, 10, 41, 41}, kBlack);
    CHECK(screen->pixel(10, 10) == kBlack);
    CHECK(screen->pixel(29, 29) == kBlack);
    CHECK(screen->pixel(30, 29) == kWhite);
    CHECK(screen->pixel(49, 49) == kBlack);
    CHECK(screen->pixel(50, 50) == kWhite);
  }

  TEST_CASE("a picture covers its box and a missing one is reported") {
    const auto path = std::filesystem::path(ANTRE_BINARY_DIR) / "cover.svg";
    std::ofstream(path) << R"svg(<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"
      viewBox="0 0 40 20"><rect width="40" height="20" fill="#c80000"/></svg>)svg";
    auto screen = Offscreen::open({100, 100}, {100, 100}).value();
    Canvas& canvas = screen->canvas();
    canvas.fill_rect({0, 0, 100, 100}, kWhite);
    CHECK(canvas.image(path.string(), {10, 10, 50, 50}));
    CHECK(screen->pixel(12, 12) == Colour{200, 0, 0});
    CHECK(screen->pixel(58, 58) == Colour{200, 0, 0});
    CHECK(screen->pixel(62, 62) == kWhite);
    CHECK_FALSE(canvas.image("/nowhere.png", {0, 0, 10, 10}));
    CHECK_FALSE(canvas.image("", {0, 0, 10, 10}));
  }
}
