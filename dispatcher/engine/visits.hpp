// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "dispatcher/engine/state.hpp"
#include "protocol/messages.hpp"

/// The events of a visit that both an officer's command and a timer bring about.
namespace antre::engine {

/// A call at a free counter; with `calling.start_on_call` its service starts as well (and a miss is
/// told before it, where the clock shows more than the target).
[[nodiscard]] std::vector<Event> call_events(const State& state, const Counter& counter, Slot slot,
                                             bool chosen, bool by_dispatcher, EngineMs now_ms);
/// The visitor called at a counter did not come. `timed_out`: the hall's time for it was over. A
/// counter taken out of the hall file closes with it.
[[nodiscard]] std::vector<Event> no_show_events(const State& state, const Counter& counter,
                                                bool timed_out, EngineMs now_ms);

}  // namespace antre::engine
