// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/verify.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "dispatcher/store/backup.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/sqlite_db.hpp"
#include "tests/store/journal.hpp"

using namespace antre;
using store::Database;

namespace {

constexpr Day kMonday{20780};

/// A store with a whole day, a note and two sessions, and where its hashes were seen.
struct Seen {
  Seen() {
    auto opened = store::open_sqlite(folder.path());
    REQUIRE(opened);
    REQUIRE((*opened)->load());
    test::Journal journal;
    auto batch = test::whole_day(journal, kMonday);
    store::NoteRow note;
    note.ticket = {kMonday, "R003"};
    note.by = "counter:1";
    note.salt = store::random_hex(16);
    note.text = "berkas";
    batch.records.push_back(journal.record(
        kMonday, NoteAdded{"R003", std::nullopt, store::note_hash(note.salt, note.text)}));
    note.seq = journal.head().seq;
    note.at_wall_ms = batch.records.back().entry.wall_ms();
    batch.notes.push_back(note);
    batch.sessions = {test::session_row("a", 1)};
    TicketReply told;
    told.ticket = "R001";
    told.day = kMonday;
    auto issued = test::session_row("b", 1);
    issued.reply = codec::encode(Reply{kProtocolVersion, "b", 1, told});
    batch.sessions.push_back(issued);
    batch.officers = {{"Sari", "$argon2id$x", 1}};
    REQUIRE((*opened)->commit(batch));
    for (const auto& record : batch.records)
      heads.push_back({record.entry.seq, store::hex(record.hash)});
  }
  [[nodiscard]] std::filesystem::path file() const { return store::database_file(folder.path()); }
  void change(const char* sql) const {
    auto database = Database::open(file(), Database::Mode::kReadWrite);
    REQUIRE(database);
    REQUIRE(database->execute(sql));
  }
  /// Takes rows of the journal away, or changes their bytes, and makes the chain anew behind them.
  void forge(const char* sql) const {
    change(sql);
    auto database = Database::open(file(), Database::Mode::kReadWrite);
    REQUIRE(database);
    auto rows = database->prepare("SELECT seq, bytes FROM journal ORDER BY seq");
    auto put = database->prepare("UPDATE journal SET hash = ?2 WHERE seq = ?1");
    REQUIRE(rows);
    REQUIRE(put);
    store::Hash hash = store::kNoHash;
    while (*rows->step()) {
      hash = store::chained(hash, rows->bytes(1));
      const std::string bytes(hash.begin(), hash.end());
      put->bind(1, rows->number(0)).bind_blob(2, bytes);
      REQUIRE(put->run());
    }
  }
  [[nodiscard]] std::vector<std::string> findings(
      const std::vector<store::KnownHead>& known = {}) const {
    const auto verified = store::verify(folder.path(), known);
    REQUIRE(verified);
    return verified->findings;
  }

  test::TempFolder folder;
  std::vector<store::KnownHead> heads;
};

void check_found(const std::vector<std::string>& findings, std::string_view words) {
  REQUIRE_FALSE(findings.empty());
  CAPTURE(findings.front());
  CHECK(findings.front().starts_with(words));
}

}  // namespace

