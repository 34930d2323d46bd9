// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "tests/ui/components.hpp"
#include "ui/recording_canvas.hpp"

using namespace antre::ui;

namespace {

constexpr Size kScreen{1080, 1920};

bool tells(const std::vector<std::string>& faults, const std::string& part) {
  for (const std::string& fault : faults) {
    if (fault.find(part) != std::string::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace

TEST_SUITE("ui/recording") {
  TEST_CASE("texts, icons and controls can be asked for") {
    RecordingCanvas canvas(kScreen);
    canvas.text("Sentuh layanan", {64, 216}, type::kKioskTitle, kBlack);
    canvas.icon("bell", {0, 0, 48, 48}, kBlack);
    canvas.control({0, 0, 190, 112}, "bell");
    CHECK(canvas.shows("layanan"));
    CHECK_FALSE(canvas.shows("Layanan"));
    CHECK(canvas.find("Sentuh")->box.height == 80);
    CHECK(canvas.find("Sentuh")->ink.bottom() > canvas.find("Sentuh")->box.y);
    CHECK(canvas.shows_icon("bell"));
    CHECK(canvas.find_control("bell")->rect.width == 190);
    CHECK(canvas.check_layout({190, 112}, 24).empty());
    canvas.clear();
    CHECK(canvas.texts().empty());
    CHECK(canvas.controls().empty());
  }

  TEST_CASE("a text outside the screen is found") {
    RecordingCanvas canvas(kScreen);
    canvas.text("Sentuh layanan yang Anda perlukan", {64, 216}, type::kKioskTitle, kBlack);
    CHECK(tells(canvas.check_layout(), "leaves the screen"));
  }

  TEST_CASE("a text outside its container is found") {
    RecordingCanvas canvas(kScreen);
    canvas.draw(
        {"Perpustakaan", {64, 0}, type::kKioskCard, kBlack, Align::kLeft, Rect{64, 0, 90, 48}});
    CHECK(tells(canvas.check_layout(), "leaves its box"));
    canvas.clear();
    canvas.text_in("Perpustakaan", {64, 0, 90, 48}, type::kKioskCard, kBlack);
    CHECK(canvas.check_layout().empty());  // scaled down
    CHECK(tells(canvas.check_layout({}, 24), "needs 24"));
  }

  TEST_CASE("two texts over each other are found, stacked lines are not") {
    RecordingCanvas canvas(kScreen);
    canvas.text("Perpustakaan", {64, 100}, type::kKioskCard, kBlack);
    canvas.text("Baca publikasi", {64, 148}, type::kKioskBody, kBlack);
    CHECK(canvas.check_layout().empty());
    canvas.text("Konsultasi", {70, 110}, type::kKioskCard, kBlack);
    CHECK(tells(canvas.check_layout(), "overlap"));
  }

  TEST_CASE("a text partly covered is a fault, one covered whole is gone") {
    RecordingCanvas canvas(kScreen);
    canvas.text("Perpustakaan", {64, 100}, type::kKioskCard, kBlack);
    canvas.fill_rect({100, 100, 60, 60}, kWhite);
    CHECK(tells(canvas.check_layout(), "partly covered"));
    canvas.clear();
    canvas.text("Perpustakaan", {64, 100}, type::kKioskCard, kBlack);
    canvas.fill_rect({0, 0, 1080, 1920}, kWhite);
    CHECK_FALSE(canvas.shows("Perpustakaan"));
    CHECK(canvas.check_layout().empty());
  }

  TEST_CASE("a sheet over a list hides what is under it on purpose") {
    RecordingCanvas canvas(kScreen);
    canvas.text("Perpustakaan", {64, 100}, type::kKioskCard, kBlack);
    canvas.control({0, 100, 400, 100}, "row");
    canvas.overlay({100, 100, 600, 60});
    canvas.fill_rect({100, 100, 600, 60}, kWhite);
    CHECK(canvas.check_layout().empty());
    CHECK(canvas.controls().empty());
  }

  TEST_CASE("controls too small, overlapping or off the screen are found") {
    RecordingCanvas canvas(kScreen);
    canvas.control({0, 0, 100, 100}, "small");
    canvas.control({500, 500, 200, 200}, "a");
    canvas.control({600, 600, 200, 200}, "b");
    canvas.control({1000, 1000, 200, 200}, "off");
    const auto faults = canvas.check_layout({190, 112});
    CHECK(tells(faults, "'small'"));
    CHECK(tells(faults, "'a' and 'b' overlap"));
    CHECK(tells(faults, "'off'"));
    CHECK(faults.size() == 3);
  }

  TEST_CASE("what runs through a clip may be cut, what is invisible is not there") {
    RecordingCanvas canvas(kScreen);
    {
      const ClipScope clip(canvas, {0, 1824, 1080, 96});
      canvas.text(
          "A very long message that runs through the line at the bottom of the hall's screen",
          {0, 1850}, type::kDisplayText, kBlack);
    }
    const OpacityScope gone(canvas, 0);
    canvas.text("hidden", {0, 0}, type::kKioskBody, kBlack);
    CHECK(canvas.check_layout().empty());
    CHECK(canvas.shows("very long"));
    CHECK_FALSE(canvas.shows("hidden"));
  }

  TEST_CASE("offsets move boxes and containers") {
    RecordingCanvas canvas(kScreen);
    const OffsetScope offset(canvas, 32, 10);
    canvas.text_in("Halo", {0, 0, 200, 40}, type::kKioskBody, kBlack);
    CHECK(canvas.find("Halo")->box.x == 32);
    CHECK(canvas.find("Halo")->container->y == 10);
  }

  TEST_CASE("the sheet of all parts has nothing cut and nothing over each other") {
    RecordingCanvas canvas(kSheet);
    draw_components(canvas, {load_theme(ThemeName::kLight).value(), kKioskStrokes});
    for (const std::string& fault : canvas.check_layout()) {
      MESSAGE(fault);
    }
    CHECK(canvas.check_layout().empty());
    CHECK(canvas.shows("Dilayani"));
    CHECK(canvas.find_control("Mulai layani") != nullptr);
  }
}
