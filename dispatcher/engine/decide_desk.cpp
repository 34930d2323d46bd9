// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dispatcher/engine/decider.hpp"
#include "dispatcher/engine/numbering.hpp"

/// What is done around a ticket without moving it: its visitor's arrival, entry in the guest book
/// and paper.
namespace antre::engine {
namespace {

constexpr std::size_t kMaxGuestBytes = 400;  // a field of the guest book; a name may be long
constexpr std::size_t kMaxCodeBytes = 64;

bool ended(const Ticket& ticket) {
  using enum TicketState;
  return ticket.state == kFinished || ticket.state == kNoShow || ticket.state == kCancelled ||
         ticket.state == kUnserved;
}

/// As people type a code: "7kq2-m9wx" is 7KQ2M9WX.
std::string plain_code(const std::string& typed) {
  std::string plain;
  for (const char sign : typed) {
    if (sign == '-' || sign == ' ') continue;
    plain += sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
  }
  return plain;
}

}  // namespace

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
  if (found == nullptr) return Error{ErrorCode::kUnknownTicket, "no ticket of today has this code"};
  if (ended(*found)) return Error{ErrorCode::kWrongState, "ticket " + found->number + " has ended"};
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
  if (ended(printed))
    return Error{ErrorCode::kWrongState, "ticket " + printed.number + " has ended"};
  const auto known = [&](const std::string& device) {
    return std::ranges::find(state_.printers, device, &Printer::device) != state_.printers.end();
  };
  std::string kiosk = command.kiosk;
  if (kiosk.empty() && known(printed.print_device)) kiosk = printed.print_device;
  if (kiosk.empty() && state_.printers.size() == 1) kiosk = state_.printers.front().device;
  if (kiosk.empty())
    return Error{ErrorCode::kBadRequest, state_.printers.empty()
                                             ? "no kiosk has a printer now"
                                             : "say which kiosk is to print it"};
  if (!known(kiosk)) return Error{ErrorCode::kBadRequest, "kiosk " + kiosk + " has no printer now"};
  return Events{ReprintAsked{printed.number, told_day(state_, printed), kiosk}};
}

Result<Decider::Events> Decider::operator()(const ReportPrinter& command) const {
  if (command.reason.size() > kMaxTextBytes)
    return Error{ErrorCode::kBadRequest, "the reason is too long"};
  const Printer now{context_.device, command.ready, command.reason};
  const auto at = std::ranges::find(state_.printers, context_.device, &Printer::device);
  if (at != state_.printers.end() && *at == now) return Events{};
  return Events{PrinterReported{context_.device, command.ready, command.reason}};
}

}  // namespace antre::engine
