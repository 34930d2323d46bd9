// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/sqlite.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "dispatcher/store/sqlite_case_rows.hpp"
#include "dispatcher/store/sqlite_db.hpp"
#include "dispatcher/store/sqlite_guests.hpp"
#include "dispatcher/store/sqlite_history.hpp"
#include "dispatcher/store/sqlite_report_rows.hpp"
#include "dispatcher/store/sqlite_rows.hpp"
#include "dispatcher/store/sqlite_store.hpp"

namespace antre::store {
namespace {

/// Asked for with every command. In so short a time nobody fills a reserve of megabytes.
constexpr std::chrono::milliseconds kFreeKept{20};

/// "?1, ?2, ... ?count".
std::string marks(int count) {
  std::string text = "?1";
  for (int i = 2; i <= count; ++i) text += fmt::format(", ?{}", i);
  return text;
}

}  // namespace

Result<void> SqliteStore::start() {
  if (auto done = prepare(); !done) return done;
  return opened_.prepared == Prepared::kToFold ? fold_journal() : Result<void>();
}

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
       fmt::format("INSERT OR REPLACE INTO tickets({}) VALUES({})", kTicketColumns, marks(16))},
      {&get_turns_,
       fmt::format("SELECT {} FROM turns WHERE day = ?1 AND ticket = ?2 ORDER BY n", kTurnColumns)},
      {&put_turn_,
       fmt::format("INSERT OR REPLACE INTO turns({}) VALUES({})", kTurnColumns, marks(17))},
      {&drop_turns_, "DELETE FROM turns WHERE day = ?1 AND ticket = ?2 AND n > ?3"},
      {&get_miss_, fmt::format("SELECT {} FROM misses WHERE miss = ?1 ORDER BY seq DESC LIMIT 1",
                               kMissColumns)},
      {&put_miss_,
       fmt::format("INSERT OR REPLACE INTO misses({}) VALUES({})", kMissColumns, marks(15))},
      {&get_case_, fmt::format("SELECT {} FROM cases WHERE case_id = ?1 ORDER BY seq DESC LIMIT 1",
                               kCaseColumns)},
      {&put_case_,
       fmt::format("INSERT OR REPLACE INTO cases({}) VALUES({})", kCaseColumns, marks(12))},
      {&put_answer_, fmt::format("INSERT INTO surveys({}) VALUES({})", kSurveyColumns, marks(6))},
      {&put_overtaking_,
       fmt::format("INSERT INTO overtakings({}) VALUES({})", kOvertakingColumns, marks(8))},
      {&put_span_,
       fmt::format("INSERT OR REPLACE INTO counter_spans({}) VALUES({})", kSpanColumns, marks(9))},
      {&put_note_, fmt::format("INSERT INTO notes({}) VALUES({})", kNoteColumns, marks(7))},
      {&drop_notes_, "DELETE FROM notes WHERE day < ?1"},
      {&put_guest_, fmt::format("INSERT INTO guests({}) VALUES({})", kGuestColumns, marks(11))},
      {&drop_guest_, "DELETE FROM guests WHERE day = ?1 AND ticket = ?2"},
      {&drop_guests_, "DELETE FROM guests WHERE day < ?1"},
      {&put_anchor_,
       "INSERT OR REPLACE INTO anchor(one, boot_id, boottime_ms, wall_ms, at_ms) "
       "VALUES(1, ?1, ?2, ?3, ?4)"},
      {&put_meta_, "INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)"},
      {&get_range_,
       fmt::format("SELECT {} FROM journal WHERE seq > ?1 AND seq < ?2 ORDER BY seq LIMIT ?3",
                   kJournalColumns)},
  };
  for (const auto& [statement, sql] : statements) {
    auto prepared = database().prepare(sql);
    if (!prepared) return prepared.error();
    *statement = std::move(*prepared);
  }
  const auto open = read_open_spans(database());
  if (!open) return open.error();
  staffing_ = Staffing(*open);
  return {};
}

