// SPDX-License-Identifier: Apache-2.0
#include "display/care.hpp"

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

Shift pixel_shift(std::int64_t minute) {
  constexpr std::int64_t kSide = 2 * kMostShift + 1;
  constexpr std::int64_t kLast = kSide * kSide - 1;
  auto step = floor_mod(floor_div(minute, kShiftMinutes), 2 * kLast);
  if (step > kLast) step = 2 * kLast - step;
  const auto row = step / kSide;
  const auto along = step % kSide;
  const auto column = row % 2 == 0 ? along : kSide - 1 - along;
  return {static_cast<int>(column) - kMostShift, static_cast<int>(row) - kMostShift};
}

Place wander(std::int64_t minute) {
  constexpr std::int64_t kPlaces = std::int64_t{kWanderColumns} * kWanderRows;
  // Steps of 11 reach every one of 35 places, and none is a neighbour of the one before.
  constexpr std::int64_t kStride = 11;
  const auto place = floor_mod(floor_div(minute, kWanderMinutes) * kStride, kPlaces);
  const auto column = place % kWanderColumns;
  const auto row = place / kWanderColumns;
  return {static_cast<double>(column) / (kWanderColumns - 1),
          static_cast<double>(row) / (kWanderRows - 1)};
}

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

bool is_night(const Board& board, const Hours& hours) {
  switch (board.state) {
    case BoardState::kCalm:
      return board.closed;
    case BoardState::kOffline:
      return board.closed && !open_by_hours(hours, board.minute);
    case BoardState::kConnecting:
    case BoardState::kCalling:
    case BoardState::kNotAuthorised:
      break;
  }
  return false;
}

}  // namespace antre::display
