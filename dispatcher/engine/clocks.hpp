// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "dispatcher/engine/state.hpp"

/// The folding of the 10-minute clocks (target.md, "The clock of a ticket"): what `apply` does to
/// them. When they start and what follows is decided in look.cpp and timers.cpp.
namespace antre::engine {

/// Lets the time until `now_ms` count on each running clock under the cause that held since the
/// last event. Called before an event of a later moment is folded.
void pass_time(State& state, EngineMs now_ms);

/// The clock of a ticket starts with the entry `seq`.
void start_clock(State& state, Slot slot, std::uint64_t seq, EngineMs now_ms);
/// The clock of a ticket ends, for whatever reason; the clock as it was, if it had one.
std::optional<Clock> end_clock(State& state, Slot slot);
/// Other settings of the target hold for a clock from now on: its marks are counted anew.
void recount_marks(Clock& clock);
/// A hold lets the clock stand still.
void stand_clock(State& state, Slot slot, EngineMs now_ms);
/// A held ticket waits again: a standing clock runs on.
void run_clock(State& state, Slot slot, EngineMs now_ms);

/// The clocks that a call at this counter passes over (target.md, "The clock", 2): those of waiting
/// tickets in its primary lines; of a next choice or auto-call only those short of *escalate*.
[[nodiscard]] std::vector<PassedOver> passed_over(const State& state, const Counter& counter,
                                                  Slot called, bool chosen);

/// The miss of a ticket with its cause (target.md, "Enforcement"), whether or not it is one yet:
/// the largest share of the time on its clock, ties in the order of Cause.
[[nodiscard]] TargetMissed make_miss(const State& state, Slot slot, EngineMs now_ms);

/// The miss of a ticket, as it has to be journalled now: when its running clock shows more than
/// the target and it was not told yet; with `unserved` in any case but when it was told.
[[nodiscard]] std::optional<TargetMissed> miss_of(const State& state, Slot slot, EngineMs now_ms,
                                                  bool unserved);

}  // namespace antre::engine
