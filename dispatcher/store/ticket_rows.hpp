// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/messages.hpp"

namespace antre::store {

class Staffing;

/// What let a counter take another visitor, or took the ticket out of its line.
enum class Ending { kFinished, kNoShow, kHeld, kTransferred, kRequeued, kCancelled };

/// One waiting of a ticket in one line and what came of it. A ticket begins with one; a hold, a
/// transfer and a requeue end it and begin the next. A call that was undone left nothing.
struct Turn {
  ServiceId service;  ///< the line it waits in, so the service it is served for
  /// Since when it waits there (target.md, "place"). A hold and a requeue before any service do not
  /// change it.
  EngineMs place_ms = 0;
  std::optional<EngineMs> called_ms;
  std::optional<CounterId> counter;
  std::string officer;     ///< who staffed the counter; empty: nobody was called or not known
  bool explicit_ = false;  ///< an officer chose it although it was not the next choice
  bool auto_ = false;      ///< the dispatcher called it
  int recalls = 0;
  std::optional<EngineMs> started_ms;
  std::optional<std::int64_t> clock_ms;  ///< time on the clock that the start of service ended
  bool met = false;                      ///< says something with `clock_ms`
  std::optional<EngineMs> ended_ms;
  std::optional<Ending> ending;
  bool no_show_auto = false;  ///< the hall's time ended it as a no-show, not an officer
  bool operator==(const Turn&) const = default;

  /// How long the service took, when this turn ended it: finished here, or sent on.
  [[nodiscard]] std::optional<std::int64_t> service_ms() const;
};

/// One ticket's life as reports need it: a projection of the journal. Absent: did not happen. Times
/// are engine time; `issued_wall_offset_ms` more was shown when it was issued.
struct TicketRow {
  TicketId id;
  ServiceId service;  ///< of its number
  TicketClass class_ = TicketClass::kRegular;
  Channel channel = Channel::kWalkIn;
  bool quick = false;  ///< "+1": somebody without a number, who has no place and no clock
  EngineMs issued_ms = 0;
  std::int64_t issued_wall_offset_ms = 0;
  std::optional<EngineMs> ended_ms;
  TicketState state = TicketState::kWaiting;
  std::optional<Outcome> outcome;
  PrintState print_state = PrintState::kNone;
  std::string print_reason;
  std::vector<std::string> missing;  ///< requirements that were not brought
  std::optional<Day> follow_up;      ///< when it goes on
  std::string case_;                 ///< that its visitor came for; empty: none
  std::vector<Turn> turns;           ///< in order
  bool operator==(const TicketRow&) const = default;

  /// The service it waits for or was served for last.
  [[nodiscard]] const ServiceId& served_for() const {
    return turns.empty() ? service : turns.back().service;
  }
};

/// The tickets whose rows an entry changes, in a fixed order.
[[nodiscard]] std::vector<TicketId> touched(const Entry& entry);

/// Folds an entry into one of the rows it touches. `row` is as it was before, or fresh with only
/// its id set when there was none; `staffing` is as it was before the entry. The one place that
/// says what an event means for a report.
void fold(TicketRow& row, const Entry& entry, const Staffing& staffing);

}  // namespace antre::store
