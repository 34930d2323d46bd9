// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "protocol/hall_settings.hpp"

/// What the hall's hours say of a minute, which counts since 1970 in the hall's zone.
namespace antre::display {

/// Whether the hall's hours say that it is open in this minute.
[[nodiscard]] bool open_by_hours(const Hours& hours, std::int64_t minute);

/// The next opening after this minute, within a year; nothing where it is always open or never.
struct Opening {
  Day day;
  int minute_of_day = 0;
  bool operator==(const Opening&) const = default;
};
[[nodiscard]] std::optional<Opening> next_opening(const Hours& hours, std::int64_t minute);

}  // namespace antre::display
