// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "protocol/hall_view.hpp"

namespace antre::counter {

/// The 10-minute clock of one ticket at one moment, as the window shows it.
struct TicketClock {
  std::string ticket;
  std::int64_t elapsed_s = 0;
  TargetSettings target;    ///< of the ticket's service
  Mark mark = Mark::kNone;  ///< the last that is reached: by the dispatcher's word or by the time

  [[nodiscard]] std::int64_t left_s() const { return target.target_s - elapsed_s; }
  /// Until the dispatcher calls by itself; nothing where the hall does not have that.
  [[nodiscard]] std::optional<std::int64_t> auto_call_in_s() const {
    return target.auto_call ? std::optional(target.auto_call_s - elapsed_s) : std::nullopt;
  }
};

/// The running clock of `ticket` at `engine_ms`; nothing when none runs.
[[nodiscard]] std::optional<TicketClock> clock_of(const HallView& view, const ViewTicket& ticket,
                                                  EngineMs engine_ms);
/// When the clock of `ticket` passes its target; the last moment there is when none runs.
[[nodiscard]] EngineMs deadline_of(const HallView& view, const ViewTicket& ticket);
/// Since when a visitor waits, as people see it: since the number was given, with an appointment or
/// an online number since its place has come.
[[nodiscard]] EngineMs waits_since(const ViewTicket& ticket);

}  // namespace antre::counter
