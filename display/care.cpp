// SPDX-License-Identifier: Apache-2.0
#include "display/care.hpp"

#include <algorithm>

namespace antre::display {
namespace {

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}
std::int64_t floor_mod(std::int64_t value, std::int64_t by) {
  return value - floor_div(value, by) * by;
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
