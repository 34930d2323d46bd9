// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/sqlite_db.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <limits>
#include <utility>

namespace antre::store {
namespace {

/// How long to wait for a lock. Ours is the only writer (DATA/lock); only a checkpoint of another
/// connection, such as a verify that ends, can hold one, and for a moment.
constexpr int kBusyTimeoutMs = 5000;

int length_of(std::string_view bytes) {
  ANTRE_ASSERT(bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
  return static_cast<int>(bytes.size());
}

/// Pages of one step of a copy: a few milliseconds, so that a copy can be ended.
constexpr int kStepPages = 256;

bool of_shared_memory(int code) {
  return code == SQLITE_IOERR_SHMOPEN || code == SQLITE_IOERR_SHMSIZE ||
         code == SQLITE_IOERR_SHMMAP;
}

Error error_of(std::string_view file, int code, std::string_view why) {
  constexpr int kPrimary = 0xff;
  switch (of_shared_memory(code) ? SQLITE_CANTOPEN : code & kPrimary) {
    case SQLITE_FULL:
      return {ErrorCode::kUnavailable,
              fmt::format("the disk of {} is full; make room on it", file)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {
          ErrorCode::kUnavailable,
          fmt::format("{} cannot be written ({}); make its disk and folder writable", file, why)};
    case SQLITE_CANTOPEN:
      return {ErrorCode::kUnavailable,
              fmt::format("{} cannot be opened ({}); see that it and its folder are there, "
                          "writable, and on a disk with room",
                          file, why)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kConflict,
              fmt::format("{} is locked by another process ({}); end that process", file, why)};
    case SQLITE_CORRUPT:
      return {ErrorCode::kInvalid,
              fmt::format("{} is damaged ({}); put back a backup with antre restore", file, why)};
    case SQLITE_NOTADB:
      return {ErrorCode::kInvalid,
              fmt::format("{} is not a journal of Antre ({}); name another data folder, or put "
                          "back a backup with antre restore",
                          file, why)};
    case SQLITE_IOERR:
      return {ErrorCode::kIo, fmt::format("the disk of {} failed ({}, code {}); see the system's "
                                          "log for that disk",
                                          file, why, code)};
    default:
      return {ErrorCode::kIo, fmt::format("{}: {}", file, why)};
  }
}

/// As SQLite's URIs have it: the path may hold their signs.
std::string immutable_uri(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (const char sign : file.string()) {
    if (sign == '%' || sign == '?' || sign == '#')
      uri += fmt::format("%{:02x}", sign);
    else
      uri += sign;
  }
  return uri + "?immutable=1";
}

/// SQLITE_STATIC without its C cast: the bytes outlive the step.
constexpr sqlite3_destructor_type kStays = nullptr;

}  // namespace

Error sqlite_error(sqlite3* database) {
  const char* name = sqlite3_db_filename(database, "main");
  const std::string_view file = name == nullptr || *name == '\0' ? "the database" : name;
  return error_of(file, sqlite3_extended_errcode(database), sqlite3_errmsg(database));
}

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement& Statement::bind(int index, std::int64_t value) {
  bind_error_ |= sqlite3_bind_int64(statement_.get(), index, value);
  return *this;
}

Statement& Statement::bind_text(int index, std::string_view value) {
  // A null pointer would bind NULL instead of the empty text.
  const char* bytes = value.empty() ? "" : value.data();
  bind_error_ |= sqlite3_bind_text(statement_.get(), index, bytes, length_of(value), kStays);
  return *this;
}

Statement& Statement::bind_blob(int index, std::string_view value) {
  const char* bytes = value.empty() ? "" : value.data();
  bind_error_ |= sqlite3_bind_blob(statement_.get(), index, bytes, length_of(value), kStays);
  return *this;
}

Statement& Statement::bind_null(int index) {
  bind_error_ |= sqlite3_bind_null(statement_.get(), index);
  return *this;
}

Result<YesNo> Statement::step() {
  const int status =
      bind_error_ == SQLITE_OK ? sqlite3_step(statement_.get()) : std::exchange(bind_error_, 0);
  if (status == SQLITE_ROW) return YesNo{true};
  if (status == SQLITE_DONE) return YesNo{false};
  return sqlite_error(sqlite3_db_handle(statement_.get()));
}

Result<void> Statement::run() {
  const auto stepped = step();
  reset();
  if (!stepped) return stepped.error();
  return {};
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::optional<std::int64_t> Statement::number_or_null(int column) const {
  if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
  return number(column);
}

std::string_view Statement::bytes(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int length = sqlite3_column_bytes(statement_.get(), column);
  if (bytes == nullptr || length <= 0) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(length)};
}

void Database::Closer::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
  // A reader of a WAL database must be able to make its shared memory, so it opens for writing too
  // and is forbidden to change anything by `query_only`.
  const bool immutable = mode == Mode::kImmutable;
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (immutable ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE) |
                    (mode == Mode::kReadWrite ? SQLITE_OPEN_CREATE : 0);
  const auto name = immutable ? immutable_uri(file) : file.string();
  sqlite3* raw = nullptr;
  const int status = sqlite3_open_v2(name.c_str(), &raw, flags, nullptr);
  Database database;
  database.database_.reset(raw);
  if (status != SQLITE_OK)
    return error_of(file.string(), status,
                    raw != nullptr ? sqlite3_errmsg(raw) : sqlite3_errstr(status));
  sqlite3_busy_timeout(raw, kBusyTimeoutMs);
  if (mode != Mode::kReadWrite) {
    sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (auto done = database.execute("PRAGMA query_only=ON"); !done) return done.error();
  }
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const int status = sqlite3_prepare_v3(database_.get(), sql.data(), length_of(sql),
                                        SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  Statement statement;
  statement.statement_.reset(raw);
  if (status != SQLITE_OK) return sqlite_error(database_.get());
  return statement;
}

Result<void> Database::execute(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return sqlite_error(database_.get());
  return {};
}

Result<std::int64_t> Database::number(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  const auto row = statement->step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorCode::kIo, "database: a row is missing"};
  return statement->number(0);
}

Result<void> Database::copy_to(Database& copy, const std::function<bool()>& go_on) {
  struct Finisher {
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
  };
  const std::unique_ptr<sqlite3_backup, Finisher> backup(
      sqlite3_backup_init(copy.database_.get(), "main", database_.get(), "main"));
  if (!backup) return sqlite_error(copy.database_.get());
  for (;;) {
    if (!go_on()) return Error{ErrorCode::kUnavailable, "the copy was ended before it was whole"};
    const int status = sqlite3_backup_step(backup.get(), kStepPages);
    if (status == SQLITE_DONE) return {};
    if (status == SQLITE_OK) continue;
    // Reading is what a damaged or locked file fails at; all else is the copy's disk.
    const int primary = status & 0xff;
    const bool reading = primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB ||
                         primary == SQLITE_BUSY || status == SQLITE_IOERR_READ ||
                         status == SQLITE_IOERR_SHORT_READ;
    const auto& side = reading ? *this : copy;
    const char* name = sqlite3_db_filename(side.database_.get(), "main");
    return error_of(name == nullptr ? "the database" : name, status, sqlite3_errstr(status));
  }
}

}  // namespace antre::store
