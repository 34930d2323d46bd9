// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "dispatcher/engine/state.hpp"
#include "dispatcher/forecast/habits.hpp"
#include "dispatcher/forecast/range.hpp"
#include "dispatcher/forecast/service_times.hpp"
#include "protocol/messages.hpp"
#include "protocol/time.hpp"

namespace antre::forecast {

/// What a visitor is told at issue, where a hall is simulated: it knows only what its hall has
/// recorded before that moment, from the simulated days themselves. Fewer runs the more people
/// wait, as their sum varies less by itself. A value; owned by one thread.
class Estimator {
 public:
  explicit Estimator(std::uint64_t seed = 1) : random_(seed) {}

  /// Learns from an entry that was just applied; `state` is the state after it.
  void observe(const engine::State& state, const Entry& entry);

  /// The expected wait, from now to the start of service, of a ticket that waits (or is booked) in
  /// `state` and was just issued; nothing when nobody that is there now will serve it within eight
  /// hours.
  [[nodiscard]] std::optional<WaitRange> estimate(const engine::State& state, const Moment& now,
                                                  engine::Slot ticket,
                                                  std::optional<EngineMs> opens_at_ms = {});

 private:
  Random random_;
  ServiceTimes times_;
  Habits habits_;
  /// By counter: when a visitor left it, until its next call.
  std::map<CounterId, EngineMs> left_;
};

}  // namespace antre::forecast
