// SPDX-License-Identifier: Apache-2.0
#include "kiosk/opening.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace antre::kiosk {
namespace {

constexpr int kMinutesADay = 24 * 60;
constexpr std::int64_t kDayMs = std::int64_t{kMinutesADay} * 60'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

LocalTime local_time(std::int64_t wall_ms, int utc_offset_s) {
  const std::int64_t local = wall_ms + std::int64_t{utc_offset_s} * 1000;
  const std::int64_t day = floor_div(local, kDayMs);
  return {Day{static_cast<std::int32_t>(day)}, static_cast<int>((local - day * kDayMs) / 60'000)};
}

int weekday_of(Day day) {
  constexpr int kEpochWeekday = 3;  // 1970-01-01 was a Thursday
  return ((day.value % 7) + kEpochWeekday + 7) % 7;
}

std::vector<WeekRow> week_rows(const Hours& hours) {
  std::vector<WeekRow> rows;
  for (int weekday = 0; weekday < 7; ++weekday) {
    std::vector<OpenSpan> spans;
    std::copy_if(hours.open.begin(), hours.open.end(), std::back_inserter(spans),
                 [weekday](const OpenSpan& span) { return span.weekday == weekday; });
    std::sort(spans.begin(), spans.end(),
              [](const OpenSpan& a, const OpenSpan& b) { return a.from_min < b.from_min; });
    if (spans.empty() && !rows.empty() && rows.back().spans.empty()) {
      rows.back().last = weekday;
    } else {
      rows.push_back({weekday, weekday, std::move(spans)});
    }
  }
  return rows;
}

std::string minute_text(int minute) {
  return fmt::format("{:02}.{:02}", minute / 60, minute % 60);
}

}  // namespace antre::kiosk
