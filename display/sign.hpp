// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "display/board.hpp"

namespace antre::display {

/// All that is on the small screen above one counter, as data. A value.
struct Sign {
  bool known = false;  ///< false: the hall has no such counter, or nothing is known yet
  std::string counter;
  RowState state = RowState::kClosed;
  std::string number;    ///< of kNumber
  std::string service;   ///< of that number
  std::string services;  ///< what this counter does, while nobody is there
  bool called = false;   ///< waits for its visitor: not yet served
  bool recall = false;   ///< called more than once
  bool operator==(const Sign&) const = default;
};

/// The sign of `counter` in a hall; `view` may be null.
[[nodiscard]] Sign make_sign(const HallView* view, int counter, const std::string& language);

}  // namespace antre::display
