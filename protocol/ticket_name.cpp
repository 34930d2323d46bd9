// SPDX-License-Identifier: Apache-2.0
#include "protocol/ticket_name.hpp"

#include "protocol/time.hpp"

namespace antre {

std::string ticket_name(const TicketId& ticket, Day day) {
  return ticket.day == day ? ticket.number : day_text(ticket.day) + "/" + ticket.number;
}

std::optional<TicketId> ticket_named(const std::string& name, Day day) {
  const auto slash = name.find('/');
  if (slash == std::string::npos) return TicketId{day, name};
  const auto named = parse_day(name.substr(0, slash));
  if (!named) return std::nullopt;
  return TicketId{*named, name.substr(slash + 1)};
}

}  // namespace antre
