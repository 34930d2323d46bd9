// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "dispatcher/engine/decider.hpp"
#include "dispatcher/engine/numbering.hpp"
#include "dispatcher/engine/visit_events.hpp"

namespace antre::engine {

namespace {

bool is_control(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return code < 0x20 || code == 0x7F;
}

}  // namespace

bool is_one_line(const std::string& text) {
  return std::ranges::none_of(text, is_control);
}

std::string name_of(CounterId id) {
  return "counter " + std::to_string(id.value);
}

Result<void> Decider::gives_numbers(const Issue& command) const {
  const auto& name = command.service.value;
  const auto* service = state_.hall.service(command.service);
  const Line* line = state_.line(command.service);
  if (service == nullptr && line != nullptr && line->waiting() > 0)
    return Error{ErrorCode::kServicePaused, "service " + name + " gives no new numbers any more"};
  if (service == nullptr || line == nullptr)
    return Error{ErrorCode::kUnknownService, "there is no service " + name + " in this hall"};
  if (line->paused)
    return Error{ErrorCode::kServicePaused, "service " + name + " gives no new numbers now"};
  const bool closed = !context_.now.hall_open && !context_.always_open;
  // Nobody could be called any more, so every number given now would end unserved.
  if (closed && !context_.opens_later)
    return Error{ErrorCode::kHallClosed, "the hall does not open any more today"};
  // A walk-in stands in the hall; the others come when it is open.
  const bool for_later = command.channel != Channel::kWalkIn || command.booked_ms;
  if (closed && !for_later && !context_.early_numbers)
    return Error{ErrorCode::kHallClosed, "the hall is closed now; no numbers are given"};
  if (service->quota_per_day > 0 &&
      line->given.size() >= static_cast<std::size_t>(service->quota_per_day))
    return Error{ErrorCode::kQuotaReached, "service " + name +
                                               " has given all its numbers of today (" +
                                               std::to_string(service->quota_per_day) + ")"};
  return {};
}

Result<Decider::Events> Decider::operator()(const Issue& command) const {
  if (const auto gives = gives_numbers(command); !gives) return gives.error();
  if (command.case_) {
    const auto found = open_case(*command.case_);
    if (!found) return found.error();
    if ((*found)->service != command.service)
      return Error{ErrorCode::kBadRequest,
                   "case " + *command.case_ + " is of service " + (*found)->service.value};
  }
  const Line& line = *state_.line(command.service);
  const bool open = context_.now.hall_open || context_.always_open;
  const auto place_ms = std::max(command.booked_ms.value_or(now_ms()), now_ms());
  TicketIssued event;
  event.ticket =
      number_text(command.service, next_count(line), state_.hall.service(command.service)->digits);
  event.service = command.service;
  event.class_ = command.class_;
  event.channel = command.channel;
  event.ahead = static_cast<int>(command.class_ == TicketClass::kPriority
                                     ? line.queue(TicketClass::kPriority).size
                                     : line.waiting());
  event.code = command.code;
  event.device = context_.device;
  if (place_ms > now_ms() || !open) event.place_ms = place_ms;
  event.estimate_low_s = command.estimate_low_s;
  event.estimate_high_s = command.estimate_high_s;
  event.case_ = command.case_;
  return Events{std::move(event)};
}

Result<Decider::Events> Decider::operator()(const Unhold& command) const {
  const auto held = ticket(command.ticket, command.of_day);
  if (!held) return held.error();
  if (const auto refusal = refusal_of(**held, TicketCommand::kUnhold)) return *refusal;
  return Events{TicketUnheld{(*held)->number, told_day(state_, **held)}};
}

Result<Decider::Events> Decider::operator()(const Cancel& command) const {
  const auto found = ticket(command.ticket, command.of_day);
  if (!found) return found.error();
  const Ticket& cancelled = **found;
  if (const auto refusal = refusal_of(cancelled, TicketCommand::kCancel)) return *refusal;
  TicketCancelled event{cancelled.number, told_day(state_, cancelled)};
  if (cancelled.state == TicketState::kCalled)
    return freeing(*state_.counter(cancelled.counter), std::move(event));
  return Events{std::move(event)};
}

Result<Decider::Events> Decider::operator()(const Note& command) const {
  const auto noted = ticket(command.ticket, command.of_day);
  if (!noted) return noted.error();
  if (command.text.empty() || command.text.size() > kMaxNoteBytes)
    return Error{ErrorCode::kBadRequest,
                 "a note is a text of at most " + std::to_string(kMaxNoteBytes) + " bytes"};
  if (std::ranges::any_of(command.text, [](char c) { return c != '\n' && is_control(c); }))
    return Error{ErrorCode::kBadRequest, "a note has lines of text and no control characters"};
  return Events{
      NoteAdded{(*noted)->number, told_day(state_, **noted), command.hash.value_or(std::string{})}};
}

Result<Decider::Events> Decider::operator()(const ReportPrint& command) const {
  const auto found = ticket(command.ticket, command.of_day);
  if (!found) return found.error();
  const Ticket& printed = **found;
  if (command.state == PrintState::kNone || command.reason.size() > kMaxTextBytes)
    return Error{ErrorCode::kBadRequest, "a print report says what became of the paper"};
  if (printed.print == command.state && printed.print_reason == command.reason &&
      printed.print_device == context_.device)
    return Events{};
  return Events{PrintReported{printed.number, told_day(state_, printed), command.state,
                              command.reason, context_.device}};
}

Result<Decider::Events> Decider::operator()(const PauseService& command) const {
  const auto found = line(command.service);
  if (!found) return found.error();
  if ((*found)->paused)
    return Error{ErrorCode::kServicePaused,
                 "service " + command.service.value + " is paused already"};
  if (command.reason.size() > kMaxTextBytes)
    return Error{ErrorCode::kBadRequest, "the reason of the pause is too long"};
  if (command.until_ms && *command.until_ms <= now_ms())
    return Error{ErrorCode::kBadRequest, "the end of the pause is over already"};
  return Events{ServicePaused{command.service, command.until_ms, command.reason}};
}

Result<Decider::Events> Decider::operator()(const UnpauseService& command) const {
  const auto found = line(command.service);
  if (!found) return found.error();
  if (!(*found)->paused)
    return Error{ErrorCode::kWrongState, "service " + command.service.value + " is not paused"};
  return Events{ServiceUnpaused{command.service}};
}

Result<Decider::Events> Decider::operator()(const Correct& command) const {
  if (std::ranges::find(state_.open_misses, command.miss) == state_.open_misses.end())
    return Error{ErrorCode::kUnknownMiss, "there is no open miss " + command.miss};
  if (command.text.empty() || command.text.size() > kMaxNoteBytes)
    return Error{ErrorCode::kBadRequest, "a correction says what was done, in at most " +
                                             std::to_string(kMaxNoteBytes) + " bytes"};
  return Events{MissCorrected{command.miss, command.text, context_.client}};
}

Result<Decider::Events> Decider::operator()(const ExplainMiss& command) const {
  if (std::ranges::find(state_.open_misses, command.miss) == state_.open_misses.end())
    return Error{ErrorCode::kUnknownMiss, "there is no open miss " + command.miss};
  if (command.text.empty() || command.text.size() > kMaxTextBytes || !is_one_line(command.text))
    return Error{ErrorCode::kBadRequest, "a reason is one line of text"};
  return Events{MissExplained{command.miss, command.text, context_.client, officer()}};
}

Result<const Ticket*> Decider::ticket(const std::string& number,
                                      const std::optional<Day>& of_day) const {
  const auto* found = state_.ticket({of_day.value_or(state_.day), number});
  if (found == nullptr)
    return Error{ErrorCode::kUnknownTicket, "there is no ticket " + number + " today"};
  return found;
}

Result<const Line*> Decider::line(const ServiceId& service) const {
  const auto* found = state_.line(service);
  if (found == nullptr || found->retired)
    return Error{ErrorCode::kUnknownService,
                 "there is no service " + service.value + " in this hall"};
  return found;
}

Result<std::vector<Event>> decide(const State& state, const Command& command,
                                  const Context& context) {
  return std::visit(Decider{state, context}, command);
}

}  // namespace antre::engine
