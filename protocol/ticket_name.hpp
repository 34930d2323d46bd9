// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "protocol/ids.hpp"

namespace antre {

/// How a ticket is named where most are of one day: "R012", with the day before it when it is of
/// another one ("2026-11-24/R012").
[[nodiscard]] std::string ticket_name(const TicketId& ticket, Day day);
/// The ticket that such a name means; nothing when what is before the slash is no date.
[[nodiscard]] std::optional<TicketId> ticket_named(const std::string& name, Day day);

}  // namespace antre
