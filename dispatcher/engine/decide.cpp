// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "dispatcher/engine/counter_table.hpp"
#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/numbering.hpp"
#include "dispatcher/engine/selection.hpp"

namespace antre::engine {
namespace {

using Events = std::vector<Event>;

// An officer's name and a reason are read on a screen and kept for ever; more is a mistake.
constexpr std::size_t kMaxTextBytes = 200;

std::string name_of(CounterId id) {
  return "counter " + std::to_string(id.value);
}

/// Decides one command; one overload a command.
class Decider {
 public:
  Decider(const State& state, const Context& context) : state_(state), context_(context) {}

  Result<Events> operator()(const Issue& command) const {
    const auto* service = state_.hall.service(command.service);
    const Line* line = state_.line(command.service);
    if (service == nullptr && line != nullptr && line->waiting() > 0)
      return Error{ErrorCode::kServicePaused,
                   "service " + command.service.value + " gives no new numbers any more"};
    if (service == nullptr || line == nullptr)
      return Error{ErrorCode::kUnknownService,
                   "there is no service " + command.service.value + " in this hall"};
    if (!context_.now.hall_open && !context_.always_open)
      return Error{ErrorCode::kHallClosed, "the hall is closed now; no numbers are given"};
    if (service->quota_per_day > 0 &&
        line->given.size() >= static_cast<std::size_t>(service->quota_per_day))
      return Error{ErrorCode::kQuotaReached, "service " + command.service.value +
                                                 " has given all its numbers of today (" +
                                                 std::to_string(service->quota_per_day) + ")"};
    TicketIssued event;
    event.ticket = number_text(command.service, next_count(*line), service->digits);
    event.service = command.service;
    event.class_ = command.class_;
    event.channel = command.channel;
    event.ahead = static_cast<int>(command.class_ == TicketClass::kPriority
                                       ? line->queue(TicketClass::kPriority).size
                                       : line->waiting());
    event.code = command.code;
    event.device = context_.device;
    return Events{std::move(event)};
  }

  Result<Events> operator()(const OpenCounter& command) const {
    const auto counter = at(command.counter, CounterCommand::kOpen);
    if (!counter) return counter.error();
    if (command.officer.empty() || command.officer.size() > kMaxTextBytes)
      return Error{ErrorCode::kBadRequest, "opening a counter needs the name of its officer"};
    for (const auto& other : state_.counters)
      if (other.state != CounterState::kClosed && other.officer == command.officer)
        return Error{
            ErrorCode::kOfficerElsewhere,
            "this officer is signed in at " + name_of(other.id) + "; sign out there first"};
    return Events{CounterOpened{command.counter, command.officer}};
  }

  Result<Events> operator()(const BreakCounter& command) const {
    const auto counter = at(command.counter, CounterCommand::kBreak);
    if (!counter) return counter.error();
    if (command.reason.size() > kMaxTextBytes)
      return Error{ErrorCode::kBadRequest, "the reason of the break is too long"};
    return Events{CounterBreak{command.counter, command.reason}};
  }

  Result<Events> operator()(const ResumeCounter& command) const {
    const auto counter = at(command.counter, CounterCommand::kResume);
    if (!counter) return counter.error();
    return Events{CounterResumed{command.counter}};
  }

  Result<Events> operator()(const CloseCounter& command) const {
    const auto counter = at(command.counter, CounterCommand::kClose);
    if (!counter) return counter.error();
    return Events{CounterClosed{command.counter}};
  }

  Result<Events> operator()(const Call& command) const {
    const auto counter = at(command.counter, CounterCommand::kCall);
    if (!counter) return counter.error();
    const Slot next = choose(state_, **counter);
    Slot chosen = next;
    if (command.ticket) {
      const auto wanted = choosable(**counter, *command.ticket);
      if (!wanted) return wanted.error();
      chosen = *wanted;
    }
    if (chosen == kNoSlot)
      return Error{ErrorCode::kNobodyWaiting,
                   "nobody waits that " + name_of(command.counter) + " may take"};
    const Ticket& ticket = state_.tickets[chosen];
    Events events;
    events.reserve(2);
    events.emplace_back(
        TicketCalled{ticket.number, of_day(ticket), command.counter, chosen != next});
    if (state_.hall.calling.start_on_call)
      events.emplace_back(ServiceStarted{ticket.number, of_day(ticket), command.counter});
    return events;
  }

  Result<Events> operator()(const Recall& command) const {
    const auto counter = at(command.counter, CounterCommand::kRecall);
    if (!counter) return counter.error();
    const Ticket& ticket = state_.tickets[(*counter)->ticket];
    if (ticket.recalls >= state_.hall.calling.recall_limit)
      return Error{ErrorCode::kRecallLimit, ticket.number + " was called again " +
                                                std::to_string(ticket.recalls) +
                                                " times; start or mark a no-show"};
    return Events{
        TicketRecalled{ticket.number, of_day(ticket), command.counter, ticket.recalls + 1}};
  }

