// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/messages.hpp"

namespace antre::store {

/// A time in which one officer staffed a counter, or was on one break. A closed counter has none.
struct CounterSpan {
  std::uint64_t seq = 0;  ///< of the entry that began it; with the counter its key
  Day day;
  CounterId counter;
  std::string officer;
  bool on_break = false;
  std::string reason;  ///< of a break
  EngineMs from_ms = 0;
  std::optional<EngineMs> to_ms;    ///< absent: it goes on
  std::int64_t wall_offset_ms = 0;  ///< shown time is engine time and this
  bool operator==(const CounterSpan&) const = default;
};

/// Who staffs which counter now: the open spans, folded from the journal.
class Staffing {
 public:
  Staffing() = default;
  /// Goes on from the spans that a store says are open.
  explicit Staffing(const std::vector<CounterSpan>& open);

  /// Folds an entry; gives the spans that it ended or began, in that order.
  [[nodiscard]] std::vector<CounterSpan> fold(const Entry& entry);
  /// Empty when nobody does, or it is not known.
  [[nodiscard]] const std::string& officer(CounterId counter) const;

 private:
  std::map<CounterId, CounterSpan> open_;
};

}  // namespace antre::store
