// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "dispatcher/engine/state.hpp"

namespace antre::engine {

/// What of "what must hold, always" (target.md) a state breaks, one sentence each; empty when all
/// holds. Walks everything: for tests, the simulation and the check of a data folder.
[[nodiscard]] std::vector<std::string> broken(const State& state);

}  // namespace antre::engine
