// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "dispatcher/store/counter_spans.hpp"
#include "dispatcher/store/report.hpp"
#include "dispatcher/store/sqlite_db.hpp"

namespace antre::store {

/// What belongs to the tickets of some days, as the tables have it. Errors: kIo; kInvalid naming a
/// row that cannot be read.
[[nodiscard]] Result<History> read_history(Database& database, const Days& days);

/// The tickets of some days with their turns, in order of day and number.
[[nodiscard]] Result<std::vector<TicketRow>> read_tickets(Database& database, const Days& days);

/// The counter spans that go on.
[[nodiscard]] Result<std::vector<CounterSpan>> read_open_spans(Database& database);

/// Steps a statement to its end; `visit` sees each row and gives whether it could be read.
template <class Visit>
[[nodiscard]] Result<void> each_row(Statement& statement, Visit visit) {
  for (;;) {
    const auto more = statement.step();
    if (!more) return more.error();
    if (!*more) return {};
    if (Result<void> read = visit(statement); !read) return read;
  }
}

}  // namespace antre::store
