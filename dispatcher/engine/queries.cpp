// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/lines.hpp"
#include "dispatcher/engine/selection.hpp"

namespace antre::engine {
namespace {

/// How many of a queue come before a ticket. Walked from the end, so that the ticket that was
/// issued last, about which the question is asked most, costs nothing.
std::uint32_t before_in(const State& state, const Queue& queue, const Ticket& ticket) {
  std::uint32_t before = queue.size;
  for (Slot slot = queue.last; slot != kNoSlot && !earlier(state, state.tickets[slot], ticket);
       slot = state.tickets[slot].before)
    --before;
  return before;
}

int ahead_of(const State& state, const Ticket& ticket) {
  if (ticket.state != TicketState::kWaiting) return 0;
  const auto& line = state.lines[ticket.line];
  // Regular tickets are no people ahead of a priority one: it goes before them.
  std::uint32_t before = before_in(state, line.queue(TicketClass::kPriority), ticket);
  if (ticket.class_ == TicketClass::kRegular)
    before += before_in(state, line.queue(TicketClass::kRegular), ticket);
  return static_cast<int>(before);
}

}  // namespace

std::optional<TicketReply> ticket_reply(const State& state, const TicketId& id) {
  const auto* ticket = state.ticket(id);
  if (ticket == nullptr) return std::nullopt;
  TicketReply reply;
  reply.ticket = ticket->number;
  reply.day = ticket->day;
  reply.service = state.lines[ticket->service].service;
  reply.class_ = ticket->class_;
  reply.channel = ticket->channel;
  reply.state = ticket->state;
  reply.issued_wall_ms = ticket->issued_ms + ticket->issued_wall_offset_ms;
  reply.ahead = ahead_of(state, *ticket);
  if (!ticket->code.empty()) reply.code = ticket->code;
  if (!ticket->case_.empty()) reply.case_ = ticket->case_;
  return reply;
}

CounterReply counter_reply(const State& state, CounterId id) {
  CounterReply reply;
  reply.counter = id;
  const auto* counter = state.counter(id);
  if (counter == nullptr) return reply;
  reply.state = counter->state;
  if (counter->ticket == kNoSlot) return reply;
  const Ticket& ticket = state.tickets[counter->ticket];
  reply.ticket = ticket.number;
  if (ticket.day != state.day) reply.of_day = ticket.day;
  reply.service = state.lines[ticket.service].service;
  reply.recalls = ticket.recalls;
  return reply;
}

std::optional<TicketId> next_choice(const State& state, CounterId id) {
  const auto* counter = state.counter(id);
  if (counter == nullptr) return std::nullopt;
  const Slot slot = choose(state, *counter);
  if (slot == kNoSlot) return std::nullopt;
  return TicketId{state.tickets[slot].day, state.tickets[slot].number};
}

int ahead(const State& state, const TicketId& id) {
  const auto* ticket = state.ticket(id);
  return ticket == nullptr ? 0 : ahead_of(state, *ticket);
}

}  // namespace antre::engine
