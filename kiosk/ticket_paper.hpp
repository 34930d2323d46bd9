// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "i18n/catalogue.hpp"
#include "printer/ticket_layout.hpp"
#include "protocol/hall_settings.hpp"
#include "protocol/messages.hpp"

/// A ticket in words, for paper and for the screen. Pure.
namespace antre::kiosk {

/// What stands on the paper of `ticket`, in the language of `words`. `copied_wall_ms`: it is marked
/// as a copy made then.
[[nodiscard]] printer::TicketPaper ticket_paper(
    const TicketReply& ticket, const HallSettings& hall, const i18n::Catalogue& words,
    int utc_offset_s, const std::optional<std::int64_t>& copied_wall_ms = std::nullopt);

/// The address at which the ticket can be followed; empty without a web address or a code.
[[nodiscard]] std::string qr_content(const TicketReply& ticket, const HallSettings& hall);

/// "Siapkan kartu identitas, alamat e-mail, dan formulir ...": what a visitor can get ready while
/// waiting; empty when the service asks for nothing of that kind.
[[nodiscard]] std::string what_to_prepare(const ServiceSettings* service,
                                          const i18n::Catalogue& words);

/// A code in groups of four, which are easier to type: "7KQ2-M9WX".
[[nodiscard]] std::string grouped_code(const std::string& code);

}  // namespace antre::kiosk
