// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "protocol/messages.hpp"

namespace antre::store {

/// One ticket's life as reports need it: a projection of the journal. Absent: did not happen.
struct TicketRow {
  TicketId id;
  ServiceId service;
  TicketClass class_ = TicketClass::kRegular;
  Channel channel = Channel::kWalkIn;
  EngineMs issued_ms = 0;
  std::optional<EngineMs> called_ms;  ///< the first call
  std::optional<EngineMs> started_ms;
  std::optional<EngineMs> ended_ms;
  std::optional<CounterId> counter;  ///< where it was called last
  TicketState state = TicketState::kWaiting;
  std::optional<Outcome> outcome;
  int recalls = 0;
  PrintState print_state = PrintState::kNone;
  std::string print_reason;
  bool operator==(const TicketRow&) const = default;
};

/// The tickets whose rows an entry changes, in a fixed order.
[[nodiscard]] std::vector<TicketId> touched(const Entry& entry);

/// Folds an entry into one of the rows it touches. `row` is as it was before, or fresh with only
/// its id set when there was none. The one place that says what an event means for a report.
void fold(TicketRow& row, const Entry& entry);

}  // namespace antre::store
