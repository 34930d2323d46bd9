// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/schema.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "dispatcher/store/chain.hpp"

namespace antre::store {

const char* const kProjections = R"sql(
CREATE TABLE tickets(
  day INTEGER NOT NULL,
  ticket TEXT NOT NULL,
  service TEXT NOT NULL,
  class TEXT NOT NULL,
  channel TEXT NOT NULL,
  quick INTEGER NOT NULL,
  issued_ms INTEGER NOT NULL,
  issued_wall_offset_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  state TEXT NOT NULL,
  outcome TEXT,
  print_state TEXT NOT NULL,
  print_reason TEXT NOT NULL,
  missing TEXT NOT NULL,
  follow_up INTEGER,
  case_id TEXT NOT NULL,
  PRIMARY KEY(day, ticket)) WITHOUT ROWID;
CREATE TABLE turns(
  day INTEGER NOT NULL,
  ticket TEXT NOT NULL,
  n INTEGER NOT NULL,
  service TEXT NOT NULL,
  place_ms INTEGER NOT NULL,
  called_ms INTEGER,
  counter INTEGER,
  officer TEXT NOT NULL,
  explicit INTEGER NOT NULL,
  auto INTEGER NOT NULL,
  recalls INTEGER NOT NULL,
  started_ms INTEGER,
  clock_ms INTEGER,
  met INTEGER NOT NULL,
  ended_ms INTEGER,
  ending TEXT,
  no_show_auto INTEGER NOT NULL,
  PRIMARY KEY(day, ticket, n)) WITHOUT ROWID;
CREATE INDEX turns_served ON turns(service, ended_ms)
  WHERE started_ms IS NOT NULL AND ending IN ('finished', 'transferred');
CREATE TABLE misses(
  seq INTEGER PRIMARY KEY,
  miss TEXT NOT NULL,
  day INTEGER NOT NULL,
  ticket TEXT NOT NULL,
  service TEXT NOT NULL,
  at_wall_ms INTEGER NOT NULL,
  cause TEXT NOT NULL,
  clock_ms INTEGER NOT NULL,
  shares TEXT NOT NULL,
  counters TEXT NOT NULL,
  correction TEXT NOT NULL,
  corrected_by TEXT NOT NULL,
  corrected_wall_ms INTEGER,
  reason TEXT NOT NULL,
  reason_by TEXT NOT NULL);
CREATE INDEX misses_miss ON misses(miss);
CREATE INDEX misses_day ON misses(day);
CREATE INDEX misses_open ON misses(seq) WHERE corrected_wall_ms IS NULL;
CREATE TABLE overtakings(
  seq INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  ticket TEXT NOT NULL,
  service TEXT NOT NULL,
  by_ticket TEXT NOT NULL,
  counter INTEGER NOT NULL,
  officer TEXT NOT NULL,
  start_over INTEGER NOT NULL);
CREATE INDEX overtakings_day ON overtakings(day);
CREATE TABLE counter_spans(
  seq INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  day INTEGER NOT NULL,
  officer TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  wall_offset_ms INTEGER NOT NULL,
  PRIMARY KEY(seq, counter)) WITHOUT ROWID;
CREATE INDEX counter_spans_open ON counter_spans(counter) WHERE to_ms IS NULL;
CREATE TABLE cases(
  seq INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  service TEXT NOT NULL,
  day INTEGER NOT NULL,
  ticket TEXT NOT NULL,
  of_day INTEGER NOT NULL,
  due INTEGER,
  steps TEXT NOT NULL,
  closed_wall_ms INTEGER,
  closed_text TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  visits TEXT NOT NULL);
CREATE INDEX cases_case ON cases(case_id);
CREATE INDEX cases_open ON cases(seq) WHERE closed_wall_ms IS NULL;
CREATE TABLE surveys(
  seq INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  ticket TEXT NOT NULL,
  service TEXT NOT NULL,
  counter INTEGER NOT NULL,
  scores TEXT NOT NULL);
CREATE INDEX surveys_day ON surveys(day);
CREATE VIEW clocks AS
  SELECT day, ticket, turns.service AS service, clock_ms, 'met' AS result, counter, officer, channel
    FROM turns JOIN tickets USING(day, ticket) WHERE clock_ms IS NOT NULL AND met = 1
  UNION ALL
  SELECT day, ticket, misses.service, clock_ms, 'missed', NULL, NULL, channel
    FROM misses JOIN tickets USING(day, ticket);
)sql";

const char* const kTables = R"sql(
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

const char* const kNotes = R"sql(
CREATE TABLE notes(
  seq INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  ticket TEXT NOT NULL,
  at_wall_ms INTEGER NOT NULL,
  by_client TEXT NOT NULL,
  salt TEXT NOT NULL,
  text TEXT NOT NULL);
