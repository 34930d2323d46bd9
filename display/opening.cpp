// SPDX-License-Identifier: Apache-2.0
#include "display/opening.hpp"

#include <algorithm>

namespace antre::display {
namespace {

constexpr std::int64_t kDayMinutes = std::int64_t{24} * 60;

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}
std::int64_t floor_mod(std::int64_t value, std::int64_t by) {
  return value - floor_div(value, by) * by;
}

/// 0 is Monday; the first of January 1970 was a Thursday.
int weekday_of_day(std::int64_t day) {
  constexpr int kThursday = 3;
  return static_cast<int>(floor_mod(day + kThursday, 7));
}

bool is_holiday(const Hours& hours, std::int64_t day) {
  return std::ranges::any_of(hours.closed_on,
                             [day](const Day& closed) { return closed.value == day; });
}

}  // namespace

bool open_by_hours(const Hours& hours, std::int64_t minute) {
  if (hours.always) return true;
  const auto day = floor_div(minute, kDayMinutes);
  if (is_holiday(hours, day)) return false;
  const auto at = floor_mod(minute, kDayMinutes);
  return std::ranges::any_of(hours.open, [&](const OpenSpan& span) {
    return span.weekday == weekday_of_day(day) && at >= span.from_min && at < span.to_min;
  });
}

std::optional<Opening> next_opening(const Hours& hours, std::int64_t minute) {
  if (hours.always) return std::nullopt;
  constexpr std::int64_t kYear = 366;
  const auto today = floor_div(minute, kDayMinutes);
  for (auto day = today; day <= today + kYear; ++day) {
    if (is_holiday(hours, day)) continue;
    std::optional<int> first;
    for (const auto& span : hours.open) {
      const bool passed = day == today && span.from_min <= floor_mod(minute, kDayMinutes);
      if (span.weekday == weekday_of_day(day) && !passed)
        first = std::min(first.value_or(span.from_min), span.from_min);
    }
    if (first) return Opening{{static_cast<std::int32_t>(day)}, *first};
  }
  return std::nullopt;
}

}  // namespace antre::display
