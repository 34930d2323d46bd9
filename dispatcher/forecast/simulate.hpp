// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dispatcher/forecast/visits.hpp"
#include "protocol/hall_settings.hpp"
#include "protocol/ids.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

/// A hall's days in virtual time, from a file of visits: the same engine as the dispatcher's.
namespace antre::forecast {

struct SimulateOptions {
  std::optional<int> counters;    ///< the so many lowest ids are staffed; absent: all of the hall
  EngineMs officer_delay_ms = 0;  ///< from the end of a visit to the next call
  EngineMs walk_ms = 0;           ///< from the call to the start of service
  bool auto_call = true;          ///< false: never, whatever the hall file says
  bool always_open = false;       ///< no opening hours, one endless service day
  bool estimates = false;         ///< what each visitor is told at issue
  /// Told now and then how many visitors have arrived.
  std::function<void(std::size_t)> progress;
};

/// What became of a visit. Times are milliseconds as the file's; what did not happen is absent.
struct SimulatedVisit {
  std::string ticket;  ///< empty: no number, as the hall did not open any more that day
  CounterId counter;   ///< 0: not called
  std::optional<EngineMs> called_ms;
  std::optional<EngineMs> started_ms;
  std::optional<EngineMs> finished_ms;  ///< of a no-show, when it was called
  std::optional<EngineMs> clock_start_ms;
  int overtaken = 0;
  bool missed = false;
  bool auto_called = false;
  std::optional<int> estimate_low_s;
  std::optional<int> estimate_high_s;
  bool operator==(const SimulatedVisit&) const = default;
};

/// Runs the visits, which are in order of arrival, to their end. Quotas do not apply, nobody is
/// marked a no-show but for a lack of patience, and a service starts after the walk, whatever the
/// hall file says. Without `always_open` the file's time begins on Monday 2024-01-01 at 00:00 in
/// the hall's zone; who comes outside hours waits for that day's next opening. One a visit, in
/// the same order. Errors: kInvalid for options and visits that do not fit the hall, and for a time
/// zone that this machine does not know.
[[nodiscard]] Result<std::vector<SimulatedVisit>> simulate(const HallSettings& hall,
                                                           const std::vector<Visit>& visits,
                                                           const SimulateOptions& options);

/// The sum of a simulation. A wait is that from arrival to start, of those served; percentiles are
/// nearest ranks.
struct SimulateSummary {
  std::size_t tickets = 0;
  std::size_t met = 0;
  std::size_t missed = 0;
  std::optional<double> attainment;  ///< 0 to 1; absent: no clock ended
  std::optional<double> wait_mean_s;
  std::optional<double> wait_p50_s;
  std::optional<double> wait_p90_s;
  std::optional<double> wait_p99_s;
};

[[nodiscard]] SimulateSummary summary(const std::vector<Visit>& visits,
                                      const std::vector<SimulatedVisit>& simulated);

/// The heading of the rows below, without the end of the line.
extern const char* const kSimulatedColumns;
/// A visit as a row of CSV with the end of the line, appended to `out`.
void append_row(std::string& out, const Visit& visit, const SimulatedVisit& simulated);

}  // namespace antre::forecast
