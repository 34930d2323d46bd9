// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "tests/sim/checker.hpp"
#include "tests/sim/faults.hpp"

namespace antre::sim {

/// How the history of one seed went.
struct Outcome {
  std::optional<std::string> broken;  ///< what must hold and did not
  std::uint64_t hash = 0;             ///< of all that happened
  std::deque<std::string> story;      ///< its last lines
  std::size_t told = 0;               ///< how many there were
  std::string faults;
  std::uint64_t commits = 0;
  std::size_t tickets = 0;
  std::size_t misses = 0;
  std::size_t announced = 0;
  Millis played{};  ///< simulated time
};

/// Plays a seed: a hall under its faults, then healed until everything is at rest, then one visitor
/// more at each kiosk, then read again from its journal. Stops at the first breach. Two calls with
/// the same seed do the same. `lines`: how much of the story is kept.
[[nodiscard]] Outcome play(std::uint64_t seed, Planted planted, Looks looks, std::size_t lines);

}  // namespace antre::sim
