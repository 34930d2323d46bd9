// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "protocol/hall_view.hpp"
#include "protocol/messages.hpp"

/// How replies and the hall are written, for people and for scripts. Pure. `utc_offset_s`: what the
/// hall's clock is ahead of UTC.
namespace antre::cli {

[[nodiscard]] boost::json::object to_json(const TicketReply& ticket, int utc_offset_s);
[[nodiscard]] boost::json::object to_json(const CounterReply& counter);
[[nodiscard]] boost::json::object to_json(const HallView& view);
/// `seq`, `at`, `event`, then the event's own fields.
[[nodiscard]] boost::json::object to_json(const Entry& entry, int utc_offset_s);

/// "R012  Rekomendasi ...": number, people ahead, expected wait when there is one.
[[nodiscard]] std::string words(const TicketReply& ticket);
/// "counter 2 calls R012".
[[nodiscard]] std::string words(const CounterReply& counter);
/// Lines, counters and calls as tables.
[[nodiscard]] std::string words(const HallView& view);
/// "09:42:07      12  R012 called to counter 2".
[[nodiscard]] std::string words(const Entry& entry, int utc_offset_s);
/// What happened, without time and place: "R012 called to counter 2".
[[nodiscard]] std::string words(const Event& event);

/// Rows of cells as aligned columns; the first row is the heading. No trailing blanks.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>>& rows);

}  // namespace antre::cli
