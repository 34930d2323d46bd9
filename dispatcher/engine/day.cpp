// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "dispatcher/engine/clocks.hpp"
#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/lines.hpp"
#include "dispatcher/engine/numbering.hpp"

namespace antre::engine {
namespace {

/// The tickets that a day's end finds in a state that `ends` takes, in order of place.
template <class Ends>
std::vector<Slot> ending(const State& state, Ends ends) {
  std::vector<Slot> slots;
  for (Slot slot = 0; slot < state.tickets.size(); ++slot)
    if (ends(state.tickets[slot])) slots.push_back(slot);
  std::ranges::sort(
      slots, [&](Slot a, Slot b) { return earlier(state, state.tickets[a], state.tickets[b]); });
  return slots;
}

bool unserved(const Ticket& ticket) {
  return ticket.state == TicketState::kWaiting || ticket.state == TicketState::kBooked ||
         (ticket.state == TicketState::kHeld && !ticket.served);
}

bool put_aside_for_good(const Ticket& ticket) {
  return ticket.state == TicketState::kHeld && ticket.served;
}

std::vector<std::string> names(const State& state, const std::vector<Slot>& slots) {
  std::vector<std::string> names;
  names.reserve(slots.size());
  for (const Slot slot : slots) names.push_back(name_on(state.day, state.tickets[slot]));
  return names;
}

/// The misses of who stays unserved, then day-closed; the misses are added to `open_misses`.
void close_day(const State& state, const Context& context, std::vector<Event>& events,
               std::vector<std::string>& open_misses) {
  const auto left = ending(state, unserved);
  for (const Slot slot : left) {
    auto miss = miss_of(state, slot, context.now.at_ms, true);
    if (!miss) continue;
    open_misses.push_back(miss->miss);
    events.emplace_back(std::move(*miss));
  }
  events.emplace_back(
      DayClosed{names(state, left), names(state, ending(state, put_aside_for_good)), context.head});
}

std::optional<CarriedClock> carried_clock(const State& state, Slot slot) {
  const auto* clock = state.clock(slot);
  if (clock == nullptr) return std::nullopt;
  return CarriedClock{clock->started_ms, clock->from_ms, clock->mark, clock->shares};
}

/// The tickets still at a counter. Their clocks count until now: the events before day-opened bring
/// them there, and a replay that begins at it has only what it says.
std::vector<CarriedTicket> carried(const State& before, EngineMs now_ms) {
  State state = before;
  pass_time(state, now_ms);
  std::vector<CarriedTicket> tickets;
  for (const auto& counter : state.counters) {
    if (counter.ticket == kNoSlot) continue;
    const Ticket& ticket = state.tickets[counter.ticket];
    CarriedTicket carried;
    carried.ticket = ticket.number;
    carried.of_day = ticket.day;
    carried.service = state.lines[ticket.service].service;
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
    carried.print_device = ticket.print_device;
    carried.checked_in = ticket.checked_in;
    carried.case_ = ticket.case_;
    carried.surveyed = ticket.surveyed;
    if (!ticket.code.empty()) carried.code = ticket.code;
    carried.officer = counter.officer;
    if (ticket.home != ticket.service) carried.prefix = state.lines[ticket.home].service;
    carried.clock = carried_clock(state, counter.ticket);
    carried.overtaken = ticket.overtaken;
    carried.misses = ticket.misses;
    if (ticket.return_to.value != 0) carried.return_to = ticket.return_to;
    carried.explicit_ = ticket.explicit_;
    carried.auto_ = ticket.auto_;
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
  auto open_misses = state.open_misses;
  if (state.opened) close_day(state, context, events, open_misses);
  events.emplace_back(DayOpened{hall, carried(state, context.now.at_ms), std::move(open_misses),
                                state.cases, state.case_counts});
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
