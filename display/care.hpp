// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "display/board.hpp"
#include "protocol/hall_settings.hpp"

/// What keeps a screen that shows the same for years from burning in, and a dark hall dark. All of
/// it depends on the hall's time alone. The rules are in docs/display.md.
namespace antre::display {

/// How far the whole picture is moved, in device px.
struct Shift {
  int x = 0;
  int y = 0;
  bool operator==(const Shift&) const = default;
};
inline constexpr int kMostShift = 4;      ///< px to each side
inline constexpr int kShiftMinutes = 3;   ///< a step of one px, too small to be seen
inline constexpr int kWanderMinutes = 2;  ///< the night's clock takes its next place
inline constexpr int kWanderColumns = 7;
inline constexpr int kWanderRows = 5;

/// Line by line over all 9 x 9 places and back the same way, one px every three minutes: each place
/// comes twice in eight hours. `minute` counts since 1970 in the hall's zone.
[[nodiscard]] Shift pixel_shift(std::int64_t minute);

/// Where the night's clock stands: parts (0 to 1) of the room it has. All 35 places come in turn,
/// none beside the one before.
struct Place {
  double x = 0;
  double y = 0;
  bool operator==(const Place&) const = default;
};
[[nodiscard]] Place wander(std::int64_t minute);

/// Night: the hall has closed, nobody is left and no call is told. While the link is lost the hours
/// count as well: what is known may be of yesterday, and who comes in the morning is to read so.
[[nodiscard]] bool is_night(const Board& board, const Hours& hours);

}  // namespace antre::display
