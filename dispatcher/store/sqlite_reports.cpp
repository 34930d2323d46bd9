// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "dispatcher/store/sqlite_case_rows.hpp"
#include "dispatcher/store/sqlite_history.hpp"
#include "dispatcher/store/sqlite_report_rows.hpp"
#include "dispatcher/store/sqlite_store.hpp"

/// The reading half of the projections. Asked for rarely, so these statements are not kept.
namespace antre::store {
namespace {

/// As the index `turns_served` says it, word for word.
constexpr std::string_view kServed =
    "started_ms IS NOT NULL AND ending IN ('finished', 'transferred')";

}  // namespace

Result<std::vector<TicketRow>> SqliteStore::tickets(Day day) {
  return read_tickets(database(), {day, day});
}

Result<History> SqliteStore::history(const Days& days) {
  auto history = read_history(database(), days);
  if (history) history->head = head_;
  return history;
}

Result<std::vector<MissRow>> SqliteStore::misses(const GetMisses& query) {
  auto statement = database().prepare(
      fmt::format("SELECT {} FROM misses WHERE day BETWEEN ?1 AND ?2{} ORDER BY seq DESC LIMIT ?3",
                  kMissColumns, query.open_only ? " AND corrected_wall_ms IS NULL" : ""));
  if (!statement) return statement.error();
  statement->bind(1, query.from ? std::int64_t{query.from->value} : INT32_MIN)
      .bind(2, query.to ? std::int64_t{query.to->value} : INT32_MAX)
      .bind(3, std::int64_t{std::clamp(query.limit, 0, kMostMisses)});
  std::vector<MissRow> rows;
  auto done = each_row(*statement, [&rows](const Statement& row) -> Result<void> {
    auto miss = read_miss(row);
    if (!miss) return miss.error();
    rows.push_back(std::move(miss->row));
    return {};
  });
  if (!done) return done.error();
  return rows;
}

Result<std::vector<CaseRow>> SqliteStore::cases(const GetCases& query) {
  // Few enough to be looked through: a case is years of an office's work, not of its queue.
  auto statement =
      database().prepare(fmt::format("SELECT {} FROM cases{} ORDER BY seq DESC", kCaseColumns,
                                     query.open_only ? " WHERE closed_wall_ms IS NULL" : ""));
  if (!statement) return statement.error();
  const auto most = static_cast<std::size_t>(std::clamp(query.limit, 0, kMostMisses));
  std::vector<CaseRow> rows;
  while (rows.size() < most) {
    const auto more = statement->step();
    if (!more) return more.error();
    if (!*more) break;
    auto read = read_case(*statement);
    if (!read) return read.error();
    if (asked_for(read->row, query)) rows.push_back(std::move(read->row));
  }
  return rows;
}

Result<SurveyReply> SqliteStore::survey(const Days& days) {
  SurveyReply reply;
  reply.from = days.from;
  reply.to = days.to;
  auto statement = database().prepare(
      fmt::format("SELECT {} FROM surveys WHERE day BETWEEN ?1 AND ?2", kSurveyColumns));
  if (!statement) return statement.error();
  statement->bind(1, std::int64_t{days.from.value}).bind(2, std::int64_t{days.to.value});
  auto done = each_row(*statement, [&reply](const Statement& row) -> Result<void> {
    const auto answer = read_answer(row);
    if (!answer) return answer.error();
    count(reply.rows, *answer);
    return {};
  });
  if (!done) return done.error();
  auto served = database().prepare(
      "SELECT count(*) FROM tickets WHERE day BETWEEN ?1 AND ?2 AND state = 'finished'");
  if (!served) return served.error();
  served->bind(1, std::int64_t{days.from.value}).bind(2, std::int64_t{days.to.value});
  done = each_row(*served, [&reply](const Statement& row) -> Result<void> {
    reply.served = static_cast<int>(row.number(0));
    return {};
  });
  if (!done) return done.error();
  return reply;
}

Result<std::vector<NoteText>> SqliteStore::notes(const TicketId& ticket) {
  auto statement = database().prepare(fmt::format(
      "SELECT {} FROM notes WHERE day = ?1 AND ticket = ?2 ORDER BY seq", kNoteColumns));
  if (!statement) return statement.error();
  statement->bind(1, std::int64_t{ticket.day.value}).bind_text(2, ticket.number);
  std::vector<NoteText> texts;
  auto done = each_row(*statement, [&texts](const Statement& row) -> Result<void> {
    auto note = read_note(row);
    texts.push_back({note.at_wall_ms, std::move(note.by), std::move(note.text)});
    return {};
  });
  if (!done) return done.error();
  return texts;
}

Result<std::vector<ServiceTime>> SqliteStore::service_times(const std::optional<ServiceId>& service,
                                                            std::size_t most) {
  // From one service to the next in the index: the most recent times of each are read, not all.
  auto next = database().prepare(
      fmt::format("SELECT min(service) FROM turns WHERE {} AND service > ?1", kServed));
  if (!next) return next.error();
  auto newest = database().prepare(
      fmt::format("SELECT ended_ms - started_ms FROM turns WHERE {} AND service = ?1 "
                  "ORDER BY ended_ms DESC, day DESC, ticket DESC, n DESC LIMIT ?2",
                  kServed));
  if (!newest) return newest.error();
  std::vector<ServiceTime> times;
  const auto read = [&](const ServiceId& of) {
    newest->bind_text(1, of.value)
        .bind(2, static_cast<std::int64_t>(std::min<std::size_t>(most, INT32_MAX)));
    auto done = each_row(*newest, [&](const Statement& row) -> Result<void> {
      times.push_back({of, row.number(0)});
      return {};
    });
    newest->reset();
    return done;
  };
  if (service) {
    if (auto done = read(*service); !done) return done.error();
    return times;
  }
  ServiceId at;
  for (;;) {
    next->bind_text(1, at.value);
    const auto more = next->step();
    if (!more) return more.error();
    ServiceId found{std::string(next->bytes(0))};
    next->reset();
    if (found.value.empty()) return times;  // min() of nothing is NULL
    at = std::move(found);
    if (auto done = read(at); !done) return done.error();
  }
}

}  // namespace antre::store
