// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "dispatcher/engine/state.hpp"

/// The selection rule (target.md): the next choice of a counter among the waiting tickets that it
/// may take. Time is that of the last event: `wind` and `ring` write one when a mark is reached.
/// Costs the number of lines, of running clocks and of tickets picked before, never of the waiting.
namespace antre::engine {

/// Picks next choices as calls that follow each other in one moment: a ticket that was taken waits
/// no more for the next pick, and the rows of priority calls count on. The state stays as it is.
class Picker {
 public:
  explicit Picker(const State& state) : state_(state) {}

  /// The next choice of a counter, whether or not it is free; kNoSlot when there is none.
  [[nodiscard]] Slot next(const Counter& counter) const;
  /// As if the counter called the ticket.
  void take(const Counter& counter, Slot slot);

 private:
  [[nodiscard]] bool taken(Slot slot) const;
  [[nodiscard]] Slot front(const Queue& queue) const;
  [[nodiscard]] int row(LineIndex line) const;
  [[nodiscard]] bool regular_waits(LineIndex line) const;
  [[nodiscard]] bool waits(const Clock& clock) const;
  [[nodiscard]] Slot escalated(const Counter& counter) const;
  [[nodiscard]] Slot first_of(const std::vector<LineIndex>& lines) const;
  [[nodiscard]] Slot reminded(const std::vector<LineIndex>& lines) const;

  const State& state_;
  std::vector<Slot> taken_;
  std::vector<int> rows_;  ///< empty: as in the state
};

/// The next choice of a counter now; kNoSlot when there is none.
[[nodiscard]] Slot choose(const State& state, const Counter& counter);

/// The first of a line by the selection rule, whoever may take it; kNoSlot when nobody waits.
[[nodiscard]] Slot first_of_line(const State& state, LineIndex line);

/// Whether a counter may take a waiting ticket with a running clock now (target.md, "may take").
[[nodiscard]] bool may_take(const State& state, const Counter& counter, const Clock& clock);

/// Whether an officer may choose a waiting ticket at this counter at all: its line is one of the
/// counter's, or it was sent to another counter and its service is.
[[nodiscard]] bool may_choose(const State& state, const Counter& counter, const Ticket& ticket);

/// Whether a line is a primary one of a counter.
[[nodiscard]] bool is_primary(const Counter& counter, LineIndex line);

/// Whether a clock has reached *remind*, *escalate* or *auto-call*; the moment itself counts.
[[nodiscard]] bool reached(const State& state, const Clock& clock, Mark mark);
/// When the target of a running clock is reached.
[[nodiscard]] EngineMs deadline(const State& state, const Clock& clock);
/// Whether a running clock comes before another: earliest deadline, then number.
[[nodiscard]] bool more_urgent(const State& state, const Clock& a, const Clock& b);
/// Order of numbers: prefix, then count.
[[nodiscard]] bool lower_number(const State& state, const Ticket& a, const Ticket& b);

}  // namespace antre::engine
