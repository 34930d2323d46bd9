// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "protocol/hall_settings.hpp"
#include "protocol/time.hpp"

namespace antre::reference {

/// The opening hours and service days of a hall whose time 0 is 00:00 on Monday 2024-01-01 in a
/// zone of one offset.
class Calendar {
 public:
  /// `always_open`: neither hours nor a change of day.
  Calendar(const HallSettings& hall, bool always_open);

  [[nodiscard]] Day day(EngineMs at_ms) const;
  /// The first change of day after a moment.
  [[nodiscard]] std::optional<EngineMs> next_day(EngineMs at_ms) const;
  [[nodiscard]] bool open(EngineMs at_ms) const;
  /// The next opening after a moment at which the hall is closed, on the same service day.
  [[nodiscard]] std::optional<EngineMs> next_opening(EngineMs at_ms) const;

 private:
  Hours hours_;
  EngineMs day_starts_ms_;
  bool always_open_;
};

}  // namespace antre::reference
