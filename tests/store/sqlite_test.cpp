// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/sqlite.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dispatcher/store/data_folder.hpp"
#include "dispatcher/store/sqlite_db.hpp"
#include "dispatcher/store/sqlite_rows.hpp"
#include "dispatcher/store/verify.hpp"
#include "tests/store/journal.hpp"

using namespace antre;

namespace {

constexpr Day kMonday{20780};

std::unique_ptr<store::Store> open(const test::TempFolder& folder) {
  auto opened = store::open_sqlite(folder.path());
  REQUIRE(opened);
  REQUIRE((*opened)->load());
  return std::move(*opened);
}

/// What is told of a day that is over: a miss with a correction, an overtaking, a note.
void add_miss_and_note(test::Journal& journal, store::Batch& batch) {
  TargetMissed missed;
  missed.miss = "2026-11-23/R003";
  missed.ticket = "R003";
  missed.cause = Cause::kOnBreak;
  missed.shares = {{Cause::kOnBreak, 600'000, {{1}}}};
  missed.counters = {{{1}, "Sari"}};
  batch.records.push_back(journal.record(kMonday, missed));
  TicketOvertaken overtaken;
  overtaken.ticket = "R003";
  overtaken.counter = {1};
  batch.records.push_back(journal.record(kMonday, overtaken));
  store::NoteRow note;
  note.ticket = {kMonday, "R003"};
  note.salt = store::random_hex(16);
  note.text = "catatan";
  batch.records.push_back(journal.record(
      kMonday, NoteAdded{"R003", std::nullopt, store::note_hash(note.salt, note.text)}));
  note.seq = journal.head().seq;
  note.at_wall_ms = batch.records.back().entry.wall_ms();
  batch.notes.push_back(note);
}

/// A store with one whole day in it, closed.
void fill(const test::TempFolder& folder) {
  auto opened = open(folder);
  test::Journal journal;
  auto batch = test::whole_day(journal, kMonday);
  add_miss_and_note(journal, batch);
  batch.sessions = {test::session_row("a", 1)};
  REQUIRE(opened->commit(batch));
}

/// Changes the file as a hand or a broken disk would.
void damage(const test::TempFolder& folder, const char* sql) {
  auto database =
      store::Database::open(store::database_file(folder.path()), store::Database::Mode::kReadWrite);
  REQUIRE(database);
  REQUIRE(database->execute(sql));
}

std::vector<std::string> findings(const test::TempFolder& folder) {
  const auto verified = store::verify(folder.path());
  REQUIRE(verified);
  return verified->findings;
}

}  // namespace

TEST_SUITE("store/sqlite") {
  TEST_CASE("verify finds nothing in a sound store, also beside a running one") {
    const test::TempFolder folder;
    fill(folder);
    const auto running = open(folder);
    const auto verified = store::verify(folder.path());
    REQUIRE(verified);
    CHECK(verified->findings.empty());
    CHECK(verified->rows == 16);
    CHECK(verified->misses == 1);
    CHECK(verified->notes == 1);
    CHECK(verified->tickets == 3);
    CHECK(verified->sessions == 1);
    CHECK(verified->head == store::hex(running->load()->head.hash));
  }

  TEST_CASE("verify names every row that was tampered with") {
    const test::TempFolder folder;
    fill(folder);
    const char* sql = nullptr;
    const char* named = nullptr;
    SUBCASE("bytes") {
      sql = "UPDATE journal SET bytes = replace(CAST(bytes AS TEXT), 'R002', 'R009') WHERE seq = 4";
      named = "journal row 4";
    }
    SUBCASE("a column") {
      sql = "UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 5";
      named = "journal row 5: its columns";
    }
    SUBCASE("a row taken out") {
      sql = "DELETE FROM journal WHERE seq = 6";
      named = "journal row 7: row 6 is missing";
    }
    SUBCASE("a projection") {
      sql = "UPDATE tickets SET state = 'finished' WHERE ticket = 'R003'";
      named = "ticket row 2026-11-23 R003: differs";
    }
    SUBCASE("a projection's row taken out") {
      sql = "DELETE FROM tickets WHERE ticket = 'R002'";
      named = "ticket row 2026-11-23 R002: missing";
    }
    SUBCASE("a turn") {
      sql = "UPDATE turns SET officer = 'Budi' WHERE ticket = 'R001'";
      named = "ticket row 2026-11-23 R001: differs";
    }
    SUBCASE("a turn taken out") {
      sql = "DELETE FROM turns WHERE ticket = 'R001'";
      named = "ticket row 2026-11-23 R001: differs";
    }
    SUBCASE("a miss") {
      sql = "UPDATE misses SET correction = 'x', corrected_wall_ms = 1";
      named = "miss row 2026-11-23/R003: differs";
    }
    SUBCASE("a miss taken out") {
      sql = "DELETE FROM misses";
      named = "miss row 2026-11-23/R003: missing";
    }
    SUBCASE("a miss that cannot be read") {
      sql = "UPDATE misses SET shares = '[{}]'";
      named = "miss row 2026-11-23/R003 cannot be read";
    }
    SUBCASE("an overtaking") {
      sql = "UPDATE overtakings SET counter = 2";
      named = "overtaking row 15: differs";
    }
    SUBCASE("a counter's span") {
      sql = "UPDATE counter_spans SET officer = 'Budi'";
      named = "counter span row 2 1: differs";
    }
    SUBCASE("a note") {
      sql = "UPDATE notes SET text = 'lain'";
      named = "note row 16: its text";
    }
    SUBCASE("a stored reply") {
      sql = "UPDATE sessions SET reply = 'x'";
      named = "session row kiosk:one a";
    }
    SUBCASE("a day") {
      sql = "UPDATE days SET first_seq = 2";
      named = "day row 2026-11-23";
    }
    damage(folder, sql);
    const auto found = findings(folder);
    REQUIRE_FALSE(found.empty());
    CHECK(found.front().starts_with(named));
  }

  TEST_CASE("a commit that fails is an error, and nothing is written after it") {
    const test::TempFolder folder;
    test::Journal journal;
    {
      auto store = open(folder);
      REQUIRE(store->commit(test::whole_day(journal, kMonday)));
      // A trigger fails in the middle of the transaction, as a full disk would.
      damage(folder,
             "CREATE TRIGGER fail BEFORE INSERT ON sessions BEGIN SELECT raise(FAIL, 'no'); END");
      store::Batch batch;
      batch.records.push_back(journal.record(kMonday, ClockCorrected{5}));
      batch.sessions = {test::session_row("a", 1)};
      const auto failed = store->commit(batch);
      REQUIRE_FALSE(failed);
      CHECK(failed.error().code == ErrorCode::kIo);
      batch.sessions.clear();
      CHECK_FALSE(store->commit(batch));
    }
    damage(folder, "DROP TRIGGER fail");
    CHECK(open(folder)->load()->head.seq == 13);
    CHECK(findings(folder).empty());
  }

  TEST_CASE("a file of another program or a newer Antre is not touched") {
    const test::TempFolder folder;
    fill(folder);
    SUBCASE("another program") {
      damage(folder, "PRAGMA application_id = 1");
      const auto refused = store::open_sqlite(folder.path());
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::kInvalid);
    }
    SUBCASE("newer") {
      damage(folder, "PRAGMA user_version = 99");
      const auto refused = store::open_sqlite(folder.path());
      REQUIRE_FALSE(refused);
      CHECK(refused.error().detail.find("newer Antre") != std::string::npos);
    }
  }

  TEST_CASE("an erased note is no finding") {
    const test::TempFolder folder;
    fill(folder);
    {
      auto opened = open(folder);
      store::Batch erase;
      erase.notes_before = Day{kMonday.value + 1};
      REQUIRE(opened->commit(erase));
    }
    CHECK(findings(folder).empty());
  }

  TEST_CASE("every cause and state is written in the wire's words and read again") {
    const test::TempFolder folder;
    auto opened = open(folder);
    test::Journal journal;
    store::Batch batch;
    batch.records.push_back(journal.record(kMonday, test::opened()));
    const std::vector causes{Cause::kVisitorOnWay, Cause::kCounterIdle,    Cause::kCallingAnother,
                             Cause::kOnBreak,      Cause::kServingAnother, Cause::kUnstaffed,
                             Cause::kNotReached};
    for (const auto cause : causes) {
      TargetMissed missed;
      missed.miss = codec::name(cause);
      missed.cause = cause;
      batch.records.push_back(journal.record(kMonday, missed));
    }
    REQUIRE(opened->commit(batch));
    const auto rows = opened->misses({});
    REQUIRE(rows);
    REQUIRE(rows->size() == causes.size());
    for (const auto& row : *rows) CHECK(row.miss == codec::name(row.cause));
    auto database = store::Database::open(store::database_file(folder.path()),
                                          store::Database::Mode::kReadOnly);
    REQUIRE(database);
    CHECK(*database->number("SELECT count(*) FROM misses WHERE miss = cause") == 7);
  }

  TEST_CASE("the words in the tickets table are the wire's") {
    const test::TempFolder folder;
    fill(folder);
    auto database = store::Database::open(store::database_file(folder.path()),
                                          store::Database::Mode::kReadOnly);
    REQUIRE(database);
    auto rows = database->prepare(
        "SELECT class, channel, state, outcome, print_state FROM tickets ORDER BY ticket");
    REQUIRE(rows);
    REQUIRE(*rows->step());
    CHECK(rows->bytes(0) == codec::name(TicketClass::kRegular));
    CHECK(rows->bytes(1) == codec::name(Channel::kWalkIn));
    CHECK(rows->bytes(2) == codec::name(TicketState::kFinished));
    CHECK(rows->bytes(3) == codec::name(Outcome::kFollowUp));
    REQUIRE(*rows->step());
    CHECK(rows->bytes(2) == codec::name(TicketState::kNoShow));
    CHECK(rows->bytes(4) == codec::name(PrintState::kFailed));
    REQUIRE(*rows->step());
    CHECK(rows->bytes(2) == codec::name(TicketState::kUnserved));
  }
}

TEST_SUITE("store/data folder") {
  TEST_CASE("a missing folder is made for its owner alone, and locked") {
    const test::TempFolder folder;
    const auto path = folder.path() / "deep" / "data";
    {
      const auto first = store::DataFolder::open(path);
      REQUIRE(first);
      struct stat status {};
      REQUIRE(::stat(path.c_str(), &status) == 0);
      CHECK((status.st_mode & 0777U) == 0700U);
      const auto second = store::DataFolder::open(path);
      REQUIRE_FALSE(second);
      CHECK(second.error().detail.find("another dispatcher") != std::string::npos);
    }
    CHECK(store::DataFolder::open(path));
  }

  TEST_CASE("a folder that cannot be written is one clear line") {
    const auto refused = store::DataFolder::open("/proc/antre");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail.find("/proc/antre") != std::string::npos);
    CHECK(refused.error().detail.find('\n') == std::string::npos);
  }
}
