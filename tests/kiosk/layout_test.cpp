// SPDX-License-Identifier: Apache-2.0
// Every page of the kiosk, in every language, on every kind of screen, usual and in large text:
// what a visitor could not read or not hit is a fault, by computation.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "kiosk/page_scale.hpp"
#include "tests/kiosk/drawn.hpp"
#include "ui/theme.hpp"

namespace antre::kiosk {
namespace {

/// A window in device px, and how densely its screen is made.
struct Screen {
  ui::Size window;
  double px_per_mm = 0;
};

/// The density of a screen whose diagonal is `inches`.
Screen screen_of(ui::Size window, double inches) {
  constexpr double kMmPerInch = 25.4;
  return {window, std::hypot(window.width, window.height) / (inches * kMmPerInch)};
}

constexpr double kUsualInches = 21.5;
constexpr double kSmallInches = 15.6;
constexpr double kTinyInches = 10.1;

std::vector<Screen> all_screens() {
  std::vector<Screen> screens;
  for (const ui::Size window : std::initializer_list<ui::Size>{
           {1080, 1920}, {1920, 1080}, {1280, 800}, {800, 1280}, {2160, 3840}, {3840, 2160}}) {
    screens.push_back(screen_of(window, kUsualInches));
  }
  return screens;
}

/// 20 mm in the reference px in which a page of this window is laid out.
double least_target(const Screen& screen, ui::Size reference) {
  constexpr double kLeastMm = 20;
  return kLeastMm * screen.px_per_mm * reference.width / screen.window.width;
}

/// What is wrong with a page, one sentence each.
std::vector<std::string> faults_of(ui::RecordingCanvas& canvas, KioskModel& model, double least,
                                   bool large) {
  KioskScene scene(model, true, {});
  canvas.clear();
  scene.update(kDrawnAt);
  scene.draw(canvas, kDrawnAt);
  auto faults = canvas.check_layout({least, least}, large ? 32 : 24);
  for (std::string& fault : canvas.check_contrast(ui::kTextContrast)) {
    faults.push_back(std::move(fault));
  }
  return faults;
}

void check_pages(const SampleHall& hall, const std::vector<Screen>& screens) {
  const auto view = sample_view(hall);
  REQUIRE(view);
  const auto any = sample_model(sample_pages().front(), *view, {});
  for (const Screen& screen : screens) {
    const ui::Size reference = KioskScene(*any, true, {}).reference_size(screen.window);
    ui::RecordingCanvas canvas(reference);
    const double least = least_target(screen, reference);
    for (const std::string language : {"id", "en", "jv"}) {
      for (const bool large : {false, true}) {
        for (const SamplePage& page : sample_pages()) {
          const auto model = sample_model(page, *view, {language, large});
          const std::string where =
              fmt::format("{}, {}{}, {}x{}, {} services{}", page.name, language,
                          large ? ", large" : "", screen.window.width, screen.window.height,
                          hall.services, hall.long_names ? " with long names" : "");
          CHECK_MESSAGE(model->large_text() == large, where);
          for (const std::string& fault : faults_of(canvas, *model, least, large)) {
            FAIL_CHECK(where << ": " << fault);
          }
        }
      }
    }
  }
}

/// The shapes of page that the screens come down to.
std::vector<Screen> few_screens() {
  return {screen_of({1080, 1920}, kUsualInches), screen_of({1920, 1080}, kUsualInches),
          screen_of({1280, 800}, kUsualInches)};
}

/// What is touched is no smaller than page_scale says.
void check_targets(const Screen& screen) {
  const PageScale scale = page_scale(screen.window, screen.px_per_mm);
  const double px = screen.px_per_mm * scale.reference.width / screen.window.width;
  for (const SamplePage& page : sample_pages()) {
    for (const bool large : {false, true}) {
      const Drawn drawn(page, {4, false, true}, {"id", large}, screen.window);
      const double least = px * (page.keyboard ? scale.key_mm : scale.target_mm);
      for (const std::string& fault : drawn.canvas.check_layout({least, least}, large ? 32 : 24)) {
        FAIL_CHECK(page.name << std::string(large ? ", large: " : ": ") << fault);
      }
    }
  }
}

}  // namespace

TEST_SUITE("kiosk/page scale") {
  TEST_CASE("without a density a page is as large as the window") {
    CHECK(page_scale({1920, 1080}, 0).reference == ui::Size{1920, 1080});
    CHECK(page_scale({3840, 2160}, 0).reference == ui::Size{1920, 1080});
    CHECK(page_scale({1280, 800}, 0).reference == ui::Size{1920, 1200});
    CHECK_FALSE(page_scale({1920, 1080}, 0).too_small());
  }
  TEST_CASE("a screen that is large enough changes nothing") {
    for (const ui::Size window : {ui::Size{1080, 1920}, ui::Size{1920, 1080}}) {
      const Screen screen = screen_of(window, kUsualInches);
      const PageScale scale = page_scale(window, screen.px_per_mm);
      CHECK(scale.reference == window);
      CHECK_FALSE(scale.too_small());
    }
  }
  TEST_CASE("a screen on which 20 mm cannot be kept is known") {
    const Screen small = screen_of({1920, 1080}, kSmallInches);
    const PageScale wide = page_scale(small.window, small.px_per_mm);
    CHECK(wide.too_small());
    CHECK(wide.target_mm == doctest::Approx(18.7).epsilon(0.01));
    CHECK(wide.key_mm == doctest::Approx(15.8).epsilon(0.01));
    const Screen tiny = screen_of({1280, 800}, kTinyInches);
    CHECK(page_scale(tiny.window, tiny.px_per_mm).key_mm == doctest::Approx(10).epsilon(0.01));
  }
  TEST_CASE("what is touched is as large as it is said to be") {
    check_targets(screen_of({1920, 1080}, kSmallInches));
    check_targets(screen_of({1280, 800}, kTinyInches));
    check_targets(screen_of({1080, 1920}, kUsualInches));
  }
}

TEST_SUITE("kiosk/layout") {
  TEST_CASE("every page fits, can be read and can be hit, on every screen in every language") {
    check_pages({4, false, true}, all_screens());
  }
  TEST_CASE("one service fits") {
    check_pages({1, false, false}, few_screens());
  }
  TEST_CASE("eight services fit") {
    check_pages({8, false, false}, few_screens());
  }
  TEST_CASE("eleven services come in pages") {
    check_pages({11, false, false}, few_screens());
  }
  TEST_CASE("the longest names fit, with four and with eight services") {
    check_pages({4, true, true}, few_screens());
    check_pages({8, true, false}, few_screens());
  }
  TEST_CASE("all but the keys of a keyboard are 20 mm on a 15.6-inch screen too") {
    for (const Screen& screen :
         {screen_of({1080, 1920}, kSmallInches), screen_of({1920, 1080}, kSmallInches)}) {
      for (const bool large : {false, true}) {
        for (const SamplePage& page : sample_pages()) {
          if (page.keyboard) {
            continue;
          }
          const Drawn drawn(page, {4, false, true}, {"id", large}, screen.window);
          // A landscape page's bottom bar is a little lower and far wider.
          const double low = screen.window.width > screen.window.height ? 8 : 0;
          const double least = least_target(screen, drawn.canvas.size());
          const auto faults = drawn.canvas.check_layout({least, least - low}, 24);
          for (const std::string& fault : faults) {
            FAIL_CHECK(page.name << std::string(large ? ", large: " : ": ") << fault);
          }
        }
      }
    }
  }
}

}  // namespace antre::kiosk
