// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/sqlite_history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "dispatcher/store/sqlite_report_rows.hpp"
#include "dispatcher/store/sqlite_rows.hpp"

namespace antre::store {
namespace {

/// Steps through the rows of a table whose ticket is of some days.
template <class Visit>
Result<void> each_of(Database& database, const Days& days, std::string_view columns,
                     std::string_view table, std::string_view order, Visit visit) {
  auto statement = database.prepare(fmt::format(
      "SELECT {} FROM {} WHERE day BETWEEN ?1 AND ?2 ORDER BY {}", columns, table, order));
  if (!statement) return statement.error();
  statement->bind(1, std::int64_t{days.from.value}).bind(2, std::int64_t{days.to.value});
  return each_row(*statement, std::move(visit));
}

}  // namespace

Result<std::vector<TicketRow>> read_tickets(Database& database, const Days& days) {
  std::vector<TicketRow> tickets;
  auto done = each_of(database, days, kTicketColumns, "tickets", "day, ticket",
                      [&](const Statement& row) -> Result<void> {
                        auto ticket = read_ticket(row);
                        if (!ticket) return ticket.error();
                        tickets.push_back(std::move(*ticket));
                        return {};
                      });
  if (!done) return done.error();
  // Both come in the same order: the turns of a ticket are found by going on.
  auto at = tickets.begin();
  done = each_of(database, days, kTurnColumns, "turns", "day, ticket, n",
                 [&](const Statement& row) -> Result<void> {
                   auto turn = read_turn(row);
                   if (!turn) return turn.error();
                   at = std::lower_bound(
                       at, tickets.end(), turn->id,
                       [](const TicketRow& ticket, const TicketId& id) { return ticket.id < id; });
                   if (at == tickets.end() || at->id != turn->id)
                     return Error{ErrorCode::kInvalid,
                                  fmt::format("turn row {} {}: there is no such ticket",
                                              day_text(turn->id.day), turn->id.number)};
                   at->turns.push_back(std::move(turn->turn));
                   return {};
                 });
  if (!done) return done.error();
  return tickets;
}

Result<History> read_history(Database& database, const Days& days) {
  History history;
  auto tickets = read_tickets(database, days);
  if (!tickets) return tickets.error();
  history.tickets = std::move(*tickets);
  auto done = each_of(database, days, kMissColumns, "misses", "seq",
                      [&](const Statement& row) -> Result<void> {
                        auto miss = read_miss(row);
                        if (!miss) return miss.error();
                        history.misses.push_back(std::move(*miss));
                        return {};
                      });
  if (!done) return done.error();
  done = each_of(database, days, kOvertakingColumns, "overtakings", "seq",
                 [&](const Statement& row) -> Result<void> {
                   history.overtakings.push_back(read_overtaking(row));
                   return {};
                 });
  if (!done) return done.error();
  return history;
}

Result<std::vector<CounterSpan>> read_open_spans(Database& database) {
  std::vector<CounterSpan> spans;
  auto statement = database.prepare(
      fmt::format("SELECT {} FROM counter_spans WHERE to_ms IS NULL ORDER BY seq", kSpanColumns));
  if (!statement) return statement.error();
  auto done = each_row(*statement, [&](const Statement& row) -> Result<void> {
    spans.push_back(read_span(row));
    return {};
  });
  if (!done) return done.error();
  return spans;
}

}  // namespace antre::store
