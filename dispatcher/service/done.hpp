// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "dispatcher/engine/state.hpp"
#include "protocol/hall_view.hpp"

namespace antre::service {

/// What a command that was carried out is answered: the ticket or counter that it left, from the
/// state after it. `issued`: the event of an issue, which keeps what was told at that moment.
[[nodiscard]] ReplyBody reply_of(const engine::State& state, const Command& command,
                                 const std::optional<TicketIssued>& issued);

/// An open case as it is told.
[[nodiscard]] CaseReply case_reply(const CarriedCase& open);

}  // namespace antre::service
