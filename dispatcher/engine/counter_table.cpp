// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/counter_table.hpp"

#include <array>
#include <string>

namespace antre::engine {
namespace {

using Cell = std::optional<ErrorCode>;
using Row = std::array<Cell, 14>;
using TicketRow = std::array<Cell, 4>;

constexpr Cell kOk = std::nullopt;
constexpr Cell kShut = ErrorCode::kCounterClosed;
constexpr Cell kRest = ErrorCode::kCounterOnBreak;
constexpr Cell kBusy = ErrorCode::kCounterBusy;
constexpr Cell kTwice = ErrorCode::kCounterOpen;
constexpr Cell kIdle = ErrorCode::kCounterIdle;
constexpr Cell kWrong = ErrorCode::kWrongState;
constexpr Cell kNone = ErrorCode::kNothingToUndo;

// clang-format off
/// Rows in the order of CounterState, columns in the order of CounterCommand.
constexpr std::array<Row, 5> kTable{{
  //               open    break  resume  close  call   recall  start   finish  no-show hold   transfer requeue quick  undo
  /* closed   */ {{kOk,    kShut, kShut,  kShut, kShut, kShut,  kShut,  kShut,  kShut,  kShut, kShut,   kShut,  kShut, kShut}},
  /* free     */ {{kTwice, kOk,   kWrong, kOk,   kOk,   kIdle,  kIdle,  kIdle,  kIdle,  kIdle, kIdle,   kIdle,  kOk,   kOk}},
  /* calling  */ {{kTwice, kBusy, kWrong, kBusy, kBusy, kOk,    kOk,    kWrong, kOk,    kOk,   kOk,     kOk,    kBusy, kOk}},
  /* serving  */ {{kTwice, kBusy, kWrong, kBusy, kBusy, kWrong, kWrong, kOk,    kWrong, kOk,   kOk,     kOk,    kBusy, kNone}},
  /* on break */ {{kTwice, kRest, kOk,    kOk,   kRest, kRest,  kRest,  kRest,  kRest,  kRest, kRest,   kRest,  kRest, kNone}},
}};

/// Rows in the order of TicketState, columns in the order of TicketCommand.
constexpr std::array<TicketRow, 9> kTicketTable{{
  //                call    unhold  cancel  move
  /* waiting   */ {{kOk,    kWrong, kOk,    kOk}},
  /* called    */ {{kWrong, kWrong, kOk,    kWrong}},
  /* serving   */ {{kWrong, kWrong, kWrong, kWrong}},
  /* finished  */ {{kWrong, kWrong, kWrong, kWrong}},
  /* no-show   */ {{kWrong, kWrong, kWrong, kWrong}},
  /* cancelled */ {{kWrong, kWrong, kWrong, kWrong}},
  /* unserved  */ {{kWrong, kWrong, kWrong, kWrong}},
  /* booked    */ {{kWrong, kWrong, kOk,    kWrong}},
  /* held      */ {{kWrong, kOk,    kOk,    kWrong}},
}};
// clang-format on

std::string wrong_state_text(const std::string& counter, const std::string& visitor,
                             CounterCommand command) {
  if (command == CounterCommand::kResume) return counter + " is not on break";
  if (command == CounterCommand::kFinish)
    return "the service of " + visitor + " at " + counter +
           " has not started; start it or mark a no-show";
  return visitor + " is already being served at " + counter;
}

}  // namespace

std::optional<ErrorCode> refusal_code(CounterState state, CounterCommand command) {
  return kTable[static_cast<std::size_t>(state)][static_cast<std::size_t>(command)];
}

std::optional<ErrorCode> refusal_code(TicketState state, TicketCommand command) {
  return kTicketTable[static_cast<std::size_t>(state)][static_cast<std::size_t>(command)];
}

std::optional<Error> refusal_at(const State& state, const Counter& counter,
                                CounterCommand command) {
  const auto code = refusal_code(counter.state, command);
  if (!code) return std::nullopt;
  const std::string name = "counter " + std::to_string(counter.id.value);
  const std::string visitor =
      counter.ticket == kNoSlot ? std::string{} : state.tickets[counter.ticket].number;
  switch (*code) {
    case ErrorCode::kCounterClosed:
      return Error{*code, name + " is closed; sign in first"};
    case ErrorCode::kCounterOnBreak:
      return Error{*code, name + " is on break; resume first"};
    case ErrorCode::kCounterBusy:
      return Error{*code, name + " still has " + visitor + "; finish that first"};
    case ErrorCode::kCounterOpen:
      return Error{*code, name + " is already open"};
    case ErrorCode::kCounterIdle:
      return Error{*code, name + " has no visitor; call one first"};
    case ErrorCode::kNothingToUndo:
      return Error{*code, "nothing was done at " + name + " that can be taken back now"};
    default:
      return Error{*code, wrong_state_text(name, visitor, command)};
  }
}

std::optional<Error> refusal_of(const Ticket& ticket, TicketCommand command) {
  const auto code = refusal_code(ticket.state, command);
  if (!code) return std::nullopt;
  const std::string at = "counter " + std::to_string(ticket.counter.value);
  switch (ticket.state) {
    case TicketState::kWaiting:
      return Error{*code, ticket.number + " waits already"};
    case TicketState::kCalled:
      return Error{*code, ticket.number + " is already at " + at};
    case TicketState::kServing:
      return Error{*code, ticket.number + " is being served at " + at + "; finish it there"};
    case TicketState::kBooked:
      return Error{*code, ticket.number + " does not wait yet; its time has not come"};
    case TicketState::kHeld:
      return Error{*code, ticket.number + " is put aside; let it wait again first"};
    default:
      return Error{*code, ticket.number + " has already ended"};
  }
}

}  // namespace antre::engine
