// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <utility>

#include "dispatcher/engine/clocks.hpp"
#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/numbering.hpp"
#include "dispatcher/engine/selection.hpp"
#include "dispatcher/engine/visits.hpp"

namespace antre::engine {
namespace {

constexpr EngineMs kMsPerSecond = 1000;
/// An auto-call that is not answered for so long alerts the supervisor (target.md, "Enforcement").
constexpr EngineMs kAnswerMs = 60 * kMsPerSecond;

/// A mark that a clock comes to next, and when.
struct NextMark {
  Mark mark = Mark::kNone;
  EngineMs at_ms = 0;
};

bool counts(const State& state, const Clock& clock) {
  return !clock.stood_ms && state.tickets[clock.slot].state == TicketState::kWaiting;
}

std::optional<NextMark> next_mark(const State& state, const Clock& clock) {
  const auto& target = state.target(state.tickets[clock.slot]);
  const auto at = [&](Mark mark, int seconds) {
    return NextMark{mark, clock.from_ms + kMsPerSecond * seconds};
  };
  if (clock.mark == Mark::kNone) return at(Mark::kRemind, target.remind_s);
  if (clock.mark == Mark::kRemind) return at(Mark::kEscalate, target.escalate_s);
  if (clock.mark == Mark::kEscalate && target.auto_call)
    return at(Mark::kAutoCall, target.auto_call_s);
  return std::nullopt;
}

/// The counter to which the dispatcher itself calls a ticket now: a primary one before a secondary
/// one, then the lowest number.
const Counter* counter_for(const State& state, const Clock& clock) {
  const Ticket& ticket = state.tickets[clock.slot];
  if (!state.target(ticket).auto_call || clock.mark < Mark::kAutoCall) return nullptr;
  const Counter* helper = nullptr;
  for (const auto& counter : state.counters) {
    if (counter.state != CounterState::kFree || counter.closing) continue;
    if (is_primary(counter, ticket.line)) return &counter;
    if (helper == nullptr && may_take(state, counter, clock)) helper = &counter;
  }
  return helper;
}

/// Writes events one after the other, each with what it brings with it.
void write_all(const State& state, std::vector<Event> events, Scribe& scribe) {
  for (auto& event : events) write_and_look(state, std::move(event), scribe);
}

bool ring_end(const State& state, EngineMs by, EngineMs now, Scribe& scribe) {
  const auto limit = kMsPerSecond * state.hall.calling.no_show_after_s;
  if (limit <= 0) return false;
  for (const auto& counter : state.counters) {
    if (counter.state != CounterState::kCalling || counter.rung_ms + limit > by) continue;
    write_all(state, no_show_events(state, counter, true, now), scribe);
    return true;
  }
  return false;
}

bool ring_arrival(const State& state, EngineMs by, bool open, Scribe& scribe) {
  if (!open) return false;
  Slot first = kNoSlot;
  for (const Slot slot : state.booked) {
    const Ticket& ticket = state.tickets[slot];
    if (ticket.place_ms > by) continue;
    // Of one place as they came, whatever their numbers.
    if (first == kNoSlot || ticket.place_ms < state.tickets[first].place_ms) first = slot;
  }
  if (first == kNoSlot) return false;
  write_and_look(state, TicketArrived{state.tickets[first].number}, scribe);
  return true;
}

bool ring_change(const State& state, EngineMs by, Scribe& scribe) {
  for (const auto& line : state.lines) {
    if (!line.paused || !line.paused_until_ms || *line.paused_until_ms > by) continue;
    write_and_look(state, ServiceUnpaused{line.service}, scribe);
    return true;
  }
  return false;
}

void alert(const State& state, const Counter& counter, const char* why, Scribe& scribe) {
  const Ticket& ticket = state.tickets[counter.ticket];
  scribe.write(CounterAlerted{counter.id, ticket.number, told_day(state, ticket), why});
}

/// When a counter that calls needs the supervisor next; nothing when it was told all.
struct NextAlert {
  const char* why = nullptr;
  EngineMs at_ms = 0;
};

std::optional<NextAlert> next_alert(const State& state, const Counter& counter) {
  if (counter.state != CounterState::kCalling) return std::nullopt;
  const Ticket& ticket = state.tickets[counter.ticket];
  std::optional<NextAlert> next;
  if (ticket.auto_ && !counter.no_answer_told)
    next = NextAlert{"no-answer", ticket.called_ms + kAnswerMs};
  const auto long_at = ticket.called_ms + kMsPerSecond * state.target(ticket).remind_s;
  if (!counter.long_call_told && (!next || long_at < next->at_ms))
    next = NextAlert{"long-call", long_at};
  return next;
}

bool ring_alert(const State& state, EngineMs by, Scribe& scribe) {
  for (const auto& counter : state.counters) {
    const auto next = next_alert(state, counter);
    if (!next || next->at_ms > by) continue;
    alert(state, counter, next->why, scribe);
    return true;
  }
  return false;
}

/// Marks and auto-calls: of the ticket with the earliest deadline the first thing that it has to
/// do.
bool ring_mark(const State& state, EngineMs by, EngineMs now, bool calls, Scribe& scribe) {
  const auto reached = [&](const Clock& clock) {
    const auto mark = next_mark(state, clock);
    return mark && mark->at_ms <= by ? mark : std::nullopt;
  };
  const Clock* first = nullptr;
  for (const auto& clock : state.clocks) {
    if (!counts(state, clock)) continue;
    if (!reached(clock) && !(calls && counter_for(state, clock) != nullptr)) continue;
    if (first == nullptr || more_urgent(state, clock, *first)) first = &clock;
  }
  if (first == nullptr) return ring_alert(state, by, scribe);
  const Ticket& ticket = state.tickets[first->slot];
  if (const auto mark = reached(*first)) {
    write_and_look(state, ClockReached{ticket.number, told_day(state, ticket), mark->mark}, scribe);
  } else {
    const auto* counter = counter_for(state, *first);
    write_all(state, call_events(state, *counter, first->slot, false, true, now), scribe);
  }
  return true;
}

bool ring_miss(const State& state, EngineMs by, EngineMs now, Scribe& scribe) {
  const Clock* first = nullptr;
  for (const auto& clock : state.clocks) {
    if (!counts(state, clock) || clock.mark == Mark::kMissed) continue;
    if (deadline(state, clock) > by) continue;
    if (first == nullptr || more_urgent(state, clock, *first)) first = &clock;
  }
  if (first == nullptr) return false;
  write_and_look(state, make_miss(state, first->slot, now), scribe);
  return true;
}

/// Keeps the earliest moment later than `after`.
class Earliest {
 public:
  explicit Earliest(EngineMs after) : after_(after) {}
  void offer(EngineMs at_ms) {
    if (at_ms > after_ && (!at_ms_ || at_ms < *at_ms_)) at_ms_ = at_ms;
  }
  [[nodiscard]] std::optional<EngineMs> at() const { return at_ms_; }

