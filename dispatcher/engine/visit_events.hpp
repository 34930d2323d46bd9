// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "dispatcher/engine/state.hpp"
#include "protocol/messages.hpp"

/// Parts of what is decided about a visit (visits.cpp), shared by the commands at a counter.
namespace antre::engine {

/// The service of a ticket starts at a counter, which has called it or calls it now; before that
/// its miss, where its clock shows more than the target and it was not told.
[[nodiscard]] std::vector<Event> start_events(const State& state, const Counter& counter, Slot slot,
                                              EngineMs now_ms);

/// The end of a visit; a counter taken out of the hall file closes with it.
[[nodiscard]] std::vector<Event> freeing(const Counter& counter, Event event);

}  // namespace antre::engine
