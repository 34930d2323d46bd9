// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/counter_table.hpp"

#include <string>

namespace antre::engine {
namespace {

using Cell = std::optional<ErrorCode>;
using Row = std::array<Cell, 9>;

constexpr Cell kOk = std::nullopt;
constexpr Cell kShut = ErrorCode::kCounterClosed;
constexpr Cell kRest = ErrorCode::kCounterOnBreak;
constexpr Cell kBusy = ErrorCode::kCounterBusy;
constexpr Cell kTwice = ErrorCode::kCounterOpen;
constexpr Cell kIdle = ErrorCode::kCounterIdle;
constexpr Cell kWrong = ErrorCode::kWrongState;

/// Rows in the order of CounterState, columns in the order of CounterCommand.
// clang-format off
constexpr std::array<Row, 5> kTable{{
  //               open    break  resume  close  call   recall  start   finish  no-show
  /* closed   */ {{kOk,    kShut, kShut,  kShut, kShut, kShut,  kShut,  kShut,  kShut}},
  /* free     */ {{kTwice, kOk,   kWrong, kOk,   kOk,   kIdle,  kIdle,  kIdle,  kIdle}},
  /* calling  */ {{kTwice, kBusy, kWrong, kBusy, kBusy, kOk,    kOk,    kWrong, kOk}},
  /* serving  */ {{kTwice, kBusy, kWrong, kBusy, kBusy, kWrong, kWrong, kOk,    kWrong}},
  /* on break */ {{kTwice, kRest, kOk,    kOk,   kRest, kRest,  kRest,  kRest,  kRest}},
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
    default:
      return Error{*code, wrong_state_text(name, visitor, command)};
  }
}

}  // namespace antre::engine