  Result<Events> operator()(const Start& command) const {
    const auto counter = at(command.counter, CounterCommand::kStart);
    if (!counter) return counter.error();
    const Ticket& ticket = state_.tickets[(*counter)->ticket];
    return Events{ServiceStarted{ticket.number, of_day(ticket), command.counter}};
  }

  Result<Events> operator()(const Finish& command) const {
    const auto counter = at(command.counter, CounterCommand::kFinish);
    if (!counter) return counter.error();
    const Ticket& ticket = state_.tickets[(*counter)->ticket];
    return freeing(**counter, ServiceFinished{ticket.number, of_day(ticket), command.counter,
                                              command.outcome});
  }

  Result<Events> operator()(const NoShow& command) const {
    const auto counter = at(command.counter, CounterCommand::kNoShow);
    if (!counter) return counter.error();
    const Ticket& ticket = state_.tickets[(*counter)->ticket];
    return freeing(**counter, TicketNoShow{ticket.number, of_day(ticket), command.counter});
  }

  Result<Events> operator()(const Cancel& command) const {
    const auto* ticket = state_.ticket({command.of_day.value_or(state_.day), command.ticket});
    if (ticket == nullptr) return unknown(command.ticket);
    TicketCancelled event{ticket->number, of_day(*ticket)};
    if (ticket->state == TicketState::kWaiting) return Events{std::move(event)};
    if (ticket->state == TicketState::kCalled)
      return freeing(*state_.counter(ticket->counter), std::move(event));
    if (ticket->state == TicketState::kServing)
      return Error{ErrorCode::kWrongState, ticket->number + " is being served at " +
                                               name_of(ticket->counter) + "; finish it there"};
    return Error{ErrorCode::kWrongState, ticket->number + " has already ended"};
  }

  Result<Events> operator()(const ReportPrint& command) const {
    const auto* ticket = state_.ticket({command.of_day.value_or(state_.day), command.ticket});
    if (ticket == nullptr) return unknown(command.ticket);
    if (command.state == PrintState::kNone || command.reason.size() > kMaxTextBytes)
      return Error{ErrorCode::kBadRequest, "a print report says what became of the paper"};
    if (ticket->print == command.state && ticket->print_reason == command.reason &&
        ticket->print_device == context_.device)
      return Events{};
    return Events{PrintReported{ticket->number, of_day(*ticket), command.state, command.reason,
                                context_.device}};
  }

 private:
  /// The counter, when it is in the hall and its state allows the command.
  Result<const Counter*> at(CounterId id, CounterCommand command) const {
    const auto* counter = state_.counter(id);
    if (counter == nullptr)
      return Error{ErrorCode::kUnknownCounter, "there is no " + name_of(id) + " in this hall"};
    if (const auto refusal = refusal_at(state_, *counter, command)) return *refusal;
    return counter;
  }

  /// The waiting ticket that an officer names, when the counter may choose it.
  Result<Slot> choosable(const Counter& counter, const std::string& number) const {
    const Slot slot = state_.slot(state_.day, number);
    if (slot == kNoSlot) return unknown(number);
    const Ticket& ticket = state_.tickets[slot];
    if (ticket.state == TicketState::kCalled || ticket.state == TicketState::kServing)
      return Error{ErrorCode::kWrongState, number + " is already at " + name_of(ticket.counter)};
    if (ticket.state != TicketState::kWaiting)
      return Error{ErrorCode::kWrongState, number + " has already ended"};
    if (!may_choose(state_, counter, ticket.line))
      return Error{ErrorCode::kNotServedHere, name_of(counter.id) + " does not serve " +
                                                  state_.lines[ticket.line].service.value};
    return slot;
  }

  /// The end of a visit; a counter taken out of the hall file closes with it.
  static Events freeing(const Counter& counter, Event event) {
    Events events;
    events.reserve(2);
    events.push_back(std::move(event));
    if (counter.closing) events.emplace_back(CounterClosed{counter.id});
    return events;
  }

  /// Told only where it is not the day of the entry.
  std::optional<Day> of_day(const Ticket& ticket) const {
    return ticket.day == state_.day ? std::nullopt : std::optional{ticket.day};
  }

  static Error unknown(const std::string& number) {
    return {ErrorCode::kUnknownTicket, "there is no ticket " + number + " today"};
  }

  const State& state_;
  const Context& context_;
};

}  // namespace

Result<std::vector<Event>> decide(const State& state, const Command& command,
                                  const Context& context) {
  return std::visit(Decider{state, context}, command);
}

}  // namespace antre::engine