TEST_SUITE("store/verify") {
  TEST_CASE("a sound store has every head that it ever had") {
    const Seen seen;
    CHECK(seen.findings(seen.heads) == std::vector<std::string>{});
    // The report of a hall that had not yet begun knows nothing.
    CHECK(seen.findings({{0, ""}}) == std::vector<std::string>{});
  }

  TEST_CASE("a row of the journal that was changed, removed or added is named") {
    const Seen seen;
    const char* sql = nullptr;
    const char* named = nullptr;
    SUBCASE("bytes changed") {
      sql = "UPDATE journal SET bytes = replace(CAST(bytes AS TEXT), 'R002', 'R009') WHERE seq = 4";
      named = "journal row 4: its hash";
    }
    SUBCASE("hash changed") {
      sql = "UPDATE journal SET hash = zeroblob(32) WHERE seq = 4";
      named = "journal row 4: its hash";
    }
    SUBCASE("hash cut") {
      sql = "UPDATE journal SET hash = x'00' WHERE seq = 4";
      named = "journal row 4: its hash";
    }
    SUBCASE("column changed") {
      sql = "UPDATE journal SET day = day + 1 WHERE seq = 4";
      named = "journal row 4: its columns";
    }
    SUBCASE("first removed") {
      sql = "DELETE FROM journal WHERE seq = 1";
      named = "journal row 2: row 1 is missing";
    }
    SUBCASE("one in the middle removed") {
      sql = "DELETE FROM journal WHERE seq = 7";
      named = "journal row 8: row 7 is missing";
    }
    SUBCASE("last removed") {
      sql = "DELETE FROM journal WHERE seq = 14";
      named = "note row 14: the journal has no such note";
    }
    SUBCASE("two exchanged") {
      sql =
          "UPDATE journal SET seq = 99 WHERE seq = 4; UPDATE journal SET seq = 4 WHERE seq = 5; "
          "UPDATE journal SET seq = 5 WHERE seq = 99";
      named = "journal row 4: its hash";
    }
    SUBCASE("one added behind") {
      sql = "INSERT INTO journal SELECT 15, day, at_ms, bytes, hash FROM journal WHERE seq = 3";
      named = "journal row 15: its hash";
    }
    SUBCASE("one added before") {
      sql = "INSERT INTO journal SELECT 0, day, at_ms, bytes, hash FROM journal WHERE seq = 3";
      named = "journal row 0: row 1 is missing";
    }
    seen.change(sql);
    check_found(seen.findings(), named);
  }

  TEST_CASE("a journal that was made anew fits itself; a head that was seen elsewhere tells it") {
    const Seen seen;
    const char* sql = nullptr;
    SUBCASE("a word changed") {
      sql =
          "UPDATE journal SET bytes = replace(CAST(bytes AS TEXT), 'kiosk-1', 'kiosk-2') "
          "WHERE seq = 4";
    }
    SUBCASE("the last row changed") {
      sql = "UPDATE journal SET bytes = CAST(bytes AS TEXT) || ' ' WHERE seq = 14";
    }
    SUBCASE("the last rows removed, with all that they meant") {
      sql = "DELETE FROM journal WHERE seq >= 14; DELETE FROM notes";
    }
    seen.forge(sql);
    CHECK(seen.findings() == std::vector<std::string>{});
    check_found(seen.findings({seen.heads.back()}), "journal row 14: ");
    CHECK(seen.findings({seen.heads[2]}) == std::vector<std::string>{});
    CHECK(seen.findings(seen.heads).size() >= 1);
  }

  TEST_CASE("a row of a projection that was changed, removed or added is named") {
    const Seen seen;
    const char* sql = nullptr;
    const char* named = nullptr;
    SUBCASE("ticket added") {
      sql =
          "INSERT INTO tickets SELECT day, 'R099', service, class, channel, quick, issued_ms, "
          "issued_wall_offset_ms, ended_ms, state, outcome, print_state, print_reason, missing, "
          "follow_up, "
          "case_id "
          "FROM tickets WHERE ticket = 'R001'";
      named = "ticket row 2026-11-23 R099: the journal says no such thing";
    }
    SUBCASE("turn added") {
      sql =
          "INSERT INTO turns SELECT day, ticket, 2, service, place_ms, called_ms, counter, "
          "officer, explicit, auto, recalls, started_ms, clock_ms, met, ended_ms, ending, "
          "no_show_auto FROM turns WHERE ticket = 'R001'";
      named = "ticket row 2026-11-23 R001: differs";
    }
    SUBCASE("turn of no ticket") {
      sql =
          "INSERT INTO turns SELECT day, 'R099', n, service, place_ms, called_ms, counter, "
          "officer, explicit, auto, recalls, started_ms, clock_ms, met, ended_ms, ending, "
          "no_show_auto FROM turns WHERE ticket = 'R001'";
      named = "turn row 2026-11-23 R099 1";
    }
    SUBCASE("miss added") {
      sql =
          "INSERT INTO misses VALUES(5, 'x', 20780, 'R001', 'R', 0, 'on-break', 0, '[]', '[]', "
          "'', '', NULL, '', '')";
      named = "miss row x: the journal says no such thing";
    }
    SUBCASE("case added") {
      sql =
          "INSERT INTO cases VALUES(5, 'R-2026-0001', 'R', 20780, 'R001', 20780, NULL, '[]', NULL, "
          "'', '', '[]')";
      named = "case row R-2026-0001: the journal says no such thing";
    }
    SUBCASE("answer added") {
      sql = "INSERT INTO surveys VALUES(5, 20780, 'R001', 'R', 1, '[4,4,4,4,4,4,4,4,4]')";
      named = "survey row 5: the journal says no such thing";
    }
    SUBCASE("overtaking added") {
      sql = "INSERT INTO overtakings VALUES(5, 20780, 'R001', 'R', 'R002', 1, '', 1)";
      named = "overtaking row 5: the journal says no such thing";
    }
    SUBCASE("span removed") {
      sql = "DELETE FROM counter_spans";
      named = "counter span row 2 1: missing";
    }
    SUBCASE("span added") {
      sql = "INSERT INTO counter_spans VALUES(3, 1, 20780, 'Budi', 'staffed', '', 1, 2, 0)";
      named = "counter span row 3 1: the journal says no such thing";
    }
    SUBCASE("day removed") {
      sql = "DELETE FROM days";
      named = "day row 2026-11-23: missing";
    }
    SUBCASE("day added") {
      sql = "INSERT INTO days VALUES(20781, 5)";
      named = "day row 2026-11-24: the journal does not open it there";
    }
    seen.change(sql);
    check_found(seen.findings(), named);
  }

  TEST_CASE("what lies beside the journal is checked as far as the journal knows it") {
    const Seen seen;
    const char* sql = nullptr;
    const char* named = nullptr;
    SUBCASE("a note's salt") {
      sql = "UPDATE notes SET salt = 'x'";
      named = "note row 14: its text";
    }
    SUBCASE("a note's ticket") {
      sql = "UPDATE notes SET ticket = 'R001'";
      named = "note row 14: the journal has it of another ticket";
    }
    SUBCASE("a note's time") {
      sql = "UPDATE notes SET at_wall_ms = at_wall_ms + 1";
      named = "note row 14: the journal has it of another ticket or time";
    }
    SUBCASE("a note added") {
      sql = "INSERT INTO notes SELECT 3, day, ticket, at_wall_ms, by_client, salt, text FROM notes";
      named = "note row 3: the journal has no such note";
    }
    SUBCASE("a stored reply of another request") {
      sql = "UPDATE sessions SET n = 2 WHERE session = 'a'";
      named = "session row kiosk:one a: its reply";
    }
    SUBCASE("a stored ticket that nobody has") {
      sql = "UPDATE sessions SET reply = replace(CAST(reply AS TEXT), 'R001', 'R009')";
      named = "session row kiosk:one b: the journal has no ticket 2026-11-23 R009";
    }
    SUBCASE("a PIN in clear") {
      sql = "UPDATE officers SET pin_hash = '1234'";
      named = "officer row Sari";
    }
    SUBCASE("a trigger") {
      sql = "CREATE TRIGGER hide AFTER INSERT ON tickets BEGIN DELETE FROM tickets; END";
      named = "definition of trigger hide: not as layout";
    }
    SUBCASE("a view that shows something else") {
      sql = "DROP VIEW clocks; CREATE VIEW clocks AS SELECT 1";
      named = "definition of view clocks: not as layout";
    }
    SUBCASE("an index dropped") {
      sql = "DROP INDEX misses_day";
      named = "definition of index misses_day: missing";
    }
    seen.change(sql);
    check_found(seen.findings(), named);
  }

  TEST_CASE("a backup file is checked as the store is") {
    const Seen seen;
    const auto backup = seen.folder.path() / "backup";
    REQUIRE(store::backup(seen.folder.path(), backup, [] { return true; }));
    CHECK(store::verify(backup, seen.heads)->findings.empty());
    {
      auto database = Database::open(backup, Database::Mode::kReadWrite);
      REQUIRE(database);
      REQUIRE(database->execute("DELETE FROM tickets WHERE ticket = 'R002'"));
    }
    const auto verified = store::verify(backup, seen.heads);
    REQUIRE(verified);
    check_found(verified->findings, "ticket row 2026-11-23 R002: missing");
  }

  TEST_CASE("what cannot be read at all is an error with the file's name") {
    const test::TempFolder folder;
    const auto nothing = store::verify(folder.path());
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == ErrorCode::kIo);
    CHECK(nothing.error().detail.find("antre.db") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(store::database_file(folder.path())));
  }
}
