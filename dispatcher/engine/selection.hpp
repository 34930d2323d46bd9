// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dispatcher/engine/state.hpp"

/// The selection rule (target.md). Reads only the heads of a counter's lines, so it costs the same
/// however many wait. Every ticket in a line waits in the sense of the target: a number is given
/// only while the hall is open, so its hall has been open since its place.
namespace antre::engine {

/// The next choice of a counter, or kNoSlot. Secondary services are taken only under `when-idle`
/// and only while no ticket of the primary ones waits.
[[nodiscard]] Slot choose(const State& state, const Counter& counter);

/// Whether an officer there may choose a ticket of that line explicitly: one of its primary
/// services, or of its secondary ones unless the hall says `never`.
[[nodiscard]] bool may_choose(const State& state, const Counter& counter, LineIndex line);

}  // namespace antre::engine
