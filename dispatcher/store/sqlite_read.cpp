// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "dispatcher/store/restored.hpp"
#include "dispatcher/store/sqlite_history.hpp"
#include "dispatcher/store/sqlite_rows.hpp"
#include "dispatcher/store/sqlite_store.hpp"

namespace antre::store {

Result<std::string> SqliteStore::meta(std::string_view key) {
  auto statement = database().prepare("SELECT value FROM meta WHERE key = ?1");
  if (!statement) return statement.error();
  statement->bind_text(1, key);
  const auto row = statement->step();
  if (!row) return row.error();
  return *row ? std::string(statement->bytes(0)) : std::string();
}

Result<std::optional<Anchor>> SqliteStore::anchor() {
  auto statement = database().prepare("SELECT boot_id, boottime_ms, wall_ms, at_ms FROM anchor");
  if (!statement) return statement.error();
  const auto row = statement->step();
  if (!row) return row.error();
  if (!*row) return std::optional<Anchor>();
  return std::optional<Anchor>(Anchor{std::string(statement->bytes(0)), statement->number(1),
                                      statement->number(2), statement->number(3)});
}

Result<Loaded> SqliteStore::load() {
  Loaded loaded;
  auto epoch = meta("epoch");
  if (!epoch) return epoch.error();
  auto hall_id = meta("hall_id");
  if (!hall_id) return hall_id.error();
  auto clock = anchor();
  if (!clock) return clock.error();
  auto marker = meta("restored");
  if (!marker) return marker.error();
  auto restored = read_restored(*marker);
  if (!restored) return restored.error();
  auto answered = sessions();
  if (!answered) return answered.error();
  auto known = officers();
  if (!known) return known.error();
  const auto head = read_head(database());
  if (!head) return head.error();
  loaded.epoch = std::move(*epoch);
  loaded.hall_id = std::move(*hall_id);
  loaded.anchor = std::move(*clock);
  loaded.restored = std::move(*restored);
  loaded.sessions = std::move(*answered);
  loaded.officers = std::move(*known);
  loaded.head = *head;
  head_ = *head;

  const auto first = database().number("SELECT coalesce(max(first_seq), 1) FROM days");
  if (!first) return first.error();
  get_range_.bind(1, *first - 1).bind(2, INT64_MAX).bind(3, std::int64_t{-1});
  auto page = read_page(get_range_, SIZE_MAX);
  get_range_.reset();
  if (!page) return page.error();
  loaded.entries = std::move(page->entries);
  return loaded;
}

Result<std::vector<SessionRow>> SqliteStore::sessions() {
  auto statement = database().prepare(
      fmt::format("SELECT {} FROM sessions ORDER BY at_ms, client, session", kSessionColumns));
  if (!statement) return statement.error();
  std::vector<SessionRow> rows;
  auto done = each_row(*statement, [&rows](const Statement& row) -> Result<void> {
    rows.push_back(read_session(row));
    return {};
  });
  if (!done) return done.error();
  return rows;
}

Result<std::vector<OfficerRow>> SqliteStore::officers() {
  auto statement =
      database().prepare("SELECT name, pin_hash, since_wall_ms FROM officers ORDER BY name");
  if (!statement) return statement.error();
  std::vector<OfficerRow> rows;
  auto done = each_row(*statement, [&rows](const Statement& row) -> Result<void> {
    rows.push_back({std::string(row.bytes(0)), std::string(row.bytes(1)), row.number(2)});
    return {};
  });
  if (!done) return done.error();
  return rows;
}

Result<Page> SqliteStore::read_page(Statement& statement, std::size_t limit) {
  Page page;
  for (;;) {
    const auto row = statement.step();
    if (!row) return row.error();
    if (!*row) return page;
    if (page.entries.size() == limit) {
      page.more = true;
      return page;
    }
    const auto found = read_journal(statement);
    auto entry = decode(found);
    if (!entry) return entry.error();
    page.entries.push_back(std::move(*entry));
    page.hashes.push_back(hash_from(found.hash).value_or(kNoHash));
  }
}

Result<Page> SqliteStore::entries(const Query& query) {
  auto after = static_cast<std::int64_t>(query.after_seq);
  std::int64_t before = INT64_MAX;
  if (query.of_day) {
    auto bounds = database().prepare(
        "SELECT first_seq, (SELECT first_seq FROM days WHERE day > ?1 ORDER BY day LIMIT 1) "
        "FROM days WHERE day = ?1");
    if (!bounds) return bounds.error();
    bounds->bind(1, std::int64_t{query.of_day->value});
    const auto row = bounds->step();
    if (!row) return row.error();
    if (!*row) return Page{};
    after = std::max(after, bounds->number(0) - 1);
    before = bounds->number_or_null(1).value_or(INT64_MAX);
  }
  get_range_.bind(1, after).bind(2, before).bind(3, static_cast<std::int64_t>(query.limit) + 1);
  auto page = read_page(get_range_, query.limit);
  get_range_.reset();
  return page;
}

}  // namespace antre::store
