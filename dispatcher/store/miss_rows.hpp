// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dispatcher/store/ticket_rows.hpp"
#include "protocol/messages.hpp"

namespace antre::store {

/// One miss of the register with its place in the journal.
struct Miss {
  std::uint64_t seq = 0;  ///< of its `target-missed`
  MissRow row;
  bool operator==(const Miss&) const = default;
};

/// The miss that a `target-missed` records; `ticket` is the row of its ticket.
[[nodiscard]] Miss miss_of(const Entry& entry, const TargetMissed& event, const TicketRow& ticket);
/// Records the correction, which closes the miss.
void correct(MissRow& row, const Entry& entry, const MissCorrected& event);
/// Records why, in the words of who was there.
void explain(MissRow& row, const MissExplained& event);

/// One time that the service of another ticket started in the place of a waiting one.
struct Overtaking {
  std::uint64_t seq = 0;  ///< of its `ticket-overtaken`
  TicketId ticket;        ///< the one that waited
  ServiceId service;      ///< the line it waited in
  std::string by;         ///< the other one's number
  CounterId counter;      ///< where that was served
  std::string officer;
  bool start_over = true;  ///< its clock was cleared; else an explicit choice, and it ran on
  bool operator==(const Overtaking&) const = default;
};

[[nodiscard]] Overtaking overtaking_of(const Entry& entry, const TicketOvertaken& event,
                                       const TicketRow& ticket, const Staffing& staffing);

}  // namespace antre::store
