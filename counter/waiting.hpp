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
  EngineMs oldest_ms = 0;  ///< since when the first of them waits; 0: nobody waits
};

/// Who waits for one counter. The dispatcher alone chooses who is next; what is said here of the
/// next ticket is only said where its rule leaves no choice.
struct Waiting {
  std::vector<WaitingLine> lines;   ///< primary services first, in the hall file's order
  std::vector<ViewTicket> tickets;  ///< that an officer here may choose, in order of place
  std::vector<ViewTicket> held;     ///< put aside, of these services or for this counter
  std::vector<ViewTicket> booked;   ///< of these services, whose place has not come
  int callable = 0;                 ///< from among which "call next" takes one
  std::optional<ViewTicket> next;   ///< nothing: nobody, or the view alone cannot tell
  std::optional<ViewTicket> due;    ///< of those in `callable`, whose clock passes the target first
  std::optional<ViewTicket> late;   ///< past *auto-call*: what a counter on break is asked back for
  std::optional<EngineMs> oldest_ms;  ///< of those in `callable`
};

/// Pure; a counter that is not in the hall file has nobody.
[[nodiscard]] Waiting waiting_at(const HallView& view, CounterId counter);

}  // namespace antre::counter
