// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "dispatcher/engine/state.hpp"
#include "dispatcher/forecast/habits.hpp"
#include "dispatcher/forecast/service_times.hpp"
#include "protocol/messages.hpp"
#include "protocol/time.hpp"

/// The engine run forward from a state in virtual time, many times, to say how long people will
/// probably wait and who will probably miss the target. An adviser: nothing decides by it. Pure;
/// the same arguments give the same forecast.
///
/// What a run takes as given: staffed counters stay staffed, closed ones closed, and who is on
/// break stays there; officers call the next choice; those held stay held. Later regular arrivals
/// do not matter to who waits already (they come behind); later priority ones do, and come at the
/// rate of the last hour of their service. What differs from run to run: service times (drawn from
/// the recorded ones and from what these leave open), reactions, walks, no-shows.
namespace antre::forecast {

struct ForecastOptions {
  int runs = 200;  ///< fewer beyond a thousand waiting, so that the time it takes stays bounded
  std::uint64_t seed = 1;
  /// How far ahead is looked. Who is not served by then counts as waiting for so long.
  EngineMs horizon_ms = EngineMs{8} * 3600 * 1000;
  /// When a hall that is closed now opens next; absent: not any more within the horizon.
  std::optional<EngineMs> opens_at_ms;
  bool always_open = false;
  bool advice = true;  ///< whether to try what would avoid the probable misses
  /// Nobody waits for it any more: it ends with the run under way, and says nothing.
  std::stop_token stop{};
};

/// What is probably ahead of a ticket that waits or was called.
struct TicketOutlook {
  TicketId ticket;
  int low_s = 0;         ///< from now to the start of its service, rounded down
  int high_s = 0;        ///< the same, rounded up
  int miss_percent = 0;  ///< of the runs in which it (first) misses the target
};

struct Forecast {
  /// `expected` has the services that somebody serves within the horizon, in order of the hall
  /// file; `misses` those of 50 % and more.
  ForecastReply reply;
  std::vector<TicketOutlook> tickets;  ///< in order of place
};

/// The forecast for a state at a moment not before it. About 0.2 ms of one core for each run of a
/// full hall (12 counters, 100 waiting): call it on a thread of its own with a copy of the state.
/// Without an open day or with no staffed counter there is nothing to expect: empty lists.
[[nodiscard]] Forecast make_forecast(const engine::State& state, const Moment& now,
                                     const ServiceTimes& times, const Habits& habits,
                                     const ForecastOptions& options = {});
/// The same with the habits that the state's own day shows.
[[nodiscard]] Forecast make_forecast(const engine::State& state, const Moment& now,
                                     const ServiceTimes& times,
                                     const ForecastOptions& options = {});

}  // namespace antre::forecast
