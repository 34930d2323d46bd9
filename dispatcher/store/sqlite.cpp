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

class SqliteStore final : public Store {
 public:
  SqliteStore(std::filesystem::path data, Database database)
      : data_(std::move(data)), database_(std::move(database)) {}

  [[nodiscard]] Result<void> prepare();

  [[nodiscard]] Result<Loaded> load() override;
  [[nodiscard]] Result<void> commit(const Batch& batch) override;
  [[nodiscard]] Result<Page> entries(const Query& query) override;
  [[nodiscard]] Result<std::vector<TicketRow>> tickets(Day day) override;
  [[nodiscard]] Result<std::uint64_t> free_bytes() const override;

 private:
  [[nodiscard]] Result<std::string> meta(std::string_view key);
  [[nodiscard]] Result<std::optional<Anchor>> anchor();
  [[nodiscard]] Result<void> write(const Batch& batch);
  [[nodiscard]] Result<void> write_record(const Record& record);
  [[nodiscard]] Result<void> write_tickets(const Entry& entry);
  [[nodiscard]] Result<void> write_sessions(const Batch& batch);
  [[nodiscard]] Result<void> write_meta(std::string_view key, std::string_view value);
  /// Reads entries until the statement ends or `limit` is reached; `more` when one is left.
  [[nodiscard]] static Result<Page> read_page(Statement& statement, std::size_t limit);

  std::filesystem::path data_;
  Database database_;
  Statement begin_;
  Statement commit_;
  Statement insert_journal_;
  Statement insert_day_;
  Statement put_session_;
  Statement drop_session_;
  Statement get_ticket_;
  Statement put_ticket_;
  Statement put_anchor_;
  Statement put_meta_;
  Statement get_range_;
  Statement get_day_tickets_;
  Head head_;
  bool failed_ = false;
};

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

Result<std::vector<TicketRow>> SqliteStore::tickets(Day day) {
  std::vector<TicketRow> rows;
  get_day_tickets_.bind(1, std::int64_t{day.value});
  for (;;) {
    const auto more = get_day_tickets_.step();
    if (!more || !*more) {
      get_day_tickets_.reset();
      if (!more) return more.error();
      return rows;
    }
    auto row = read_ticket(get_day_tickets_);
    if (!row) {
      get_day_tickets_.reset();
      return row.error();
    }
    rows.push_back(std::move(*row));
  }
}

Result<std::uint64_t> SqliteStore::free_bytes() const {
  struct statvfs status {};
  if (::statvfs(data_.c_str(), &status) != 0)
    return Error{ErrorCode::kIo,
                 fmt::format("cannot ask how full the disk of {} is: {}", data_.string(),
                             std::generic_category().message(errno))};
  return std::uint64_t{status.f_bavail} * status.f_frsize;
}

}  // namespace

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
