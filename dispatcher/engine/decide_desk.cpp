// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dispatcher/engine/decider.hpp"
#include "dispatcher/engine/numbering.hpp"

/// What is done around a ticket without moving it: its visitor's arrival, entry in the guest book,
/// paper, and answer to the survey.
namespace antre::engine {
namespace {

constexpr std::size_t kMaxGuestBytes = 400;  // a field of the guest book; a name may be long
constexpr std::size_t kMaxCodeBytes = 64;
constexpr std::size_t kSurveyElements = 9;  // Permenpan-RB 14/2017
constexpr int kSurveyScale = 4;

}  // namespace

bool has_ended(const Ticket& ticket) {
  using enum TicketState;
  return ticket.state == kFinished || ticket.state == kNoShow || ticket.state == kCancelled ||
         ticket.state == kUnserved;
}

std::string plain_code(const std::string& typed) {
  std::string plain;
  for (const char sign : typed) {
    if (sign == '-' || sign == ' ') continue;
    plain += sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
  }
  return plain;
}

const Ticket* State::ticket_of_code(const std::string& typed) const {
  const auto code = plain_code(typed);
  if (code.empty()) return nullptr;
  const auto at = std::ranges::find(tickets, code, &Ticket::code);
  return at == tickets.end() ? nullptr : &*at;
}

Result<Decider::Events> Decider::operator()(const CheckIn& command) const {
  if (command.code.empty() || command.code.size() > kMaxCodeBytes)
    return Error{ErrorCode::kBadRequest, "a code has 8 letters and digits"};
  const auto* found = state_.ticket_of_code(command.code);
  if (found == nullptr) return come_for_case(command);
  if (has_ended(*found))
    return Error{ErrorCode::kWrongState, "ticket " + found->number + " has ended"};
  if (found->checked_in) return Events{};
  return Events{TicketCheckedIn{found->number, told_day(state_, *found), context_.device}};
}

Result<Decider::Events> Decider::operator()(const SignGuestBook& command) const {
  const auto found = ticket(command.ticket, command.of_day);
  if (!found) return found.error();
  const auto& guest = command.guest;
  if (guest.name.empty()) return Error{ErrorCode::kBadRequest, "a guest has a name"};
  for (const auto* field :
       {&guest.name, &guest.institution, &guest.email, &guest.purpose, &guest.identity})
    if (field->size() > kMaxGuestBytes)
      return Error{ErrorCode::kBadRequest, "a field of the guest book is too long"};
  return Events{GuestBookSigned{(*found)->number, told_day(state_, **found),
                                command.hash.value_or(std::string{})}};
}

Result<Decider::Events> Decider::operator()(const Reprint& command) const {
  const auto found = ticket(command.ticket, command.of_day);
  if (!found) return found.error();
  const Ticket& printed = **found;
  if (has_ended(printed))
    return Error{ErrorCode::kWrongState, "ticket " + printed.number + " has ended"};
  const auto kiosk = printing_kiosk(command.kiosk, printed.print_device);
  if (!kiosk) return kiosk.error();
  return Events{ReprintAsked{printed.number, told_day(state_, printed), *kiosk}};
}

Result<std::string> Decider::printing_kiosk(const std::string& named,
                                            const std::string& before) const {
  const auto known = [&](const std::string& device) {
    return std::ranges::find(state_.printers, device, &Printer::device) != state_.printers.end();
  };
  std::string kiosk = named;
  if (kiosk.empty() && known(before)) kiosk = before;
  if (kiosk.empty() && state_.printers.size() == 1) kiosk = state_.printers.front().device;
  if (kiosk.empty())
    return Error{ErrorCode::kBadRequest, state_.printers.empty()
                                             ? "no kiosk has a printer now"
                                             : "say which kiosk is to print it"};
  if (!known(kiosk)) return Error{ErrorCode::kBadRequest, "kiosk " + kiosk + " has no printer now"};
  return kiosk;
}

Result<Decider::Events> Decider::operator()(const ReportPrinter& command) const {
  if (command.reason.size() > kMaxTextBytes)
    return Error{ErrorCode::kBadRequest, "the reason is too long"};
  const Printer now{context_.device, command.ready, command.reason};
  const auto at = std::ranges::find(state_.printers, context_.device, &Printer::device);
  if (at != state_.printers.end() && *at == now) return Events{};
  return Events{PrinterReported{context_.device, command.ready, command.reason}};
}

Result<Decider::Events> Decider::operator()(const AnswerSurvey& command) const {
  const auto found = ticket(command.ticket, command.of_day);
  if (!found) return found.error();
  const Ticket& served = **found;
  if (!state_.hall.survey.on) return Error{ErrorCode::kNotAllowed, "this hall asks nobody"};
  if (served.state != TicketState::kFinished)
    return Error{ErrorCode::kWrongState,
                 "the service of " + served.number + " has not ended; ask afterwards"};
  if (served.surveyed) return Error{ErrorCode::kConflict, served.number + " has answered already"};
  const auto in_scale = [](int score) { return score >= 1 && score <= kSurveyScale; };
  if (command.scores.size() != kSurveyElements || !std::ranges::all_of(command.scores, in_scale))
    return Error{ErrorCode::kBadRequest, "an answer has nine numbers from 1 to 4"};
  return Events{SurveyAnswered{served.number, told_day(state_, served),
                               state_.lines[served.service].service, served.counter, command.scores,
                               context_.device}};
}

}  // namespace antre::engine
