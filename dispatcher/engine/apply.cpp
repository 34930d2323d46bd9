// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/lines.hpp"
#include "dispatcher/engine/numbering.hpp"
#include "protocol/result.hpp"

namespace antre::engine {
namespace {

/// Folds one event into the state; one overload an event. What does not fit is a bug and stops.
class Folder {
 public:
  Folder(State& state, const Entry& entry) : state_(state), entry_(entry) {}

  void operator()(const DayOpened& event) {
    ANTRE_ASSERT(!state_.opened);
    // Nothing of the day before decides any more but what the event itself carries, so that a
    // replay from here gives the same state.
    State fresh;
    fresh.seq = state_.seq;
    fresh.at_ms = state_.at_ms;
    fresh.wall_offset_ms = state_.wall_offset_ms;
    fresh.day = entry_.day;
    fresh.opened = true;
    state_ = std::move(fresh);
    set_hall(state_, event.hall, entry_.at_ms);
    for (const auto& carried : event.carried) carry(carried);
  }

  void operator()(const DayClosed& event) {
    ANTRE_ASSERT(state_.opened);
    for (const auto& number : event.unserved) {
      const Slot slot = state_.slot(state_.day, number);
      ANTRE_ASSERT(slot != kNoSlot && state_.tickets[slot].state == TicketState::kWaiting);
      dequeue(state_, slot);
      end(state_.tickets[slot], TicketState::kUnserved);
    }
    for (const auto& line : state_.lines) ANTRE_ASSERT(line.waiting() == 0);
    state_.opened = false;
  }

  void operator()(const HallChanged& event) { set_hall(state_, event.hall, entry_.at_ms); }

  void operator()(const ClockCorrected& /*event*/) {}

  void operator()(const NumbersSkipped& event) {
    ANTRE_ASSERT(event.from >= 1 && event.from <= event.to);
    auto& line = state_.lines[line_or_retired(state_, event.service)];
    // What was already given stays given.
    const auto from = std::max(event.from, line.last_count + 1);
    if (from <= event.to) line.skipped.push_back({from, event.to});
  }

  void operator()(const TicketIssued& event) {
    auto* line = state_.line(event.service);
    ANTRE_ASSERT(line != nullptr);
    const auto count = count_of(event.ticket, event.service);
    ANTRE_ASSERT(count && *count == next_count(*line));
    const auto slot = static_cast<Slot>(state_.tickets.size());
    Ticket ticket;
    ticket.number = event.ticket;
    ticket.day = state_.day;
    ticket.line = static_cast<LineIndex>(line - state_.lines.data());
    ticket.count = *count;
    ticket.class_ = event.class_;
    ticket.channel = event.channel;
    ticket.place_ms = entry_.at_ms;
    ticket.issued_ms = entry_.at_ms;
    ticket.issued_wall_offset_ms = state_.wall_offset_ms;
    ticket.code = event.code.value_or(std::string{});
    state_.tickets.push_back(std::move(ticket));
    line->given.push_back(slot);
    line->last_count = *count;
    enqueue(state_, slot);
  }

  void operator()(const TicketCalled& event) {
    const Slot slot = named(event);
    auto& ticket = state_.tickets[slot];
    auto& counter = at(event.counter);
    ANTRE_ASSERT(ticket.state == TicketState::kWaiting && counter.state == CounterState::kFree);
    count_call(state_, counter, ticket.class_);
    dequeue(state_, slot);
    ticket.state = TicketState::kCalled;
    ticket.counter = event.counter;
    ticket.called_ms = entry_.at_ms;
    counter.ticket = slot;
    become(counter, CounterState::kCalling);
  }

  void operator()(const TicketRecalled& event) {
    auto& ticket = state_.tickets[visitor(event, CounterState::kCalling)];
    ticket.recalls = event.times;
  }

  void operator()(const ServiceStarted& event) {
    auto& ticket = state_.tickets[visitor(event, CounterState::kCalling)];
    ticket.state = TicketState::kServing;
    ticket.started_ms = entry_.at_ms;
    become(at(event.counter), CounterState::kServing);
  }

  void operator()(const ServiceFinished& event) {
    auto& ticket = state_.tickets[visitor(event, CounterState::kServing)];
    ticket.outcome = event.outcome;
    end(ticket, TicketState::kFinished);
    leave(at(event.counter));
  }

  void operator()(const TicketNoShow& event) {
    end(state_.tickets[visitor(event, CounterState::kCalling)], TicketState::kNoShow);
    leave(at(event.counter));
  }

  void operator()(const TicketCancelled& event) {
    const Slot slot = named(event);
    auto& ticket = state_.tickets[slot];
    if (ticket.state == TicketState::kWaiting) {
      dequeue(state_, slot);
    } else {
      ANTRE_ASSERT(ticket.state == TicketState::kCalled);
      leave(at(ticket.counter));
    }
    end(ticket, TicketState::kCancelled);
  }

  void operator()(const PrintReported& event) {
    auto& ticket = state_.tickets[named(event)];
    ticket.print = event.state;
    ticket.print_reason = event.reason;
    ticket.print_device = event.device;
  }

