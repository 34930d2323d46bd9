// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/lines.hpp"

namespace antre::engine {
namespace {

std::vector<std::string> unserved(const State& state) {
  std::vector<const Ticket*> waiting;
  for (const auto& ticket : state.tickets)
    if (ticket.state == TicketState::kWaiting) waiting.push_back(&ticket);
  std::ranges::sort(waiting,
                    [&](const Ticket* a, const Ticket* b) { return earlier(state, *a, *b); });
  std::vector<std::string> numbers;
  numbers.reserve(waiting.size());
  for (const Ticket* ticket : waiting) numbers.push_back(ticket->number);
  return numbers;
}

std::vector<CarriedTicket> carried(const State& state) {
  std::vector<CarriedTicket> tickets;
  for (const auto& counter : state.counters) {
    if (counter.ticket == kNoSlot) continue;
    const Ticket& ticket = state.tickets[counter.ticket];
    CarriedTicket carried;
    carried.ticket = ticket.number;
    carried.of_day = ticket.day;
    carried.service = state.lines[ticket.line].service;
    carried.class_ = ticket.class_;
    carried.channel = ticket.channel;
    carried.state = ticket.state;
    carried.counter = counter.id;
    carried.issued_ms = ticket.issued_ms;
    carried.called_ms = ticket.called_ms;
    carried.started_ms = ticket.started_ms;
    carried.recalls = ticket.recalls;
    carried.issued_wall_offset_ms = ticket.issued_wall_offset_ms;
    carried.print = ticket.print;
    carried.print_reason = ticket.print_reason;
    if (!ticket.code.empty()) carried.code = ticket.code;
    carried.officer = counter.officer;
    tickets.push_back(std::move(carried));
  }
  return tickets;
}

/// Says again who staffs a counter without a visitor; the others go with their tickets.
void restate_counters(const State& state, const HallSettings& hall, std::vector<Event>& events) {
  for (const auto& counter : state.counters) {
    if (counter.state == CounterState::kClosed || counter.ticket != kNoSlot) continue;
    if (hall.counter(counter.id) == nullptr) continue;
    events.emplace_back(CounterOpened{counter.id, counter.officer});
    if (counter.state == CounterState::kOnBreak)
      events.emplace_back(CounterBreak{counter.id, counter.break_reason});
  }
}

}  // namespace

std::vector<Event> turn_day(const State& state, const HallSettings& hall, const Context& context) {
  if (state.opened && context.now.day <= state.day) return {};
  std::vector<Event> events;
  if (state.opened) events.emplace_back(DayClosed{unserved(state), context.head});
  events.emplace_back(DayOpened{hall, carried(state)});
  restate_counters(state, hall, events);
  return events;
}

std::vector<Event> change_hall(const State& state, const HallSettings& hall) {
  if (!state.opened || state.hall == hall) return {};
  std::vector<Event> events;
  for (const auto& counter : state.counters)
    if (counter.state != CounterState::kClosed && counter.ticket == kNoSlot &&
        hall.counter(counter.id) == nullptr)
      events.emplace_back(CounterClosed{counter.id});
  events.emplace_back(HallChanged{hall});
  return events;
}

Day entry_day(const State& state, const Event& event, const Moment& now) {
  if (state.opened && !std::holds_alternative<DayOpened>(event)) return state.day;
  return std::max(state.day, now.day);
}

}  // namespace antre::engine