CREATE INDEX notes_ticket ON notes(day, ticket);
)sql";

const char* const kOfficers = R"sql(
CREATE TABLE officers(
  name TEXT PRIMARY KEY,
  pin_hash TEXT NOT NULL,
  since_wall_ms INTEGER NOT NULL) WITHOUT ROWID;
)sql";

const char* const kGuests = R"sql(
CREATE TABLE guests(
  seq INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  ticket TEXT NOT NULL,
  at_wall_ms INTEGER NOT NULL,
  by_client TEXT NOT NULL,
  salt TEXT NOT NULL,
  name TEXT NOT NULL,
  institution TEXT NOT NULL,
  email TEXT NOT NULL,
  purpose TEXT NOT NULL,
  identity TEXT NOT NULL);
CREATE UNIQUE INDEX guests_ticket ON guests(day, ticket);
)sql";

namespace {

/// The projections since layout 2; cases and surveys since layout 6.
constexpr const char* kDropProjections =
    "DROP VIEW clocks; DROP TABLE turns; DROP TABLE misses; DROP TABLE overtakings; "
    "DROP TABLE counter_spans; DROP TABLE IF EXISTS cases; DROP TABLE IF EXISTS surveys; "
    "DROP TABLE tickets;";

/// What leads from a layout to the next one but for the projections, which are folded anew when
/// theirs changed since.
struct Step {
  std::int64_t from;
  std::string sql;
  bool projections;  ///< theirs changes
};

std::vector<Step> steps() {
  return {
      // Layout 1 had the projection `tickets` alone, and no notes.
      {1, fmt::format("DROP TABLE tickets; {}{}", kNotes, kProjections), true},
      // The notes of layout 2 are in no journal and stay as they are; `no_show_auto` is new.
      {2, fmt::format("{}{}", kDropProjections, kProjections), true},
      {3, kOfficers, false},
      {4, kGuests, false},
      // Cases, answers to the survey, reasons of misses and what a visit lacked are new.
      {5, fmt::format("{}{}", kDropProjections, kProjections), true},
  };
}

}  // namespace

Result<std::int64_t> layout_of(Database& database, const std::filesystem::path& file) {
  const auto application = database.number("PRAGMA application_id");
  if (!application) return application.error();
  const auto version = database.number("PRAGMA user_version");
  if (!version) return version.error();
  if (*application != kApplicationId)
    return Error{
        ErrorCode::kInvalid,
        fmt::format("{} is not a journal of Antre; name another data folder", file.string())};
  if (*version > kSchemaVersion)
    return Error{ErrorCode::kInvalid,
                 fmt::format("{} was written by a newer Antre (layout {}, this program knows {}); "
                             "start that program",
                             file.string(), *version, kSchemaVersion)};
  if (*version < 1)
    return Error{ErrorCode::kInvalid,
                 fmt::format("{} has the layout {}, which no Antre ever wrote; put back a backup "
                             "with antre restore",
                             file.string(), *version)};
  return *version;
}

Result<void> check_schema(Database& database, const std::filesystem::path& file) {
  const auto version = layout_of(database, file);
  if (!version) return version.error();
  if (*version < kSchemaVersion)
    return Error{ErrorCode::kInvalid,
                 fmt::format("{} was written by an older Antre (layout {}, this program wants {}); "
                             "start the dispatcher once, which brings it up to date",
                             file.string(), *version, kSchemaVersion)};
  return {};
}

Result<void> make_schema(Database& database) {
  const auto made = fmt::format(
      "BEGIN IMMEDIATE; PRAGMA application_id={}; PRAGMA user_version={}; {} {} {} {} {} "
      "INSERT INTO meta(key, value) VALUES('epoch', '{}'); COMMIT;",
      kApplicationId, kSchemaVersion, kTables, kNotes, kOfficers, kGuests, kProjections,
      random_hex(16));
  return database.execute(made.c_str());
}

Result<Prepared> lift_schema(Database& database, const std::filesystem::path& file) {
  const auto version = layout_of(database, file);
  if (!version) return version.error();
  if (*version == kSchemaVersion) return Prepared::kReady;
  std::string lifted = "BEGIN IMMEDIATE;";
  bool fold = false;
  for (const auto& step : steps()) {
    // Projections are made as they are today: a later step that makes them anew has nothing to do.
    if (step.from < *version || (fold && step.projections)) continue;
    lifted += step.sql;
    fold = fold || step.projections;
  }
  lifted += fmt::format("PRAGMA user_version={};", kSchemaVersion);
  if (!fold) lifted += "COMMIT;";
  if (auto done = database.execute(lifted.c_str()); !done) return done.error();
  return fold ? Prepared::kToFold : Prepared::kReady;
}

}  // namespace antre::store