  void operator()(const CounterOpened& event) {
    auto& counter = at(event.counter);
    ANTRE_ASSERT(counter.state == CounterState::kClosed);
    counter.officer = event.officer;
    become(counter, CounterState::kFree);
  }

  void operator()(const CounterBreak& event) {
    auto& counter = at(event.counter);
    ANTRE_ASSERT(counter.state == CounterState::kFree);
    counter.break_reason = event.reason;
    become(counter, CounterState::kOnBreak);
  }

  void operator()(const CounterResumed& event) {
    auto& counter = at(event.counter);
    ANTRE_ASSERT(counter.state == CounterState::kOnBreak);
    counter.break_reason.clear();
    become(counter, CounterState::kFree);
  }

  void operator()(const CounterClosed& event) {
    auto& counter = at(event.counter);
    ANTRE_ASSERT(counter.ticket == kNoSlot);
    counter.officer.clear();
    counter.break_reason.clear();
    become(counter, CounterState::kClosed);
    if (counter.closing)
      std::erase_if(state_.counters, [&](const Counter& c) { return c.id == event.counter; });
  }

 private:
  /// A ticket that was at a counter when its day ended, with the officer who is still there.
  void carry(const CarriedTicket& carried) {
    const auto slot = static_cast<Slot>(state_.tickets.size());
    Ticket ticket;
    ticket.number = carried.ticket;
    ticket.day = carried.of_day;
    ticket.line = line_or_retired(state_, carried.service);
    ticket.count = count_of(carried.ticket, carried.service).value_or(0);
    ticket.class_ = carried.class_;
    ticket.channel = carried.channel;
    ticket.state = carried.state;
    ticket.counter = carried.counter;
    ticket.recalls = carried.recalls;
    ticket.place_ms = carried.issued_ms;
    ticket.issued_ms = carried.issued_ms;
    ticket.called_ms = carried.called_ms;
    ticket.started_ms = carried.started_ms;
    ticket.issued_wall_offset_ms = carried.issued_wall_offset_ms;
    ticket.print = carried.print;
    ticket.print_reason = carried.print_reason;
    ticket.code = carried.code.value_or("");
    state_.tickets.push_back(std::move(ticket));
    state_.carried.push_back(slot);

    auto* counter = state_.counter(carried.counter);
    if (counter == nullptr) {
      Counter leaving;
      leaving.id = carried.counter;
      leaving.closing = true;
      counter = &*state_.counters.insert(
          std::ranges::lower_bound(state_.counters, leaving.id, {}, &Counter::id), leaving);
    }
    ANTRE_ASSERT(counter->ticket == kNoSlot);
    const bool serving = carried.state == TicketState::kServing;
    counter->ticket = slot;
    counter->state = serving ? CounterState::kServing : CounterState::kCalling;
    counter->since_ms = serving ? carried.started_ms : carried.called_ms;
    counter->officer = carried.officer;
  }

  template <class E>
  Slot named(const E& event) const {
    const Slot slot = state_.slot(event.of_day.value_or(entry_.day), event.ticket);
    ANTRE_ASSERT(slot != kNoSlot);
    return slot;
  }
  /// The ticket an event names, which must be the visitor of the counter it names, in that state.
  template <class E>
  Slot visitor(const E& event, CounterState state) {
    const Slot slot = named(event);
    const auto& counter = at(event.counter);
    ANTRE_ASSERT(counter.ticket == slot && counter.state == state);
    return slot;
  }
  Counter& at(CounterId id) {
    auto* counter = state_.counter(id);
    ANTRE_ASSERT(counter != nullptr);
    return *counter;
  }
  void become(Counter& counter, CounterState state) const {
    counter.state = state;
    counter.since_ms = entry_.at_ms;
  }
  void leave(Counter& counter) const {
    counter.ticket = kNoSlot;
    become(counter, CounterState::kFree);
  }
  void end(Ticket& ticket, TicketState state) const {
    ticket.state = state;
    ticket.ended_ms = entry_.at_ms;
  }

  State& state_;
  const Entry& entry_;
};

/// Whether an event says something about the open day and so has to be stamped with it.
bool of_open_day(const Event& event) {
  return !std::holds_alternative<DayOpened>(event) && !std::holds_alternative<HallChanged>(event) &&
         !std::holds_alternative<ClockCorrected>(event);
}

}  // namespace

void apply(State& state, const Entry& entry) {
  ANTRE_ASSERT(entry.seq == state.seq + 1 ||
               (state.seq == 0 && std::holds_alternative<DayOpened>(entry.event)));
  ANTRE_ASSERT(entry.at_ms >= state.at_ms);
  ANTRE_ASSERT(!of_open_day(entry.event) || (state.opened && entry.day == state.day));
  state.seq = entry.seq;
  state.at_ms = entry.at_ms;
  state.wall_offset_ms = entry.wall_offset_ms.value_or(0);
  std::visit(Folder{state, entry}, entry.event);
}

}  // namespace antre::engine
