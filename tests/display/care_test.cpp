// SPDX-License-Identifier: Apache-2.0
#include "display/care.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <set>
#include <utility>

namespace antre::display {
namespace {

constexpr std::int64_t kDay = 24 * 60;
/// Tuesday, 2026-11-24.
constexpr std::int64_t kTuesday = std::int64_t{20781} * kDay;

Hours office_hours() {
  Hours hours;
  hours.always = false;
  for (int weekday = 0; weekday < 5; ++weekday) {
    hours.open.push_back({weekday, 13 * 60, 15 * 60});
    hours.open.push_back({weekday, 8 * 60, 12 * 60});
  }
  return hours;
}

TEST_SUITE("display/care") {
  TEST_CASE("the picture moves by one px at a time and never farther than four") {
    auto before = pixel_shift(kTuesday);
    for (std::int64_t minute = kTuesday; minute < kTuesday + 2 * kDay; ++minute) {
      const auto now = pixel_shift(minute);
      CHECK(std::abs(now.x) <= kMostShift);
      CHECK(std::abs(now.y) <= kMostShift);
      CHECK(std::abs(now.x - before.x) + std::abs(now.y - before.y) <= 1);
      before = now;
    }
  }

  TEST_CASE("within eight hours every place has been taken, and about as long as any other") {
    std::map<std::pair<int, int>, int> minutes;
    for (std::int64_t minute = kTuesday; minute < kTuesday + kDay; ++minute) {
      const auto at = pixel_shift(minute);
      ++minutes[{at.x, at.y}];
    }
    CHECK(minutes.size() == 81);
    for (const auto& [place, many] : minutes) {
      CAPTURE(place.first);
      CAPTURE(place.second);
      CHECK(many >= 9);
      CHECK(many <= 21);
    }
  }

  TEST_CASE("a moment before 1970 and one far ahead have a place as well") {
    for (const std::int64_t minute :
         {std::int64_t{-1}, std::int64_t{-987'654'321}, std::int64_t{9'876'543'210}}) {
      CHECK(std::abs(pixel_shift(minute).x) <= kMostShift);
      CHECK(wander(minute).x >= 0);
      CHECK(wander(minute).x <= 1);
    }
  }

  TEST_CASE("the night's clock visits every place and never stands where it stood before") {
    std::set<std::pair<double, double>> places;
    auto before = wander(kTuesday - kWanderMinutes);
    for (int step = 0; step < kWanderColumns * kWanderRows; ++step) {
      const auto now = wander(kTuesday + std::int64_t{step} * kWanderMinutes);
      CHECK_FALSE(now == before);
      places.insert({now.x, now.y});
      before = now;
    }
    CHECK(places.size() == kWanderColumns * kWanderRows);
  }

  TEST_CASE("the next opening is later today, tomorrow, after a weekend or after a holiday") {
    auto hours = office_hours();
    const auto at = [&](int day, int minute) {
      return next_opening(hours, kTuesday + day * kDay + minute);
    };
    CHECK(at(0, 7 * 60) == Opening{{20781}, 8 * 60});
    CHECK(at(0, 12 * 60 + 30) == Opening{{20781}, 13 * 60});
    CHECK(at(0, 16 * 60) == Opening{{20782}, 8 * 60});
    CHECK(at(3, 20 * 60) == Opening{{20787}, 8 * 60});  // Friday evening
    hours.closed_on = {{20787}};
    CHECK(at(3, 20 * 60) == Opening{{20788}, 8 * 60});
    CHECK_FALSE(next_opening(Hours{}, kTuesday));
    Hours never;
    never.always = false;
    CHECK_FALSE(next_opening(never, kTuesday));
  }

  TEST_CASE("the hours hold from their first minute to the one before their last") {
    const auto hours = office_hours();
    CHECK_FALSE(open_by_hours(hours, kTuesday + 8 * 60 - 1));
    CHECK(open_by_hours(hours, kTuesday + 8 * 60));
    CHECK(open_by_hours(hours, kTuesday + 12 * 60 - 1));
    CHECK_FALSE(open_by_hours(hours, kTuesday + 12 * 60));
    CHECK_FALSE(open_by_hours(hours, kTuesday + 4 * kDay + 9 * 60));  // Saturday
    CHECK(open_by_hours(Hours{}, kTuesday));
  }

  TEST_CASE("it is night only when the hall is closed, everybody has gone and nothing is called") {
    const auto hours = office_hours();
    Board board;
    board.minute = kTuesday + 21 * 60;
    board.closed = true;
    board.state = BoardState::kCalm;
    CHECK(is_night(board, hours));
    board.state = BoardState::kCalling;
    CHECK_FALSE(is_night(board, hours));
    board.state = BoardState::kNotAuthorised;
    CHECK_FALSE(is_night(board, hours));
    board.state = BoardState::kCalm;
    board.closed = false;
    CHECK_FALSE(is_night(board, hours));
  }

  TEST_CASE("a link that is lost over night does not hide from the morning's visitors") {
    const auto hours = office_hours();
    Board board;
    board.state = BoardState::kOffline;
    board.closed = true;
    board.minute = kTuesday + 3 * 60;
    CHECK(is_night(board, hours));
    board.minute = kTuesday + 8 * 60;
    CHECK_FALSE(is_night(board, hours));
  }
}

}  // namespace
}  // namespace antre::display
