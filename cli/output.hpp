// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/look.hpp"
#include "protocol/hall_view.hpp"
#include "protocol/messages.hpp"

/// How replies and the hall are written, for people and for scripts. Pure. `utc_offset_s`: what the
/// hall's clock is ahead of UTC. `now_wall_ms`: milliseconds since 1970 UTC.
namespace antre::cli {

[[nodiscard]] boost::json::object to_json(const TicketReply& ticket, int utc_offset_s);
[[nodiscard]] boost::json::object to_json(const CounterReply& counter);
[[nodiscard]] boost::json::object to_json(const NotesReply& notes, int utc_offset_s);
[[nodiscard]] boost::json::object to_json(const ForecastReply& forecast, int utc_offset_s);
/// `ticket`: whose entry it is.
[[nodiscard]] boost::json::object to_json(const GuestReply& guest, const std::string& ticket,
                                          int utc_offset_s);
/// The hall, its clocks as they are at `now_wall_ms`.
[[nodiscard]] boost::json::object to_json(const HallView& view, std::int64_t now_wall_ms);
/// `seq`, `at`, `event`, then the event's own fields. A note's `hash` is called `text_hash`: `hash`
/// is what the journal's row has in the chain, and put behind by who knows it.
[[nodiscard]] boost::json::object to_json(const Entry& entry, int utc_offset_s);

/// "R012  Rekomendasi ...": number, people ahead, expected wait when there is one.
[[nodiscard]] std::string words(const TicketReply& ticket);
/// "counter 2 calls R012".
[[nodiscard]] std::string words(const CounterReply& counter);
/// A line a note: when, who, what.
[[nodiscard]] std::string words(const NotesReply& notes, int utc_offset_s);
/// A line a field; no control characters, whatever was typed.
[[nodiscard]] std::string words(const GuestReply& guest, const std::string& ticket,
                                int utc_offset_s);
/// Probable misses, what avoids them, expected waits.
[[nodiscard]] std::string words(const ForecastReply& forecast, int utc_offset_s,
                                const Look& look = {});
/// Lines, counters, clocks and calls as tables, then today's sums.
[[nodiscard]] std::string words(const HallView& view, std::int64_t now_wall_ms,
                                const Look& look = {});
/// "09:42:07      12  R012 called to counter 2".
[[nodiscard]] std::string words(const Entry& entry, int utc_offset_s, const Look& look = {});
/// How an event's own engine times are shown.
struct ShownTime {
  std::int64_t wall_offset_ms = 0;
  int utc_offset_s = 0;
};
/// What happened, without time and place: "R012 called to counter 2".
[[nodiscard]] std::string words(const Event& event, const ShownTime& time = {});

/// "09:42:07", in the hall.
[[nodiscard]] std::string time_text(std::int64_t wall_ms, int utc_offset_s);
/// "+07:00", what the hall's clock is ahead of UTC.
[[nodiscard]] std::string offset_text(int utc_offset_s);
/// "4:32" minutes; seconds are cut off, so that a clock never shows what it has not reached.
[[nodiscard]] std::string duration_text(std::int64_t ms);
/// "5 to 9 min", "5 min"; "none" for nothing to wait for.
[[nodiscard]] std::string wait_text(int low_s, int high_s);
/// "1 miss", "3 misses".
[[nodiscard]] std::string count_text(std::int64_t count, const char* one, const char* many);
/// "512 B", "5.2 MiB".
[[nodiscard]] std::string size_text(std::uint64_t bytes);
/// `text`, with a reason in brackets when there is one.
[[nodiscard]] std::string with_reason(std::string text, const std::string& reason);

/// The clock of the target of one ticket at a moment.
struct ShownClock {
  const ViewTicket* ticket = nullptr;  ///< of the view
  std::int64_t clock_ms = 0;           ///< what it shows
  std::int64_t deadline_wall_ms = 0;   ///< when it passes the target, unless it stands
  bool stands = false;                 ///< of a ticket on hold
};
/// All clocks that run or stand, the earliest deadline first, standing ones last.
[[nodiscard]] std::vector<ShownClock> shown_clocks(const HallView& view, std::int64_t now_wall_ms);

}  // namespace antre::cli
