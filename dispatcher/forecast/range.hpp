// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "protocol/time.hpp"

namespace antre::forecast {

/// A wait in whole seconds: `low_s` rounded down, `high_s` rounded up.
struct WaitRange {
  int low_s = 0;
  int high_s = 0;
  bool operator==(const WaitRange&) const = default;
};

/// The range that holds a wait with 95 % probability, out of the waits of some runs (ms; kNever:
/// not served, counted as `horizon_ms`). From the 2.5th to the 97.5th percentile of many runs; of
/// few, the prediction interval of a normal variable (mean and deviation are then themselves
/// uncertain, and the percentiles would be the extremes). Nothing when it is not served in 97.5 %
/// of them.
[[nodiscard]] std::optional<WaitRange> range_of(std::vector<EngineMs> waits, EngineMs horizon_ms);

}  // namespace antre::forecast
