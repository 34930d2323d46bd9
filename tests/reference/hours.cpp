// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/hours.hpp"

#include <algorithm>

namespace antre::reference {
namespace {

constexpr EngineMs kMinute = 60'000;
constexpr EngineMs kHour = 60 * kMinute;
constexpr EngineMs kDay = 24 * kHour;
constexpr std::int32_t kMonday = 19'723;  // 2024-01-01 in days since 1970

EngineMs days_before(EngineMs at_ms) {
  const auto whole = at_ms / kDay;
  return at_ms % kDay < 0 ? whole - 1 : whole;
}

}  // namespace

Calendar::Calendar(const HallSettings& hall, bool always_open)
    : hours_(hall.hours),
      day_starts_ms_(hall.day_starts_min * kMinute),
      always_open_(always_open) {}

Day Calendar::day(EngineMs at_ms) const {
  if (always_open_) return {kMonday};
  return {kMonday + static_cast<std::int32_t>(days_before(at_ms - day_starts_ms_))};
}

std::optional<EngineMs> Calendar::next_day(EngineMs at_ms) const {
  if (always_open_) return std::nullopt;
  return (days_before(at_ms - day_starts_ms_) + 1) * kDay + day_starts_ms_;
}

bool Calendar::open(EngineMs at_ms) const {
  if (always_open_ || hours_.always) return true;
  const auto date = days_before(at_ms);
  const Day today{kMonday + static_cast<std::int32_t>(date)};
  if (std::ranges::find(hours_.closed_on, today) != hours_.closed_on.end()) return false;
  return std::ranges::any_of(hours_.open, [&](const OpenSpan& span) {
    const auto in_day = at_ms - date * kDay;
    return span.weekday == date % 7 && in_day >= span.from_min * kMinute &&
           in_day < span.to_min * kMinute;
  });
}

std::optional<EngineMs> Calendar::next_opening(EngineMs at_ms) const {
  // Hours are whole minutes, and so are their beginnings.
  for (auto moment = (at_ms / kMinute + 1) * kMinute; moment < next_day(at_ms); moment += kMinute)
    if (open(moment)) return moment;
  return std::nullopt;
}

}  // namespace antre::reference
