// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/hall_view.hpp"

namespace antre::counter::supervisor {

/// One counter on the page. Pointers are into the view, or null.
struct CounterCard {
  const ViewCounter* counter = nullptr;
  const ViewTicket* ticket = nullptr;  ///< called or served here; at a free one: due here
  std::string officer;                 ///< empty: nobody, or not known yet
};

/// One line on the page.
struct LineRow {
  ServiceId service;
  int waiting = 0;
  int priority = 0;
  const ViewTicket* oldest = nullptr;  ///< of those that wait, by its place
  const ViewTicket* clock = nullptr;   ///< of those whose clock runs, with the earliest deadline
  const ViewPause* pause = nullptr;
  const ExpectedWait* expected = nullptr;
};

/// What the page shows of a hall, in the order in which it does. Lives as long as the view.
struct Overview {
  std::vector<CounterCard> counters;   ///< by number
  std::vector<LineRow> lines;          ///< as in the hall file
  std::vector<const ViewTicket*> due;  ///< clocks that run before service, earliest deadline first
  std::vector<const ViewCounter*> help;  ///< who asks for the supervisor, the longest first
  std::vector<const ViewCounter*> alerted;
  int waiting = 0;
  int staffed = 0;
  int on_break = 0;
  int closed = 0;
};

/// Pure; one pass over the tickets, whatever waits. `names`: officers by counter, for those that
/// the view does not name.
[[nodiscard]] Overview overview_of(const HallView& view,
                                   const std::map<CounterId, std::string>& names);

}  // namespace antre::counter::supervisor
