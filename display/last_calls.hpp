// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "protocol/hall_view.hpp"

namespace antre::display {

/// Of each counter the last numbers, as this display saw them called: the hall's view holds the
/// hall's last calls only, in which a quiet zone beside a busy one would have none. Of one day and
/// one epoch; bounded. A display that was started later knows what the view held then. A value.
class LastCalls {
 public:
  /// Takes in the calls of a view; forgets those of another day or epoch, and those that a store
  /// which was put back does not hold.
  void see(const HallView& view);
  /// Newest first; each number once a counter, at its newest call.
  [[nodiscard]] const std::vector<ViewCall>& newest_first() const { return calls_; }

  /// More than a board shows: numbers that wait again are passed over there.
  static constexpr std::size_t kOfCounter = 8;

 private:
  void trim();

  std::vector<ViewCall> calls_;
  std::string epoch_;
  Day day_;
  std::uint64_t seq_ = 0;
};

}  // namespace antre::display
