// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "protocol/messages.hpp"

namespace antre::sim {

/// The clocks of a hall as its journal tells them, kept a second time and apart from the engine:
/// says where a clock's time, its being met or its miss is not what follows from the events before
/// (target.md, "What must hold"). Every service must have the same target.
class ClockBook {
 public:
  explicit ClockBook(std::int64_t target_ms) : target_ms_(target_ms) {}

  /// The next entry; what is wrong with it.
  [[nodiscard]] std::optional<std::string> take(const Entry& entry);
  /// What is missing when all that follows from the entries so far is written.
  [[nodiscard]] std::optional<std::string> missing(EngineMs at_ms) const;

  [[nodiscard]] std::size_t misses() const { return misses_; }

 private:
  struct Clock {
    EngineMs from_ms = 0;
    std::optional<std::int64_t> stood_ms;
    int misses = 0;
    std::optional<std::int64_t> called_at_ms;  ///< of a held one: what it showed at its call
    [[nodiscard]] std::int64_t shows(EngineMs at_ms) const {
      return stood_ms ? *stood_ms : at_ms - from_ms;
    }
  };
  class Taker;

  std::int64_t target_ms_;
  std::size_t misses_ = 0;
  std::map<TicketId, Clock> clocks_;
  std::map<TicketId, Clock> no_shows_;          ///< as they were when the visitor did not come
  std::map<TicketId, EngineMs> called_;         ///< and when
  std::map<TicketId, EngineMs> called_before_;  ///< of those that were gone
  std::map<TicketId, int> without_clock_;       ///< misses of tickets that never had one running
  std::set<TicketId> early_;                    ///< missed before the target: must be unserved
};

}  // namespace antre::sim
