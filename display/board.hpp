// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "display/announcer.hpp"
#include "display/opening.hpp"
#include "display/zones.hpp"
#include "protocol/hall_view.hpp"

namespace antre::display {

enum class LinkState { kConnecting, kOnline, kOffline, kNotAuthorised };

/// The link to the dispatcher as the display needs it.
struct Link {
  LinkState state = LinkState::kConnecting;
  std::int64_t last_data_ms = 0;  ///< wall clock of what was last known; 0: nothing yet
  bool operator==(const Link&) const = default;
};

/// The times of one moment: `engine_ms` as the dispatcher counts, for the age of a call; `wall_ms`
/// as shown. `utc_offset_s` is the machine's, for as long as nothing is known of the hall.
struct Clocks {
  EngineMs engine_ms = 0;
  std::int64_t wall_ms = 0;
  int utc_offset_s = 0;
};

enum class BoardState {
  kConnecting,    ///< nothing known yet; for a few seconds after the start
  kCalm,          ///< nobody is called now
  kCalling,       ///< `call` is called now
  kOffline,       ///< the link is lost: last known, greyed
  kNotAuthorised  ///< the dispatcher does not know this display's key
};

/// A call as it is shown.
struct ShownCall {
  std::uint64_t seq = 0;
  std::string number;
  std::string service;
  std::string counter;
  int counter_id = 0;
  std::string direction;    ///< left, right, up, down; empty: the hall has not said
  std::int64_t minute = 0;  ///< minutes since 1970 in the hall's zone
  bool recall = false;
  bool operator==(const ShownCall&) const = default;
};

/// kBusy: somebody without a number is served.
enum class RowState { kNumber, kBusy, kFree, kBreak, kClosed };
struct CounterRow {
  int id = 0;
  std::string name;
  RowState state = RowState::kClosed;
  std::string number;
  bool called = false;  ///< this is the call in progress
  bool operator==(const CounterRow&) const = default;
};

struct WaitingLine {
  std::string letter;
  std::string name;
  int waiting = 0;
  bool operator==(const WaitingLine&) const = default;
};

/// Today's attainment of the promise, never without the whole wait beside it: with too few counters
/// every clock can be met while visitors wait for hours.
struct Attainment {
  int percent = 0;  ///< of the clocks that have ended, rounded down: 100 only when none was missed
  int target_min = 0;
  int wait_min = 0;  ///< the mean of the whole waits of those served, at least 1
  bool operator==(const Attainment&) const = default;
};

/// All that is on the screen, as data; equal boards look the same. A value.
struct Board {
  BoardState state = BoardState::kConnecting;
  std::string hall;
  std::string office;
  std::string logo;
  std::string zone;                   ///< the part of the hall that is shown; empty: all of it
  std::int64_t minute = 0;            ///< the clock: minutes since 1970 in the hall's zone
  Day date;                           ///< of the clock
  std::int64_t last_data_minute = 0;  ///< 0: nothing was ever known
  std::optional<ShownCall> call;      ///< in progress, else the last one
  std::vector<CounterRow> counters;
  std::vector<ShownCall> earlier;
  std::vector<WaitingLine> waiting;
  std::vector<std::string> ticker;       ///< messages in force, notices of today, the hall's lines
  std::string message;                   ///< is being said now; between calls only
  std::optional<Attainment> attainment;  ///< nothing before the first clock has ended
  bool closed = false;                   ///< outside opening hours, and everybody has gone
  std::optional<Opening> opens;          ///< of a closed hall: when it does so again
  bool wide_numbers = false;             ///< some number has more than four signs (R1000)
  bool operator==(const Board&) const = default;
};

/// The largest board: two columns of twelve.
inline constexpr std::size_t kMaxCounters = 24;
inline constexpr std::size_t kMaxEarlier = 3;

/// What a board is made of.
struct BoardSource {
  const HallView* view = nullptr;  ///< null: nothing known yet
  Part part;                       ///< of the view's hall
  /// Of what the part shows as last calls, newest first; null: the view's.
  const std::vector<ViewCall>* last_calls = nullptr;
  std::optional<Call> current;  ///< the call in progress
  std::string message;          ///< that is being said
  Link link;
  std::string language;
};
[[nodiscard]] Board make_board(const BoardSource& source, const Clocks& clocks);

/// The lines of the ticker at one moment: messages in force, of this zone first; notices of the
/// day; what the hall always says.
[[nodiscard]] std::vector<std::string> ticker_lines(const BoardSource& source,
                                                    const Clocks& clocks);
/// When the next message of the ticker ends, in the dispatcher's time.
[[nodiscard]] std::optional<EngineMs> next_message_end(const HallView& view, const Part& part,
                                                       EngineMs now_ms);

/// Minutes since 1970 in the hall's zone, and minutes of that day.
[[nodiscard]] std::int64_t local_minute(std::int64_t wall_ms, int utc_offset_s);
[[nodiscard]] int minute_of_day(std::int64_t local_minute);

}  // namespace antre::display
