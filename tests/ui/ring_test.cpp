// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "ui/recording_canvas.hpp"
#include "ui/ring.hpp"

using namespace antre::ui;

TEST_SUITE("ui/ring") {
  TEST_CASE("the state follows the thresholds of the service") {
    CHECK(state_of({0}) == ClockState::kCalm);
    CHECK(state_of({299}) == ClockState::kCalm);
    CHECK(state_of({300}) == ClockState::kAmber);
    CHECK(state_of({479}) == ClockState::kAmber);
    CHECK(state_of({480}) == ClockState::kRed);
    CHECK(state_of({599}) == ClockState::kRed);
    CHECK(state_of({600}) == ClockState::kLate);
    CHECK(state_of({100, 200, 50, 150}) == ClockState::kAmber);
  }

  TEST_CASE("a full ring has ten segments of the same size with gaps between") {
    const auto all = segments({0, 0}, 164, 14, 1);
    REQUIRE(all.size() == 10);
    const double width = all[0].to - all[0].from;
    CHECK(width < 36);
    CHECK(width > 33);
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      CHECK(all[i].to - all[i].from == doctest::Approx(width));
      CHECK(all[i + 1].from - all[i].to == doctest::Approx(36 - width));
    }
    CHECK(all[0].from == doctest::Approx((36 - width) / 2));
    CHECK(all[0].outer_radius - all[0].inner_radius == 14);
  }

  TEST_CASE("one segment is filled for each minute of ten") {
    for (int minute = 1; minute <= 10; ++minute) {
      CHECK(segments({0, 0}, 164, 14, minute / 10.0).size() == static_cast<std::size_t>(minute));
    }
    CHECK(segments({0, 0}, 164, 14, 0).empty());
    CHECK(segments({0, 0}, 164, 14, 1.7).size() == 10);
    const auto half = segments({0, 0}, 164, 14, 0.25);
    REQUIRE(half.size() == 3);
    CHECK(half.back().to == doctest::Approx(90));
  }

  TEST_CASE("figure and caption stay inside every ring") {
    const Look look{load_theme(ThemeName::kLight).value(), kCounterStrokes};
    for (const RingMeasure& measure : {kCounterRing, kSupervisorCardRing, kSupervisorTableRing}) {
      for (const char* figure : {"0:00", "8:41", "11:23", "120:05"}) {
        RecordingCanvas canvas({200, 200});
        target_ring(canvas, look, {100, 100}, {0}, measure, figure, "terlambat 110:05");
        CHECK(canvas.shows(figure));
        CHECK(canvas.check_layout().empty());
        CHECK(canvas.shows("terlambat") == (measure.caption > 0));
      }
    }
  }
}
