// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "dispatcher/engine/decider.hpp"
#include "dispatcher/engine/numbering.hpp"
#include "dispatcher/engine/selection.hpp"
#include "dispatcher/engine/visit_events.hpp"
#include "dispatcher/engine/visits.hpp"

namespace antre::engine {

Result<Decider::Events> Decider::operator()(const OpenCounter& command) const {
  const auto counter = at(command.counter, CounterCommand::kOpen);
  if (!counter) return counter.error();
  if (command.officer.empty() || command.officer.size() > kMaxTextBytes)
    return Error{ErrorCode::kBadRequest, "opening a counter needs the name of its officer"};
  for (const auto& other : state_.counters)
    if (other.state != CounterState::kClosed && other.officer == command.officer)
      return Error{ErrorCode::kOfficerElsewhere,
                   "this officer is signed in at " + name_of(other.id) + "; sign out there first"};
  return Events{CounterOpened{command.counter, command.officer}};
}

Result<Decider::Events> Decider::operator()(const BreakCounter& command) const {
  const auto counter = at(command.counter, CounterCommand::kBreak);
  if (!counter) return counter.error();
  if (command.reason.size() > kMaxTextBytes)
    return Error{ErrorCode::kBadRequest, "the reason of the break is too long"};
  return Events{CounterBreak{command.counter, command.reason}};
}

Result<Decider::Events> Decider::operator()(const ResumeCounter& command) const {
  const auto counter = at(command.counter, CounterCommand::kResume);
  if (!counter) return counter.error();
  return Events{CounterResumed{command.counter}};
}

Result<Decider::Events> Decider::operator()(const CloseCounter& command) const {
  const auto counter = at(command.counter, CounterCommand::kClose);
  if (!counter) return counter.error();
  return Events{CounterClosed{command.counter}};
}

Result<Decider::Events> Decider::operator()(const AskHelp& command) const {
  const auto* counter = state_.counter(command.counter);
  if (counter == nullptr)
    return Error{ErrorCode::kUnknownCounter,
                 "there is no " + name_of(command.counter) + " in this hall"};
  if (counter->state == CounterState::kClosed)
    return Error{ErrorCode::kCounterClosed, name_of(command.counter) + " is closed; sign in first"};
  if (command.text.size() > kMaxTextBytes || !is_one_line(command.text))
    return Error{ErrorCode::kBadRequest, "what help is for is said in one line"};
  if (counter->help == command.text) return Events{};
  return Events{HelpAsked{command.counter, command.text}};
}

Result<Decider::Events> Decider::operator()(const EndHelp& command) const {
  const auto* counter = state_.counter(command.counter);
  if (counter == nullptr)
    return Error{ErrorCode::kUnknownCounter,
                 "there is no " + name_of(command.counter) + " in this hall"};
  if (!counter->help) return Events{};
  return Events{HelpEnded{command.counter, context_.client}};
}

Result<Decider::Events> Decider::operator()(const Call& command) const {
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
  return call_events(state_, **counter, chosen, chosen != next, false, now_ms());
}

Result<Decider::Events> Decider::operator()(const Recall& command) const {
  const auto counter = at(command.counter, CounterCommand::kRecall);
  if (!counter) return counter.error();
  const Ticket& called = state_.tickets[(*counter)->ticket];
  if (called.recalls >= state_.hall.calling.recall_limit)
    return Error{ErrorCode::kRecallLimit, called.number + " was called again " +
                                              std::to_string(called.recalls) +
                                              " times; start or mark a no-show"};
  return Events{
      TicketRecalled{called.number, told_day(state_, called), command.counter, called.recalls + 1}};
}

Result<Decider::Events> Decider::operator()(const Start& command) const {
  const auto counter = at(command.counter, CounterCommand::kStart);
  if (!counter) return counter.error();
  return start_events(state_, **counter, (*counter)->ticket, now_ms());
}

Result<Decider::Events> Decider::operator()(const QuickServe& command) const {
  const auto counter = at(command.counter, CounterCommand::kQuickServe);
  if (!counter) return counter.error();
  const auto service = line(command.service);
  if (!service) return service.error();
  const auto index = static_cast<LineIndex>(*service - state_.lines.data());
  const auto serves = [index](const std::vector<LineIndex>& lines) {
    return std::ranges::find(lines, index) != lines.end();
  };
  if (!serves((*counter)->primary) && !serves((*counter)->secondary))
    return Error{ErrorCode::kNotServedHere,
                 name_of(command.counter) + " does not serve " + command.service.value};
  const auto count = static_cast<std::uint32_t>(state_.quick.size() + 1);
  return Events{QuickServiceStarted{quick_text(count), command.service, command.counter,
                                    (*counter)->officer}};
}

Result<const Counter*> Decider::at(CounterId id, CounterCommand command) const {
  const auto* counter = state_.counter(id);
  if (counter == nullptr)
    return Error{ErrorCode::kUnknownCounter, "there is no " + name_of(id) + " in this hall"};
  if (const auto refusal = refusal_at(state_, *counter, command)) return *refusal;
  return counter;
}

Result<Slot> Decider::choosable(const Counter& counter, const std::string& number) const {
  Slot slot = state_.slot(state_.day, number);
  // One of an earlier day that was at a counter at midnight may wait again; today's of the same
  // number comes first.
  if (slot == kNoSlot || state_.tickets[slot].state != TicketState::kWaiting)
    for (const Slot carried : state_.carried)
      if (state_.tickets[carried].number == number &&
          (slot == kNoSlot || state_.tickets[carried].state == TicketState::kWaiting))
        slot = carried;
  if (slot == kNoSlot)
    return Error{ErrorCode::kUnknownTicket, "there is no ticket " + number + " today"};
  const Ticket& wanted = state_.tickets[slot];
  if (const auto refusal = refusal_of(wanted, TicketCommand::kCall)) return *refusal;
  if (!may_choose(state_, counter, wanted))
    return Error{ErrorCode::kNotServedHere, name_of(counter.id) + " does not serve " +
                                                state_.lines[wanted.service].service.value};
  return slot;
}

}  // namespace antre::engine
