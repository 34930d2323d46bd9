// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "protocol/hall_settings.hpp"

/// Opening hours in the words of the closed page. Pure; days and minutes are the hall's own.
namespace antre::kiosk {

/// A moment on the hall's wall clock.
struct LocalTime {
  Day day;
  int minute = 0;  ///< of the day
};
[[nodiscard]] LocalTime local_time(std::int64_t wall_ms, int utc_offset_s);

/// 0 is Monday.
[[nodiscard]] int weekday_of(Day day);
/// Weekdays in a row with the same hours: "Sabtu, Minggu: tutup".
struct WeekRow {
  int first = 0;
  int last = 0;
  std::vector<OpenSpan> spans;  ///< none: closed
};
/// The week from Monday to Sunday, a row a day, closed days that follow each other together.
[[nodiscard]] std::vector<WeekRow> week_rows(const Hours& hours);

/// "08.00".
[[nodiscard]] std::string minute_text(int minute);

}  // namespace antre::kiosk
