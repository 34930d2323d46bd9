// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dispatcher/engine/state.hpp"

namespace antre::engine {

/// The miss of a ticket with its cause (target.md, "Enforcement"), whether or not it is one yet:
/// the largest share of the time on its clock, ties in the order of Cause.
[[nodiscard]] TargetMissed make_miss(const State& state, Slot slot, EngineMs now_ms);

}  // namespace antre::engine