Result<void> SqliteStore::commit(const Batch& batch) {
  if (failed_)
    return Error{ErrorCode::kIo, "the store failed before; nothing is written until a new start"};
  if (auto why_not = read_only(); !why_not.empty())
    return Error{ErrorCode::kUnavailable, std::move(why_not)};
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
  if (auto done = write_notes(batch); !done) return done;
  if (auto done = write_guests(batch); !done) return done;
  if (auto done = write_officers(batch); !done) return done;
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
  if (batch.restored_done)
    if (auto done = database().execute("DELETE FROM meta WHERE key = 'restored'"); !done)
      return done;
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
  return write_projections(record.entry);
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

Result<void> SqliteStore::write_officers(const Batch& batch) {
  for (const auto& row : batch.officers) {
    auto statement = database().prepare(
        row.pin_hash.empty()
            ? "DELETE FROM officers WHERE name = ?1"
            : "INSERT OR REPLACE INTO officers(name, pin_hash, since_wall_ms) VALUES(?1, ?2, ?3)");
    if (!statement) return statement.error();
    statement->bind_text(1, row.name);
    if (!row.pin_hash.empty()) statement->bind_text(2, row.pin_hash).bind(3, row.since_wall_ms);
    if (auto done = statement->run(); !done) return done;
  }
  return {};
}

Result<void> SqliteStore::write_meta(std::string_view key, std::string_view value) {
  put_meta_.bind_text(1, key).bind_text(2, value);
  return put_meta_.run();
}

Result<std::uint64_t> SqliteStore::free_bytes() const {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (free_bytes_ && now - free_asked_ < kFreeKept) return *free_bytes_;
  free_bytes_.reset();
  struct statvfs status {};
  if (::statvfs(data_.c_str(), &status) != 0)
    return Error{ErrorCode::kIo,
                 fmt::format("cannot ask how full the disk of {} is: {}", data_.string(),
                             std::generic_category().message(errno))};
  free_bytes_ = std::uint64_t{status.f_bavail} * status.f_frsize;
  free_asked_ = now;
  return *free_bytes_;
}

std::uint64_t SqliteStore::own_bytes() const {
  const auto file = database_file(data_);
  return size_of(file) + size_of(beside(file, "-wal")) + size_of(beside(file, "-shm"));
}

std::string SqliteStore::read_only() const {
  const std::lock_guard lock(mutex_);
  return why_not_;
}

void SqliteStore::set_read_only(std::string why_not) {
  const std::lock_guard lock(mutex_);
  why_not_ = std::move(why_not);
}

void SqliteStore::try_writing() {
  if (failed_ || read_only().empty()) return;
  auto writable = open_for_writing(database_file(data_));
  if (!writable) return set_read_only(writable.error().detail);
  // Nobody writes without the folder's lock, so this is the content that was read all the time.
  const auto before = read_head(database());
  const auto now = read_head(writable->database);
  if (!before || !now || *before != *now)
    return set_read_only("the store was changed while it could only be read; start again");
  std::swap(opened_, *writable);
  if (auto done = prepare(); !done) {
    // The statements are of one connection or of the other; with neither nothing can be read.
    failed_ = true;
    return set_read_only(done.error().detail);
  }
  set_read_only({});
}

std::filesystem::path database_file(const std::filesystem::path& data) {
  return data / "antre.db";
}

Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& data) {
  const auto file = database_file(data);
  std::string why_not;
  auto opened = open_for_writing(file);
  if (!opened && opened.error().code == ErrorCode::kUnavailable) {
    why_not = opened.error().detail;
    opened = open_for_reading(file);
    // What stands in the way of writing is what its owner can change.
    if (!opened) return Error{ErrorCode::kIo, why_not};
  }
  if (!opened) return opened.error();
  auto store = std::make_unique<SqliteStore>(data, std::move(*opened), std::move(why_not));
  if (auto done = store->start(); !done) return done.error();
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace antre::store
