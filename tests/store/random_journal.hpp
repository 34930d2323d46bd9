// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "dispatcher/store/store.hpp"

namespace antre::test {

/// One event of a history, not yet numbered.
struct Step {
  Day day;
  EngineMs at_ms = 0;
  Event event;
  bool taken_back = false;  ///< an `undone`, or what it took back
};

/// Some days of a hall in which everything happens that a journal can say about tickets, counters
/// and clocks, in an order that the rules allow. The same seed gives the same days.
[[nodiscard]] std::vector<Step> random_days(std::uint32_t seed, Day first, int days);

/// The journal of a history. Without what was taken back it is the one in which it never happened.
[[nodiscard]] std::vector<store::Record> journal_of(const std::vector<Step>& steps,
                                                    bool with_taken_back);

}  // namespace antre::test
