// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "dispatcher/engine/decider.hpp"
#include "dispatcher/engine/lines.hpp"
#include "dispatcher/engine/numbering.hpp"
#include "dispatcher/engine/visit_events.hpp"
#include "dispatcher/engine/visits.hpp"

namespace antre::engine {

Result<Decider::Events> Decider::operator()(const Finish& command) const {
  const auto counter = at(command.counter, CounterCommand::kFinish);
  if (!counter) return counter.error();
  const Ticket& served = state_.tickets[(*counter)->ticket];
  // Nobody goes back to the counter they are at, or to one that left the hall meanwhile.
  if (served.return_to != command.counter && state_.hall.counter(served.return_to) != nullptr) {
    TicketTransferred back;
    back.ticket = served.number;
    back.of_day = told_day(state_, served);
    back.counter = command.counter;
    back.to_counter = served.return_to;
    back.finished = true;
    return freeing(**counter, std::move(back));
  }
  return freeing(**counter, ServiceFinished{served.number, told_day(state_, served),
                                            command.counter, command.outcome});
}

Result<Decider::Events> Decider::operator()(const NoShow& command) const {
  const auto counter = at(command.counter, CounterCommand::kNoShow);
  if (!counter) return counter.error();
  return no_show_events(state_, **counter, false, now_ms());
}

Result<Decider::Events> Decider::operator()(const Hold& command) const {
  const auto counter = with_number(command.counter, CounterCommand::kHold);
  if (!counter) return counter.error();
  const Ticket& held = state_.tickets[(*counter)->ticket];
  return freeing(**counter, TicketHeld{held.number, told_day(state_, held), command.counter});
}

Result<Decider::Events> Decider::operator()(const Transfer& command) const {
  const auto counter = with_number(command.counter, CounterCommand::kTransfer);
  if (!counter) return counter.error();
  if (const auto sent = may_send(command); !sent) return sent.error();
  const Ticket& visitor = state_.tickets[(*counter)->ticket];
  TicketTransferred event;
  event.ticket = visitor.number;
  event.of_day = told_day(state_, visitor);
  event.counter = command.counter;
  event.service = command.service;
  event.to_counter = command.to_counter;
  if (command.return_)
    event.return_to = command.counter;
  else if (visitor.return_to.value != 0 && visitor.return_to != command.to_counter)
    event.return_to = visitor.return_to;  // sent on; who asked for the return still waits for it
  return freeing(**counter, std::move(event));
}

Result<Decider::Events> Decider::operator()(const Requeue& command) const {
  const auto counter = with_number(command.counter, CounterCommand::kRequeue);
  if (!counter) return counter.error();
  const Ticket& visitor = state_.tickets[(*counter)->ticket];
  return freeing(**counter,
                 TicketRequeued{visitor.number, told_day(state_, visitor), command.counter,
                                command.where, place(visitor, command.where)});
}

Result<Decider::Events> Decider::operator()(const Undo& command) const {
  const auto counter = at(command.counter, CounterCommand::kUndo);
  if (!counter) return counter.error();
  if ((*counter)->state == CounterState::kCalling) return undo_call(**counter);
  return undo_end(**counter);
}

Result<Decider::Events> Decider::undo_call(const Counter& counter) const {
  const Ticket& called = state_.tickets[counter.ticket];
  if (called.auto_)
    return Error{ErrorCode::kNothingToUndo,
                 called.number + " was called by the dispatcher; start or mark a no-show"};
  if (called.recalls > 0 || !still_undone(called.called_ms))
    return Error{ErrorCode::kNothingToUndo,
                 "the call of " + called.number + " cannot be taken back any more; requeue it"};
  const auto* clock = state_.clock(counter.ticket);
  CommandUndone event;
  event.ticket = called.number;
  event.of_day = told_day(state_, called);
  event.counter = counter.id;
  event.from = TicketState::kCalled;
  // A clock that an earlier call started belongs to the wait by now.
  event.clock_gone = clock != nullptr && clock->by_call && clock->started_ms >= called.called_ms;
  return freeing(counter, std::move(event));
}

Result<Decider::Events> Decider::undo_end(const Counter& counter) const {
  if (!counter.last_end || !still_undone(counter.last_end->ended_ms))
    return Error{ErrorCode::kNothingToUndo,
                 "nothing was done at " + name_of(counter.id) + " that can be taken back now"};
  const Ticket& ended = state_.tickets[counter.last_end->ticket];
  CommandUndone event;
  event.ticket = ended.number;
  event.of_day = told_day(state_, ended);
  event.counter = counter.id;
  event.from = ended.state;
  return Events{std::move(event)};
}

bool Decider::still_undone(EngineMs done_ms) const {
  const EngineMs limit_ms = EngineMs{1000} * state_.hall.calling.undo_s;
  const EngineMs passed_ms = now_ms() - done_ms;
  return limit_ms > 0 && passed_ms <= limit_ms;
}

Result<const Counter*> Decider::with_number(CounterId id, CounterCommand command) const {
  auto counter = at(id, command);
  if (!counter) return counter;
  const Ticket& visitor = state_.tickets[(*counter)->ticket];
  if (quick_count(visitor.number))
    return Error{ErrorCode::kWrongState,
                 "the visitor at " + name_of(id) +
                     " has no number to be called by; finish, or issue one first"};
  return counter;
}

Result<void> Decider::may_send(const Transfer& command) const {
  if (command.service.has_value() == command.to_counter.has_value())
    return Error{ErrorCode::kBadRequest, "a transfer goes to a service or to a counter"};
  if (command.service) {
    if (const auto service = line(*command.service); !service) return service.error();
    return {};
  }
  if (*command.to_counter == command.counter)
    return Error{ErrorCode::kBadRequest,
                 "the visitor is at " + name_of(command.counter) + " already"};
  if (state_.hall.counter(*command.to_counter) == nullptr)
    return Error{ErrorCode::kUnknownCounter,
                 "there is no " + name_of(*command.to_counter) + " in this hall"};
  return {};
}

EngineMs Decider::place(const Ticket& ticket, Requeued where) const {
  if (where == Requeued::kInOrder) return ticket.place_ms;
  if (where == Requeued::kBack) return now_ms();
  const Slot first = state_.lines[ticket.line].queue(ticket.class_).first;
  if (first == kNoSlot || earlier(state_, ticket, state_.tickets[first])) return ticket.place_ms;
  return state_.tickets[first].place_ms - 1;
}

}  // namespace antre::engine
