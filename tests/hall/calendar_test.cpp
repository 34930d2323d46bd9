// SPDX-License-Identifier: Apache-2.0
#include "hall/calendar.hpp"

#include <doctest/doctest.h>

#include <string_view>

using namespace antre;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kMinuteMs = 60'000;

Day day(std::string_view text) {
  return parse_day(text).value();
}

// Milliseconds since 1970 of a UTC time.
std::int64_t utc(std::string_view date, int hour, int minute = 0) {
  return day(date).value * 24 * kHourMs + hour * kHourMs + minute * kMinuteMs;
}

HallSettings office_hours() {
  HallSettings hall;
  hall.time_zone = "Asia/Jakarta";
  hall.hours.always = false;
  for (int weekday = 0; weekday < 4; ++weekday) hall.hours.open.push_back({weekday, 480, 930});
  hall.hours.open.push_back({4, 480, 690});
  hall.hours.open.push_back({4, 780, 930});
  hall.hours.closed_on = {day("2026-12-25")};
  return hall;
}

// Works from 20:00 to 04:00 every night; its day begins at 12:00.
HallSettings night_hall() {
  HallSettings hall;
  hall.time_zone = "Asia/Jakarta";
  hall.day_starts_min = 720;
  hall.hours.always = false;
  for (int weekday = 0; weekday < 7; ++weekday) {
    hall.hours.open.push_back({weekday, 0, 240});
    hall.hours.open.push_back({weekday, 1200, 1440});
  }
  hall.hours.closed_on = {day("2026-11-25")};
  return hall;
}

}  // namespace

TEST_SUITE("hall/calendar") {
  TEST_CASE("the service day is the day in the hall's zone") {
    const hall::Calendar calendar{office_hours()};
    CHECK(calendar.at(utc("2026-11-23", 16, 59)).day == day("2026-11-23"));
    CHECK(calendar.at(utc("2026-11-23", 17)).day == day("2026-11-24"));
    CHECK(calendar.at(utc("2026-11-23", 17)).utc_offset_s == 7 * 3600);
    CHECK(calendar.day_ends_at(utc("2026-11-23", 17)) == utc("2026-11-24", 17));
  }

  TEST_CASE("opening hours hold to the minute, also asked for backwards") {
    const hall::Calendar calendar{office_hours()};
    const auto open = [&](std::int64_t wall_ms) { return calendar.at(wall_ms).hall_open; };
    CHECK_FALSE(open(utc("2026-11-24", 1) - 1));
    CHECK(open(utc("2026-11-24", 1)));
    CHECK(open(utc("2026-11-24", 8, 30) - 1));
    CHECK_FALSE(open(utc("2026-11-24", 8, 30)));
    CHECK(open(utc("2026-11-24", 8, 29)));
    CHECK_FALSE(open(utc("2026-11-27", 5)));  // Friday's break
    CHECK_FALSE(open(utc("2026-11-28", 3)));  // Saturday
    CHECK_FALSE(open(utc("2026-12-25", 3)));  // closed on
  }

  TEST_CASE("the next opening looks over breaks, weekends and holidays") {
    const hall::Calendar calendar{office_hours()};
    CHECK(calendar.next_opening(utc("2026-11-24", 0)) == utc("2026-11-24", 1));
    CHECK(calendar.next_opening(utc("2026-11-27", 5)) == utc("2026-11-27", 6));
    CHECK(calendar.next_opening(utc("2026-11-27", 9)) == utc("2026-11-30", 1));
    CHECK(calendar.next_opening(utc("2026-12-24", 9)) == utc("2026-12-28", 1));
    CHECK(calendar.closes_at(utc("2026-11-24", 2)) == utc("2026-11-24", 8, 30));
    CHECK(calendar.closes_at(utc("2026-11-27", 2)) == utc("2026-11-27", 4, 30));
    CHECK_FALSE(calendar.closes_at(utc("2026-11-28", 2)));
  }

  TEST_CASE("a hall past midnight keeps its day, its number of nights and its holidays") {
    const hall::Calendar calendar{night_hall()};
    // 02:00 on the 25th belongs to the night of the 24th, which is open.
    CHECK(calendar.at(utc("2026-11-24", 19)).day == day("2026-11-24"));
    CHECK(calendar.at(utc("2026-11-24", 19)).hall_open);
    CHECK(calendar.at(utc("2026-11-25", 5)).day == day("2026-11-25"));
    CHECK_FALSE(calendar.at(utc("2026-11-25", 14)).hall_open);  // 21:00 on the closed day
    CHECK_FALSE(calendar.at(utc("2026-11-25", 19)).hall_open);  // 02:00 on the 26th
    // Midnight is neither a closing nor an opening.
    CHECK(calendar.closes_at(utc("2026-11-24", 14)) == utc("2026-11-24", 21));
    CHECK(calendar.next_opening(utc("2026-11-24", 14)) == utc("2026-11-26", 13));
    CHECK(calendar.day_ends_at(utc("2026-11-24", 19)) == utc("2026-11-25", 5));
  }

  TEST_CASE("a zone with summer time keeps opening at the same local hour") {
    HallSettings hall = office_hours();
    hall.time_zone = "Europe/Berlin";
    const hall::Calendar calendar{hall};
    CHECK(calendar.at(utc("2026-03-29", 0, 59)).utc_offset_s == 3600);
    CHECK(calendar.at(utc("2026-03-29", 1)).utc_offset_s == 7200);
    CHECK(calendar.at(utc("2026-03-29", 0, 59)).utc_offset_s == 3600);
    CHECK(calendar.next_opening(utc("2026-03-27", 15)) == utc("2026-03-30", 6));
    CHECK(calendar.next_opening(utc("2026-10-23", 15)) == utc("2026-10-26", 7));
    CHECK(calendar.day_ends_at(utc("2026-10-25", 10)) == utc("2026-10-25", 23));
  }

  TEST_CASE("a hall without hours is always open and never opens") {
    HallSettings hall;
    const hall::Calendar calendar{hall};
    CHECK(calendar.at(utc("2026-11-28", 22)).hall_open);
    CHECK_FALSE(calendar.next_opening(utc("2026-11-28", 22)));
    CHECK_FALSE(calendar.closes_at(utc("2026-11-28", 22)));
  }

  TEST_CASE("a moment carries engine time and the day as shown") {
    const hall::Calendar calendar{office_hours()};
    const Moment moment = calendar.moment(utc("2026-11-24", 1) - 5000, 5000);
    CHECK(moment.at_ms == utc("2026-11-24", 1) - 5000);
    CHECK(moment.wall_offset_ms == 5000);
    CHECK(moment.hall_open);
    CHECK(moment.day == day("2026-11-24"));
  }

  TEST_CASE("zones are known by their name") {
    CHECK(hall::known_time_zone("Asia/Makassar"));
    CHECK_FALSE(hall::known_time_zone("Asia/Semarang"));
    CHECK_FALSE(hall::known_time_zone(""));
  }
}
