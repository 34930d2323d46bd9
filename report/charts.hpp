// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "report/sheet.hpp"

/// Charts drawn as vectors, each with the values as text. Black and white prints say the same: what
/// was met is filled, what was missed is striped, a median is filled and a 90th percentile is an
/// outline.
namespace antre::report {

struct ShareBar {
  std::string label;  ///< below it; may be empty
  std::int64_t met = 0;
  std::int64_t missed = 0;
};

/// Upright bars of 0 to 100 %; the number of misses above those that have any. A bar without
/// clocks is left out, with a small dash on its foot.
void share_chart(Sheet& sheet, const std::vector<ShareBar>& bars, const std::string& met,
                 const std::string& missed);

struct SpreadBar {
  std::string label;
  std::int64_t median_ms = 0;
  std::int64_t p90_ms = 0;
};

/// Upright bars of durations from 0 up: the median within the 90th percentile.
void spread_chart(Sheet& sheet, const std::vector<SpreadBar>& bars, const std::string& median,
                  const std::string& p90, const std::function<std::string(std::int64_t)>& duration);

struct CountBar {
  std::string label;
  std::int64_t count = 0;
  std::string value;  ///< behind the bar
};

/// Lying bars, one below the other, going on over pages.
void count_chart(Sheet& sheet, const std::vector<CountBar>& bars);

}  // namespace antre::report
