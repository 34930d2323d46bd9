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

/// SQLITE_STATIC without its C cast: the bytes outlive the step.
constexpr sqlite3_destructor_type kStays = nullptr;

}  // namespace

Error sqlite_error(sqlite3* database, std::string_view what) {
  return {ErrorCode::kIo, fmt::format("{}: {}", what, sqlite3_errmsg(database))};
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

Result<bool> Statement::step() {
  const int status =
      bind_error_ == SQLITE_OK ? sqlite3_step(statement_.get()) : std::exchange(bind_error_, 0);
  if (status == SQLITE_ROW) return true;
  if (status == SQLITE_DONE) return false;
  return sqlite_error(sqlite3_db_handle(statement_.get()), "database");
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
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (mode == Mode::kReadWrite ? SQLITE_OPEN_CREATE : 0);
  sqlite3* raw = nullptr;
  const int status = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  Database database;
  database.database_.reset(raw);
  if (status != SQLITE_OK) {
    const std::string why = raw != nullptr ? sqlite3_errmsg(raw) : sqlite3_errstr(status);
    return Error{ErrorCode::kIo, fmt::format("cannot open {}: {}", file.string(), why)};
  }
  sqlite3_busy_timeout(raw, kBusyTimeoutMs);
  if (mode == Mode::kReadOnly) {
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
  if (status != SQLITE_OK) return sqlite_error(database_.get(), "database");
  return statement;
}

Result<void> Database::execute(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return sqlite_error(database_.get(), "database");
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

}  // namespace antre::store
