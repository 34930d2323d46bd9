// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "dispatcher/engine/state.hpp"
#include "protocol/result.hpp"

namespace antre::engine {

/// What is done at a counter.
enum class CounterCommand {
  kOpen,
  kBreak,
  kResume,
  kClose,
  kCall,
  kRecall,
  kStart,
  kFinish,
  kNoShow
};

/// Why a counter in a state does not take a command; nothing when it does. This one table is the
/// whole rule (counter_table.cpp).
[[nodiscard]] std::optional<ErrorCode> refusal_code(CounterState state, CounterCommand command);

/// The same for a counter of the hall, with the sentence for the officer.
[[nodiscard]] std::optional<Error> refusal_at(const State& state, const Counter& counter,
                                              CounterCommand command);

}  // namespace antre::engine
