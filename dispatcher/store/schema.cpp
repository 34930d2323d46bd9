// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/schema.hpp"

#include <fmt/format.h>

#include "dispatcher/store/chain.hpp"

namespace antre::store {

const char* const kSchema = R"sql(
CREATE TABLE journal(
  seq INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  hash BLOB NOT NULL);
CREATE TABLE days(
  day INTEGER PRIMARY KEY,
  first_seq INTEGER NOT NULL);
CREATE TABLE sessions(
  client TEXT NOT NULL,
  session TEXT NOT NULL,
  n INTEGER NOT NULL,
  request_hash BLOB NOT NULL,
  reply BLOB NOT NULL,
  settled INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY(client, session)) WITHOUT ROWID;
CREATE TABLE tickets(
  day INTEGER NOT NULL,
  ticket TEXT NOT NULL,
  service TEXT NOT NULL,
  class TEXT NOT NULL,
  channel TEXT NOT NULL,
  issued_ms INTEGER NOT NULL,
  called_ms INTEGER,
  started_ms INTEGER,
  ended_ms INTEGER,
  counter INTEGER,
  state TEXT NOT NULL,
  outcome TEXT,
  recalls INTEGER NOT NULL,
  print_state TEXT NOT NULL,
  print_reason TEXT NOT NULL,
  PRIMARY KEY(day, ticket)) WITHOUT ROWID;
CREATE TABLE anchor(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  boot_id TEXT NOT NULL,
  boottime_ms INTEGER NOT NULL,
  wall_ms INTEGER NOT NULL,
  at_ms INTEGER NOT NULL);
CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL) WITHOUT ROWID;
)sql";

Result<void> check_schema(Database& database, const std::filesystem::path& file) {
  const auto application = database.number("PRAGMA application_id");
  if (!application) return application.error();
  const auto version = database.number("PRAGMA user_version");
  if (!version) return version.error();
  if (*application != kApplicationId)
    return Error{
        ErrorCode::kInvalid,
        fmt::format("{} is not a journal of Antre; name another data folder", file.string())};
  if (*version != kSchemaVersion)
    return Error{ErrorCode::kInvalid,
                 fmt::format("{} was written by a newer Antre (layout {}, this program knows {}); "
                             "start that program",
                             file.string(), *version, kSchemaVersion)};
  return {};
}

Result<void> prepare_schema(Database& database, const std::filesystem::path& file) {
  const auto tables = database.number("SELECT count(*) FROM sqlite_master");
  if (!tables) return tables.error();
  if (*tables != 0) return check_schema(database, file);
  const auto made = fmt::format(
      "BEGIN IMMEDIATE; PRAGMA application_id={}; PRAGMA user_version={}; {} "
      "INSERT INTO meta(key, value) VALUES('epoch', '{}'); COMMIT;",
      kApplicationId, kSchemaVersion, kSchema, random_hex(16));
  return database.execute(made.c_str());
}

}  // namespace antre::store
