// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "protocol/hall_settings.hpp"
#include "protocol/time.hpp"

namespace antre::hall {

/// Whether the machine knows a time zone ("Asia/Jakarta").
[[nodiscard]] bool known_time_zone(const std::string& name);
/// Names of all zones the machine knows; empty when it has no zone data.
[[nodiscard]] std::vector<std::string> time_zones();

/// The hall's calendar: service days and opening hours in its time zone. `wall_ms` is milliseconds
/// since 1970 UTC as shown (engine time + wall offset). Weekdays of [hours] are the calendar's, so
/// a night is written as two spans; a closed day is a service day, so that it takes the hours after
/// midnight along. Remembers the minute last asked for (about 5 ns a call within one minute), so it
/// belongs to one thread.
class Calendar {
 public:
  /// Throws std::runtime_error when the hall's time zone is not known (a checked hall's is).
  explicit Calendar(const HallSettings& hall);
  ~Calendar();
  Calendar(Calendar&&) noexcept;
  Calendar& operator=(Calendar&&) noexcept;
  Calendar(const Calendar&) = delete;
  Calendar& operator=(const Calendar&) = delete;

  struct Instant {
    Day day;                ///< service day
    int utc_offset_s = 0;   ///< what the hall's clock is ahead of UTC
    bool hall_open = true;  ///< within opening hours
    bool operator==(const Instant&) const = default;
  };
  [[nodiscard]] Instant at(std::int64_t wall_ms) const;

  /// The moment of a command that is carried out at engine time `at_ms`.
  [[nodiscard]] Moment moment(EngineMs at_ms, std::int64_t wall_offset_ms) const;

  /// When the hall opens next after `wall_ms`; nothing when it is always open or does not open
  /// within a year and a half.
  [[nodiscard]] std::optional<std::int64_t> next_opening(std::int64_t wall_ms) const;
  /// When the hall that is open at `wall_ms` closes (a break in the day is a closing too); nothing
  /// when it is closed or always open.
  [[nodiscard]] std::optional<std::int64_t> closes_at(std::int64_t wall_ms) const;
  /// When the service day of `wall_ms` ends and the next one's numbers begin.
  [[nodiscard]] std::int64_t day_ends_at(std::int64_t wall_ms) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace antre::hall
