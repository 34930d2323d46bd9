// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/visits.hpp"

#include <iterator>
#include <utility>

#include "dispatcher/engine/clocks.hpp"
#include "dispatcher/engine/numbering.hpp"
#include "dispatcher/engine/visit_events.hpp"

namespace antre::engine {

std::vector<Event> call_events(const State& state, const Counter& counter, Slot slot, bool chosen,
                               bool by_dispatcher, EngineMs now_ms) {
  const Ticket& ticket = state.tickets[slot];
  std::vector<Event> events;
  events.reserve(3);
  events.emplace_back(
      TicketCalled{ticket.number, told_day(state, ticket), counter.id, chosen, by_dispatcher});
  if (!state.hall.calling.start_on_call) return events;
  auto start = start_events(state, counter, slot, now_ms);
  events.insert(events.end(), std::make_move_iterator(start.begin()),
                std::make_move_iterator(start.end()));
  return events;
}

std::vector<Event> no_show_events(const State& state, const Counter& counter, bool timed_out,
                                  EngineMs now_ms) {
  const Ticket& ticket = state.tickets[counter.ticket];
  TicketNoShow event;
  event.ticket = ticket.number;
  event.of_day = told_day(state, ticket);
  event.counter = counter.id;
  event.auto_ = timed_out;
  event.called_ms = now_ms - ticket.called_ms;
  event.officer = counter.officer;
  return freeing(counter, std::move(event));
}

std::vector<Event> start_events(const State& state, const Counter& counter, Slot slot,
                                EngineMs now_ms) {
  const Ticket& ticket = state.tickets[slot];
  std::vector<Event> events;
  events.reserve(2);
  auto miss = miss_of(state, slot, now_ms, false);
  ServiceStarted event;
  event.ticket = ticket.number;
  event.of_day = told_day(state, ticket);
  event.counter = counter.id;
  event.officer = counter.officer;
  if (const auto* clock = state.clock(slot); clock != nullptr) {
    event.clock_ms = clock->shows_ms(now_ms);
    // One that was told stays a miss, also when the hall has a longer target since then.
    event.met = !miss && clock->mark != Mark::kMissed;
  } else if (ticket.state == TicketState::kWaiting) {
    event.clock_ms = 0;  // the call just before starts it
  }
  if (miss) events.emplace_back(std::move(*miss));
  events.emplace_back(std::move(event));
  return events;
}

std::vector<Event> freeing(const Counter& counter, Event event) {
  std::vector<Event> events;
  events.reserve(2);
  events.push_back(std::move(event));
  if (counter.closing) events.emplace_back(CounterClosed{counter.id});
  return events;
}

}  // namespace antre::engine
