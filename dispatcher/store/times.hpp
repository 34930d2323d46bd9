// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "protocol/messages.hpp"

namespace antre::store {

/// Durations in milliseconds of which the exact percentiles are wanted: four bytes each, so that
/// those of ten years are a few megabytes. One longer than 49 days takes eight more.
class Times {
 public:
  void add(std::int64_t ms);
  /// All of another's, too.
  void add(const Times& other);
  /// Nearest rank: of n values in order, p % is the one at place ceil(p / 100 * n), counted from 1;
  /// the mean is rounded to the nearest millisecond. All 0 when there is none. Sorts what is kept.
  [[nodiscard]] Spread spread();

 private:
  std::vector<std::uint32_t> short_;
  std::vector<std::int64_t> long_;  ///< and negative ones, of a damaged journal
  std::int64_t sum_ = 0;
};

}  // namespace antre::store
