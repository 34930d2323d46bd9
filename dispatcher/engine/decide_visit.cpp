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
namespace {

constexpr std::int64_t kMostFollowUpDays = std::int64_t{2} * 366;

}  // namespace

Result<Decider::Events> Decider::operator()(const Finish& command) const {
  const auto counter = at(command.counter, CounterCommand::kFinish);
  if (!counter) return counter.error();
  const Ticket& served = state_.tickets[(*counter)->ticket];
  if (const auto fits = check_finish(command, served); !fits) return fits.error();
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
  return freeing(**counter,
                 ServiceFinished{served.number, told_day(state_, served), command.counter,
                                 command.outcome, command.missing, command.follow_up});
}

Result<void> Decider::check_finish(const Finish& command, const Ticket& served) const {
  if (!command.missing.empty() && command.outcome != Outcome::kIncomplete)
    return Error{ErrorCode::kBadRequest, "only an incomplete visit lacks something"};
  const auto* service = state_.hall.service(state_.lines[served.service].service);
  for (const auto& one : command.missing)
    if (service == nullptr ||
        std::ranges::find(service->requirements, one) == service->requirements.end())
      return Error{ErrorCode::kBadRequest,
                   "the service does not ask for '" + one.substr(0, 40) + "'"};
  if (!command.follow_up) return {};
  if (command.outcome != Outcome::kFollowUp)
    return Error{ErrorCode::kBadRequest, "only a visit that goes on has a day for it"};
  const auto days = command.follow_up->value - state_.day.value;
  if (days < 0 || days > kMostFollowUpDays)
    return Error{ErrorCode::kBadRequest, "it goes on today or within two years"};
  return {};
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
  if (command.to_counter == command.counter)
    return Error{ErrorCode::kBadRequest,
                 "the visitor is at " + name_of(command.counter) + " already"};
  return is_a_line(command.service, command.to_counter);
}

Result<void> Decider::is_a_line(const std::optional<ServiceId>& service,
                                const std::optional<CounterId>& counter) const {
  if (service.has_value() == counter.has_value())
    return Error{ErrorCode::kBadRequest, "a visitor is sent to a service or to a counter"};
  if (service) {
    if (const auto found = line(*service); !found) return found.error();
    return {};
  }
  if (state_.hall.counter(*counter) == nullptr)
    return Error{ErrorCode::kUnknownCounter, "there is no " + name_of(*counter) + " in this hall"};
  return {};
}

Result<Decider::Events> Decider::operator()(const MoveTicket& command) const {
  const auto found = ticket(command.ticket, command.of_day);
  if (!found) return found.error();
  const Ticket& waiting = **found;
  if (const auto refusal = refusal_of(waiting, TicketCommand::kMove)) return *refusal;
  if (const auto there = is_a_line(command.service, command.to_counter); !there)
    return there.error();
  const Line& line = state_.lines[waiting.line];
  const bool is_there = command.service
                            ? line.for_counter.value == 0 && line.service == *command.service
                            : line.for_counter == *command.to_counter;
  if (is_there) return Error{ErrorCode::kWrongState, waiting.number + " waits there already"};
  return Events{TicketMoved{waiting.number, told_day(state_, waiting), command.service,
                            command.to_counter, context_.client}};
}

EngineMs Decider::place(const Ticket& ticket, Requeued where) const {
  if (where == Requeued::kInOrder) return ticket.place_ms;
  if (where == Requeued::kBack) return now_ms();
  const Slot first = state_.lines[ticket.line].queue(ticket.class_).first;
  if (first == kNoSlot || earlier(state_, ticket, state_.tickets[first])) return ticket.place_ms;
  return state_.tickets[first].place_ms - 1;
}

}  // namespace antre::engine
