// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "dispatcher/store/sqlite_rows.hpp"
#include "dispatcher/store/sqlite_store.hpp"

namespace antre::store {

Result<std::string> SqliteStore::meta(std::string_view key) {
  auto statement = database_.prepare("SELECT value FROM meta WHERE key = ?1");
  if (!statement) return statement.error();
  statement->bind_text(1, key);
  const auto row = statement->step();
  if (!row) return row.error();
  return *row ? std::string(statement->bytes(0)) : std::string();
}

Result<std::optional<Anchor>> SqliteStore::anchor() {
  auto statement = database_.prepare("SELECT boot_id, boottime_ms, wall_ms, at_ms FROM anchor");
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
  loaded.epoch = std::move(*epoch);
  loaded.hall_id = std::move(*hall_id);
  loaded.anchor = std::move(*clock);

  auto last = database_.prepare("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1");
  if (!last) return last.error();
  const auto row = last->step();
  if (!row) return row.error();
  if (*row) {
    const auto hash = hash_from(last->bytes(1));
    if (!hash)
      return Error{ErrorCode::kInvalid,
                   "the last row of the journal has no hash; run antre verify"};
    loaded.head = {static_cast<std::uint64_t>(last->number(0)), *hash};
  }
  head_ = loaded.head;

  const auto first = database_.number("SELECT coalesce(max(first_seq), 1) FROM days");
  if (!first) return first.error();
  get_range_.bind(1, *first - 1).bind(2, INT64_MAX).bind(3, std::int64_t{-1});
  auto page = read_page(get_range_, SIZE_MAX);
  get_range_.reset();
  if (!page) return page.error();
  loaded.entries = std::move(page->entries);

  auto sessions = database_.prepare(
      fmt::format("SELECT {} FROM sessions ORDER BY at_ms, client, session", kSessionColumns));
  if (!sessions) return sessions.error();
  for (;;) {
    const auto more = sessions->step();
    if (!more) return more.error();
    if (!*more) break;
    loaded.sessions.push_back(read_session(*sessions));
  }
  return loaded;
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
    auto entry = decode(read_journal(statement));
    if (!entry) return entry.error();
    page.entries.push_back(std::move(*entry));
  }
}

Result<Page> SqliteStore::entries(const Query& query) {
  auto after = static_cast<std::int64_t>(query.after_seq);
  std::int64_t before = INT64_MAX;
  if (query.of_day) {
    auto bounds = database_.prepare(
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