 private:
  EngineMs after_;
  std::optional<EngineMs> at_ms_;
};

}  // namespace

bool ring(const State& state, Timed kind, const Context& context, EngineMs by, Scribe& scribe) {
  if (!state.opened) return false;
  const auto now = context.now.at_ms;
  switch (kind) {
    case Timed::kEnds:
      return ring_end(state, by, now, scribe);
    case Timed::kArrivals:
      return ring_arrival(state, by, context.now.hall_open || context.always_open, scribe);
    case Timed::kChanges:
      return ring_change(state, by, scribe);
    case Timed::kMarks:
      return ring_mark(state, by, now, true, scribe);
    case Timed::kMisses:
      return ring_miss(state, by, now, scribe);
  }
  return false;
}

void wind(const State& state, const Context& context, Scribe& scribe) {
  if (!state.opened) return;
  const auto now = context.now.at_ms;
  // After a time in which nobody wound (the dispatcher was down): marks and misses in the order of
  // their moments. A call cannot be made in the past, so auto-calls come last: a ticket whose
  // target passed meanwhile has its miss first.
  for (auto moment = next_timer(state, std::numeric_limits<EngineMs>::min());
       moment && *moment < now; moment = next_timer(state, *moment)) {
    while (ring_miss(state, *moment - 1, now, scribe)) {
    }
    while (ring_mark(state, *moment, now, false, scribe)) {
    }
  }
  while (ring_miss(state, now - 1, now, scribe)) {
  }
  for (const auto kind : {Timed::kEnds, Timed::kArrivals, Timed::kChanges, Timed::kMarks})
    while (ring(state, kind, context, now, scribe)) {
    }
}

std::optional<EngineMs> next_timer(const State& state, EngineMs after) {
  Earliest next(after);
  if (!state.opened) return std::nullopt;
  for (const auto& clock : state.clocks) {
    if (!counts(state, clock)) continue;
    if (const auto mark = next_mark(state, clock)) next.offer(mark->at_ms);
    if (clock.mark != Mark::kMissed) next.offer(deadline(state, clock) + 1);
  }
  const auto no_show_ms = kMsPerSecond * state.hall.calling.no_show_after_s;
  for (const auto& counter : state.counters) {
    if (counter.state != CounterState::kCalling) continue;
    if (no_show_ms > 0) next.offer(counter.rung_ms + no_show_ms);
    if (const auto alert = next_alert(state, counter)) next.offer(alert->at_ms);
  }
  for (const Slot slot : state.booked) next.offer(state.tickets[slot].place_ms);
  for (const auto& line : state.lines)
    if (line.paused_until_ms) next.offer(*line.paused_until_ms);
  return next.at();
}

bool waits_to_open(const State& state) {
  return !state.booked.empty();
}

}  // namespace antre::engine
