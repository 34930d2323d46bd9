// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "i18n/catalogue.hpp"
#include "printer/ticket_layout.hpp"
#include "protocol/hall_settings.hpp"
#include "protocol/messages.hpp"

/// The words of a ticket: from what the dispatcher gave and the hall asks for. Pure.
namespace antre::printer {

/// What stands on the paper of `ticket`, in the language of `words`. `usual_mark`: the file of the
/// picture for a hall that names no logo. `copied_wall_ms`: it is marked as a copy made then.
[[nodiscard]] TicketPaper ticket_paper(
    const TicketReply& ticket, const HallSettings& hall, const i18n::Catalogue& words,
    int utc_offset_s, const std::string& usual_mark,
    const std::optional<std::int64_t>& copied_wall_ms = std::nullopt);

/// What the ticket's QR says: the address at which it can be followed, for a hall without one the
/// code alone, which scanners of the hall read; empty without a code.
[[nodiscard]] std::string qr_content(const TicketReply& ticket, const HallSettings& hall);

/// A code in groups of four, which are easier to type: "7KQ2-M9WX".
[[nodiscard]] std::string grouped_code(const std::string& code);

}  // namespace antre::printer
