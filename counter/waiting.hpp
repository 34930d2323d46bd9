// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "protocol/hall_view.hpp"

namespace antre::counter {

/// One line that a counter serves.
struct WaitingLine {
  ServiceId service;
  bool primary = true;
  int waiting = 0;
  int priority = 0;        ///< of them with priority
  EngineMs oldest_ms = 0;  ///< when the first of them got its number; 0: nobody waits
};

/// Who waits for one counter. The dispatcher alone chooses who is next; what is said here of the
/// next ticket is only said where its rule leaves no choice.
struct Waiting {
  std::vector<WaitingLine> lines;     ///< primary services first, in the hall file's order
  std::vector<ViewTicket> tickets;    ///< that an officer here may choose, in order of arrival
  int callable = 0;                   ///< from among which "call next" takes one
  std::optional<ViewTicket> next;     ///< nothing: nobody, or the view alone cannot tell
  std::optional<EngineMs> oldest_ms;  ///< of those in `callable`
};

/// Pure; a counter that is not in the hall file has nobody.
[[nodiscard]] Waiting waiting_at(const HallView& view, CounterId counter);

}  // namespace antre::counter
