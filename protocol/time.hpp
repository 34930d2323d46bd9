// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/ids.hpp"

namespace antre {

/// Engine time, the only time that decides anything: milliseconds since 1970-01-01 UTC when the
/// journal began, from then on by the boot-time clock, so that it never goes back and no correction
/// of the wall clock changes a duration. What people are shown is engine time + `wall_offset_ms`.
using EngineMs = std::int64_t;

/// The moment a command is carried out at, as the dispatcher's service sees it. The engine itself
/// has no clock and no time zone.
struct Moment {
  EngineMs at_ms = 0;
  std::int64_t wall_offset_ms = 0;  ///< shown time = at_ms + wall_offset_ms
  Day day;                          ///< service day in the hall's zone (its own start of day)
  bool hall_open = true;            ///< within opening hours
};

/// "2026-11-24".
[[nodiscard]] std::string day_text(Day day);
/// Reads "2026-11-24"; nothing when it is not a date.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

/// RFC 3339 with milliseconds and an offset: "2026-11-24T09:42:07.123+07:00".
/// `utc_ms` milliseconds since 1970 UTC; `utc_offset_s` what the hall's clock is ahead of UTC.
[[nodiscard]] std::string rfc3339(std::int64_t utc_ms, int utc_offset_s);

}  // namespace antre
