// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "dispatcher/engine/state.hpp"

namespace antre::forecast {

/// A state with nothing but what its future depends on: without ended and held tickets, texts,
/// quotas and the causes of the past. It is copied once a run, and a day's history would be most
/// of it. Undo does not work in it.
struct Compact {
  engine::State state;
  std::vector<engine::Slot> original;  ///< by slot here: the slot there
  /// By counter: whether it is free because a visitor has left it, so that its officer may still
  /// be busy with that one.
  std::vector<bool> just_left;
};

[[nodiscard]] Compact compact(const engine::State& state);

}  // namespace antre::forecast
