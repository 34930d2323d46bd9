// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "dispatcher/engine/state.hpp"
#include "protocol/result.hpp"

/// The one table of states and commands (counter_table.cpp): what is not allowed there is a refusal
/// with its code and a sentence for the officer.
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
  kNoShow,
  kHold,
  kTransfer,
  kRequeue,
  kQuickServe,
  kUndo
};

/// What is done to a ticket that is named: an explicit call, the end of a hold, a cancellation,
/// another line.
enum class TicketCommand { kCall, kUnhold, kCancel, kMove };

/// Why a counter in a state does not take a command; nothing when it does.
[[nodiscard]] std::optional<ErrorCode> refusal_code(CounterState state, CounterCommand command);
/// Why a ticket in a state does not take a command; nothing when it does.
[[nodiscard]] std::optional<ErrorCode> refusal_code(TicketState state, TicketCommand command);

/// The same for a counter of the hall, with the sentence for the officer.
[[nodiscard]] std::optional<Error> refusal_at(const State& state, const Counter& counter,
                                              CounterCommand command);
/// The same for a ticket, with the sentence.
[[nodiscard]] std::optional<Error> refusal_of(const Ticket& ticket, TicketCommand command);

}  // namespace antre::engine
