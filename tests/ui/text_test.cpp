// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "ui/text.hpp"
#include "ui/type_scale.hpp"

using namespace antre::ui;

namespace {

// Ten px for each byte at size 10; makes wrapping plain to read.
class FakeMeasurer : public TextMeasurer {
 public:
  double width(std::string_view text, const TextStyle& style) override {
    return static_cast<double>(text.size()) * style.size;
  }
  double left_bearing(std::string_view /*text*/, const TextStyle& /*style*/) override { return 0; }
};

constexpr TextStyle kTen{Font::kRegular, 10, 12};

}  // namespace

TEST_SUITE("ui/text") {
  TEST_CASE("tabular digits keep the width whatever the digits are") {
    const auto fonts = make_text_measurer().value();
    for (const TextStyle& style :
         {type::kKioskClock, type::kDisplayClock, type::kCounterTime, type::kCounterSmall}) {
      REQUIRE(style.tabular);
      const double width = fonts->width("00.00", style);
      for (const char* time : {"11.11", "09.42", "17.48", "20.51"}) {
        CHECK(fonts->width(time, style) == width);
      }
    }
    const TextStyle number = type::kKioskNumber;
    CHECK(fonts->width("R111", number) < fonts->width("R000", number));
  }

  TEST_CASE("the six fonts are told apart and measured at their size") {
    const auto fonts = make_text_measurer().value();
    const TextStyle style = type::kKioskBody;
    const double regular = fonts->width("Konsultasi Statistik", style);
    CHECK(fonts->width("Konsultasi Statistik", style.with_font(Font::kBold)) > regular);
    CHECK(fonts->width("Konsultasi Statistik", style.with_size(56, 80)) ==
          doctest::Approx(2 * regular).epsilon(0.01));
    CHECK(fonts->width("", style) == 0);
  }

  TEST_CASE("letters that Inter lacks are measured in Noto Sans, broken bytes do no harm") {
    const auto fonts = make_text_measurer().value();
    const double devanagari = fonts->width("\u0915\u092E\u0932", type::kKioskBody);
    CHECK(devanagari > 10);
    CHECK(fonts->width("A\xF0\x9F", type::kKioskBody) > 0);
    CHECK(fonts->width("\xFF\xC3", type::kKioskBody) >= 0);
  }

  TEST_CASE("the baseline follows the font's own ascent and descent") {
    // 84 / 96 Display: (96 - 1.209 * 84) / 2 + 0.964 * 84
    CHECK(baseline_of(type::kKioskHero, 0) == doctest::Approx(78.198));
    CHECK(baseline_of(type::kKioskBody, 100) == doctest::Approx(130.192));
  }

  TEST_CASE("text is broken at spaces so that no line is too wide") {
    FakeMeasurer fake;
    using Lines = std::vector<std::string>;
    CHECK(wrap(fake, "one two three", kTen, 70) == Lines{"one two", "three"});
    CHECK(wrap(fake, "one two three", kTen, 1000) == Lines{"one two three"});
    CHECK(wrap(fake, "one\ntwo", kTen, 1000) == Lines{"one", "two"});
    CHECK(wrap(fake, "incomprehensibilities of it", kTen, 50) ==
          Lines{"incomprehensibilities", "of it"});
    CHECK(wrap(fake, "", kTen, 50) == Lines{""});
    CHECK(wrap(fake, "  one   two ", kTen, 1000) == Lines{"one two"});
  }

  TEST_CASE("the last allowed line takes the rest") {
    FakeMeasurer fake;
    using Lines = std::vector<std::string>;
    CHECK(wrap(fake, "one two three four", kTen, 70, 2) == Lines{"one two", "three four"});
    CHECK(wrap(fake, "one two three", kTen, 30, 1) == Lines{"one two three"});
    CHECK(wrap(fake, "a\nb\nc", kTen, 30, 2) == Lines{"a", "b c"});
  }

  TEST_CASE("a text too wide is scaled down until it fits, never more than needed") {
    const auto fonts = make_text_measurer().value();
    const TextStyle style = type::kKioskNumber;
    const double room = fonts->width("R100", style);
    CHECK(fit(*fonts, "R100", style, room) == style);
    const TextStyle fitted = fit(*fonts, "R1000", style, room);
    CHECK(fonts->width("R1000", fitted) <= room);
    CHECK(fonts->width("R1000", fitted) > room * 0.97);
    CHECK(fitted.line == style.line);
    CHECK(fit(*fonts, "R1000", style, 0).size == 1);
  }

  TEST_CASE("the ink of a large letter begins after the pen") {
    const auto fonts = make_text_measurer().value();
    CHECK(fonts->left_bearing("K014", type::kDisplayNumber) > 10);
    CHECK(fonts->left_bearing("", type::kDisplayNumber) == 0);
  }
}
