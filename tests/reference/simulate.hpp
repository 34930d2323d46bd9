// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "protocol/hall_settings.hpp"
#include "protocol/messages.hpp"

/// What `antre simulate` promises (cli.md and target.md, "Events of the same moment"), a second
/// time and naively, on top of the model of the rules: exact to the millisecond. Second 0 is 00:00
/// on Monday 2024-01-01 in the hall's zone, which is taken to have one offset.
namespace antre::reference {

struct Visit {
  EngineMs arrival_ms = 0;
  ServiceId service;
  TicketClass class_ = TicketClass::kRegular;
  EngineMs service_ms = 0;
  std::optional<EngineMs> patience_ms;
};

struct Run {
  std::optional<int> counters;  ///< how many are staffed, the lowest ids; absent: all
  EngineMs officer_delay_ms = 0;
  EngineMs walk_ms = 0;
  bool auto_call = true;     ///< false: no service's are called by the dispatcher
  bool always_open = false;  ///< no hours and no change of day
};

/// What became of a visit; what did not happen is empty.
struct Row {
  std::string ticket;
  std::optional<EngineMs> called_ms;
  std::optional<EngineMs> started_ms;
  std::optional<EngineMs> finished_ms;  ///< of a no-show: when it was called
  std::optional<CounterId> counter;
  std::optional<EngineMs> clock_start_ms;
  int overtaken = 0;
  bool missed = false;
  bool auto_called = false;
  bool operator==(const Row&) const = default;
};

/// One row a visit, in the order given (that of arrival).
[[nodiscard]] std::vector<Row> simulate(const HallSettings& hall, const std::vector<Visit>& visits,
                                        const Run& run);

}  // namespace antre::reference
