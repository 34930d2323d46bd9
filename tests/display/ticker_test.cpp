// SPDX-License-Identifier: Apache-2.0
#include "display/ticker.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace antre::display {
namespace {

using namespace std::chrono_literals;

const ui::TimePoint kStart{1h};
constexpr ui::TextStyle kStyle{ui::Font::kMedium, 10, 12};

/// Every letter is 10 px wide.
class TenPx : public ui::TextMeasurer {
 public:
  double width(std::string_view text, const ui::TextStyle& /*style*/) override {
    return 10.0 * static_cast<double>(text.size());
  }
  double left_bearing(std::string_view /*text*/, const ui::TextStyle& /*style*/) override {
    return 0;
  }
};

TEST_SUITE("display/ticker") {
  TEST_CASE("one message that fits stands still for ever") {
    TenPx measure;
    Ticker ticker;
    ticker.set({"hello"}, 100, kStyle, measure, kStart);
    CHECK_FALSE(ticker.next_deadline(kStart));
    CHECK_FALSE(ticker.update(kStart + 1h, false));
    CHECK(ticker.moved(kStart + 1h) == 0);
  }

  TEST_CASE("messages that fit give way to each other every twelve seconds") {
    TenPx measure;
    Ticker ticker;
    ticker.set({"one", "two"}, 100, kStyle, measure, kStart);
    CHECK(ticker.next_deadline(kStart) == kStart + 12s);
    CHECK_FALSE(ticker.update(kStart + 11s, false));
    CHECK(ticker.update(kStart + 12s, false));
    CHECK(ticker.page()->text == "two");
    CHECK(ticker.page_before()->text == "one");
    CHECK(ticker.change(kStart + 12s) < 1);
    CHECK(ticker.change(kStart + 12s + 150ms) == 1);
    CHECK(ticker.update(kStart + 24s, false));
    CHECK(ticker.page()->text == "one");
  }

  TEST_CASE("a message wider than the line moves at 90 px a second until its end is seen") {
    TenPx measure;
    Ticker ticker;
    ticker.set({std::string(100, 'x')}, 100, kStyle, measure, kStart);
    CHECK(ticker.moved(kStart + 3s) == 0);
    CHECK(ticker.moved(kStart + 5s) == doctest::Approx(180));
    CHECK(ticker.moved(kStart + 13s) == doctest::Approx(900));
    CHECK(ticker.moved(kStart + 14s) == doctest::Approx(900));
  }

  TEST_CASE("nothing moves while a call is told, and it goes on where it was") {
    TenPx measure;
    Ticker ticker;
    ticker.set({std::string(100, 'x'), "two"}, 100, kStyle, measure, kStart);
    CHECK(ticker.update(kStart + 5s, false));
    CHECK_FALSE(ticker.update(kStart + 5s, true));
    CHECK_FALSE(ticker.next_deadline(kStart + 6s));
    CHECK_FALSE(ticker.update(kStart + 60s, true));
    CHECK(ticker.moved(kStart + 60s) == doctest::Approx(180));
    CHECK(ticker.update(kStart + 61s, false) == true);
    CHECK(ticker.moved(kStart + 61s) == doctest::Approx(180));
  }

  TEST_CASE("with reduced motion a wide message is shown line by line") {
    TenPx measure;
    Ticker ticker(true);
    ticker.set({"aaaa bbbb cccc"}, 90, kStyle, measure, kStart);
    CHECK(ticker.page()->text == "aaaa bbbb");
    CHECK(ticker.update(kStart + 12s, false));
    CHECK(ticker.page()->text == "cccc");
    CHECK(ticker.change(kStart + 12s) == 1);
    CHECK(ticker.moved(kStart + 20s) == 0);
  }
}

}  // namespace
}  // namespace antre::display
