// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/sqlite.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "dispatcher/store/schema.hpp"
#include "dispatcher/store/sqlite_db.hpp"
#include "dispatcher/store/sqlite_rows.hpp"
#include "dispatcher/store/sqlite_store.hpp"

namespace antre::store {
namespace {

/// EXTRA while the mode changes: the rollback journal that this needs once must not come back after
/// a loss of power, it would undo everything since. A WAL that a long read let grow is cut back to
/// the size limit after the next checkpoint.
constexpr const char* kPragmas =
    "PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA "
    "foreign_keys=ON; "
    "PRAGMA journal_size_limit=16777216; PRAGMA cache_size=-2000; PRAGMA temp_store=MEMORY;";

/// "?1, ?2, ... ?count".
std::string marks(int count) {
  std::string text = "?1";
  for (int i = 2; i <= count; ++i) text += fmt::format(", ?{}", i);
  return text;
}

}  // namespace

Result<void> SqliteStore::prepare() {
  const std::pair<Statement*, std::string> statements[] = {
      {&begin_, "BEGIN IMMEDIATE"},
      {&commit_, "COMMIT"},
      {&insert_journal_,
       fmt::format("INSERT INTO journal({}) VALUES({})", kJournalColumns, marks(5))},
      {&insert_day_, "INSERT INTO days(day, first_seq) VALUES(?1, ?2)"},
      {&put_session_,
       fmt::format("INSERT OR REPLACE INTO sessions({}) VALUES({})", kSessionColumns, marks(7))},
      {&drop_session_, "DELETE FROM sessions WHERE client = ?1 AND session = ?2"},
      {&get_ticket_,
       fmt::format("SELECT {} FROM tickets WHERE day = ?1 AND ticket = ?2", kTicketColumns)},
      {&put_ticket_,
       fmt::format("INSERT OR REPLACE INTO tickets({}) VALUES({})", kTicketColumns, marks(15))},
      {&put_anchor_,
       "INSERT OR REPLACE INTO anchor(one, boot_id, boottime_ms, wall_ms, at_ms) "
       "VALUES(1, ?1, ?2, ?3, ?4)"},
      {&put_meta_, "INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)"},
      {&get_range_,
       fmt::format("SELECT {} FROM journal WHERE seq > ?1 AND seq < ?2 ORDER BY seq LIMIT ?3",
                   kJournalColumns)},
      {&get_day_tickets_,
       fmt::format("SELECT {} FROM tickets WHERE day = ?1 ORDER BY ticket", kTicketColumns)},
  };
  for (const auto& [statement, sql] : statements) {
    auto prepared = database_.prepare(sql);
    if (!prepared) return prepared.error();
    *statement = std::move(*prepared);
  }
  return {};
}

Result<void> SqliteStore::commit(const Batch& batch) {
  if (failed_)
    return Error{ErrorCode::kIo, "the store failed before; nothing is written until a new start"};
  if (batch.empty()) return {};
  auto done = write(batch);
  if (!done) {
    // What is on the disk now is not known: the program ends, and SQLite rolls back at the next
    // start what has no commit mark.
    failed_ = true;
    return done;
  }
  if (!batch.records.empty()) head_ = {batch.records.back().entry.seq, batch.records.back().hash};
  return {};
}

Result<void> SqliteStore::write(const Batch& batch) {
  if (!batch.records.empty() && batch.records.front().entry.seq != head_.seq + 1)
    return Error{ErrorCode::kInternal, "the batch does not follow the journal's last row"};
  if (auto done = begin_.run(); !done) return done;
  for (const auto& record : batch.records)
    if (auto done = write_record(record); !done) return done;
  if (auto done = write_sessions(batch); !done) return done;
  if (const auto& anchor = batch.anchor) {
    put_anchor_.bind_text(1, anchor->boot_id)
        .bind(2, anchor->boottime_ms)
        .bind(3, anchor->wall_ms)
        .bind(4, anchor->at_ms);
    if (auto done = put_anchor_.run(); !done) return done;
  }
  if (batch.epoch)
    if (auto done = write_meta("epoch", *batch.epoch); !done) return done;
  if (batch.hall_id)
    if (auto done = write_meta("hall_id", *batch.hall_id); !done) return done;
  return commit_.run();
}

Result<void> SqliteStore::write_record(const Record& record) {
  bind_journal(insert_journal_, record);
  if (auto done = insert_journal_.run(); !done) return done;
  if (std::holds_alternative<DayOpened>(record.entry.event)) {
    insert_day_.bind(1, std::int64_t{record.entry.day.value})
        .bind(2, static_cast<std::int64_t>(record.entry.seq));
    if (auto done = insert_day_.run(); !done) return done;
  }
  return write_tickets(record.entry);
}

Result<void> SqliteStore::write_tickets(const Entry& entry) {
  for (const auto& id : touched(entry)) {
    TicketRow row;
    row.id = id;
    // An issued ticket is new; every other event changes a row that is there.
    if (!std::holds_alternative<TicketIssued>(entry.event)) {
      get_ticket_.bind(1, std::int64_t{id.day.value}).bind_text(2, id.number);
      const auto found = get_ticket_.step();
      auto before = found && *found ? read_ticket(get_ticket_) : Result<TicketRow>(row);
      get_ticket_.reset();
      if (!found) return found.error();
      if (!before) return before.error();
      row = std::move(*before);
    }
    fold(row, entry);
    bind_ticket(put_ticket_, row);
    if (auto done = put_ticket_.run(); !done) return done;
  }
  return {};
}

Result<void> SqliteStore::write_sessions(const Batch& batch) {
  for (const auto& row : batch.sessions) {
    bind_session(put_session_, row);
    if (auto done = put_session_.run(); !done) return done;
  }
  for (const auto& key : batch.forgotten) {
    drop_session_.bind_text(1, key.client).bind_text(2, key.session);
    if (auto done = drop_session_.run(); !done) return done;
  }
  return {};
}

Result<void> SqliteStore::write_meta(std::string_view key, std::string_view value) {
  put_meta_.bind_text(1, key).bind_text(2, value);
  return put_meta_.run();
}

Result<std::uint64_t> SqliteStore::free_bytes() const {
  struct statvfs status {};
  if (::statvfs(data_.c_str(), &status) != 0)
    return Error{ErrorCode::kIo,
                 fmt::format("cannot ask how full the disk of {} is: {}", data_.string(),
                             std::generic_category().message(errno))};
  return std::uint64_t{status.f_bavail} * status.f_frsize;
}

std::filesystem::path database_file(const std::filesystem::path& data) {
  return data / "antre.db";
}

Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& data) {
  const auto file = database_file(data);
  auto database = Database::open(file, Database::Mode::kReadWrite);
  if (!database) return database.error();
  if (auto done = database->execute(kPragmas); !done) return done.error();
  if (auto done = prepare_schema(*database, file); !done) return done.error();
  auto store = std::make_unique<SqliteStore>(data, std::move(*database));
  if (auto done = store->prepare(); !done) return done.error();
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace antre::store
