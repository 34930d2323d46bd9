// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "ui/focus.hpp"
#include "ui/motion.hpp"

using namespace antre::ui;

TEST_SUITE("ui/motion") {
  TEST_CASE("easings begin at 0, end at 1 and never go back") {
    for (const Easing easing : {Easing::kLinear, Easing::kOutCubic, Easing::kInOutSine}) {
      CHECK(ease(easing, -1) == doctest::Approx(0));
      CHECK(ease(easing, 2) == doctest::Approx(1));
      for (int i = 0; i < 100; ++i) {
        CHECK(ease(easing, i / 100.0) <= ease(easing, (i + 1) / 100.0));
      }
    }
    CHECK(ease(Easing::kInOutSine, 0.5) == doctest::Approx(0.5));
    CHECK(ease(Easing::kOutCubic, 0.5) == doctest::Approx(0.875));
  }

  TEST_CASE("an animation runs for its duration, a reduced one is over at once") {
    const TimePoint start{Millis(1000)};
    const Animation page(start, kPage);
    CHECK(page.value(start) == doctest::Approx(0));
    CHECK(page.running(start + Millis(179)));
    CHECK_FALSE(page.running(start + Millis(180)));
    CHECK(page.value(start + Millis(500)) == doctest::Approx(1));
    const Animation reduced(start, kPage, true);
    CHECK(reduced.value(start) == 1);
    CHECK_FALSE(reduced.running(start));
    CHECK(Animation().value(start) == 1);
    CHECK_FALSE(Animation().running(start));
  }

  TEST_CASE("a pulse goes down and back as often as told") {
    const TimePoint start{Millis(1000)};
    const auto at = [start](int ms) {
      return pulse(start, kCallPulse, kCallPulseLow, kCallPulses, start + Millis(ms));
    };
    CHECK(at(-1) == 1);
    CHECK(at(0) == doctest::Approx(1));
    CHECK(at(300) == doctest::Approx(0.55));
    CHECK(at(600) == doctest::Approx(1));
    CHECK(at(1500) == doctest::Approx(0.55));
    CHECK(at(1800) == 1);
  }
}

TEST_SUITE("ui/focus") {
  // 0 1
  // 2 3
  const std::vector<Rect> kGrid{{0, 0, 10, 10}, {20, 0, 10, 10}, {0, 20, 10, 10}, {20, 20, 10, 10}};

  KeyPress key(Key which, bool shift = false) {
    KeyPress press;
    press.key = which;
    press.shift = shift;
    return press;
  }

  TEST_CASE("nothing is focused until a key moves it") {
    Focus focus;
    focus.set_targets(kGrid);
    CHECK_FALSE(focus.current());
    CHECK(focus.move(key(Key::kDown)));
    CHECK(focus.on(0));
    CHECK_FALSE(focus.move(key(Key::kEnter)));
  }

  TEST_CASE("arrows go to the neighbour and stop at the edge") {
    Focus focus;
    focus.set_targets(kGrid);
    focus.set(0);
    CHECK(focus.move(key(Key::kRight)));
    CHECK(focus.on(1));
    CHECK(focus.move(key(Key::kDown)));
    CHECK(focus.on(3));
    CHECK(focus.move(key(Key::kLeft)));
    CHECK(focus.on(2));
    CHECK_FALSE(focus.move(key(Key::kLeft)));
    CHECK(focus.move(key(Key::kUp)));
    CHECK(focus.on(0));
  }

  TEST_CASE("Tab goes round in both directions") {
    Focus focus;
    focus.set_targets(kGrid);
    CHECK(focus.move(key(Key::kTab, true)));
    CHECK(focus.on(3));
    CHECK(focus.move(key(Key::kTab)));
    CHECK(focus.on(0));
  }

  TEST_CASE("a new page forgets the focus unless it is kept") {
    Focus focus;
    focus.set_targets(kGrid);
    focus.set(3);
    focus.set_targets(kGrid, true);
    CHECK(focus.on(3));
    focus.set_targets({kGrid[0]}, true);
    CHECK_FALSE(focus.current());
    focus.set(9);
    CHECK_FALSE(focus.current());
    focus.set_targets({});
    CHECK_FALSE(focus.move(key(Key::kDown)));
  }
}
