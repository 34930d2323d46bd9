// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "dispatcher/engine/state.hpp"
#include "dispatcher/forecast/compact.hpp"
#include "dispatcher/forecast/habits.hpp"
#include "dispatcher/forecast/service_times.hpp"
#include "dispatcher/forecast/virtual_hall.hpp"
#include "protocol/messages.hpp"
#include "protocol/time.hpp"

namespace antre::forecast {

/// What a forecast runs from.
struct Outset {
  Compact from;
  Moment now;
  std::uint64_t seed = 1;
  EngineMs horizon_ms = 0;
  EngineMs opens_at_ms = kNever;  ///< of a hall that is closed now
  /// Later priority arrivals of the day so far, for the rate at which they go on.
  struct Rate {
    ServiceId service;
    int seen = 0;
  };
  std::vector<Rate> rates;
  EngineMs rates_over_ms = 1;
  /// Tickets (slots in `from`) of somebody who takes a number now and is gone once called, so that
  /// one of each service can be asked for without being in another's way.
  std::vector<engine::Slot> ghosts;
  /// Whose waits are asked for. A run ends when all of them were served.
  std::vector<engine::Slot> watched;
  std::stop_token stop;  ///< asked to stop, `run_forward` leaves out the runs still to come
};

/// The outset of a state; watches who waits or was called. Without ghosts.
[[nodiscard]] Outset outset(const engine::State& state, const Moment& now);
/// Issues a ghost for each service that gives numbers, and watches it.
void add_ghosts(Outset& outset);

/// Carries out a command at the outset; false when it is refused.
bool carry_out_here(Outset& outset, const Command& command);

/// What became of the watched tickets in a number of runs.
struct Outcomes {
  std::size_t runs = 0;
  /// By watched ticket, then run: ms from now to the start of service; kNever: not served.
  std::vector<std::vector<EngineMs>> waits;
  /// By watched ticket, then run: when it missed the target first; kNever: it did not.
  std::vector<std::vector<EngineMs>> missed;
};

/// Runs the engine forward `runs` times. Run k draws the same service times for the same tickets
/// whatever counters are staffed, so that two outsets can be compared run by run.
[[nodiscard]] Outcomes run_forward(const Outset& outset, const ServiceTimes& times,
                                   const Habits& habits, int runs);

}  // namespace antre::forecast
