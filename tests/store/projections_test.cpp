// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

#include "dispatcher/store/sqlite_db.hpp"
#include "dispatcher/store/tables.hpp"
#include "dispatcher/store/verify.hpp"
#include "tests/store/random_journal.hpp"
#include "tests/store/subjects.hpp"

using namespace antre;

namespace {

constexpr Day kMonday{20780};
constexpr Day kWednesday{20782};
constexpr int kDays = 3;
constexpr std::uint32_t kSeeds = 12;
constexpr int kWibS = 7 * 3600;
constexpr std::size_t kBatch = 37;  // so that batches end in the middle of what belongs together
constexpr std::array kAll{ReportBy::kDay,     ReportBy::kService, ReportBy::kCounter,
                          ReportBy::kOfficer, ReportBy::kChannel, ReportBy::kHour};

/// Commits records, ending the program now and then.
void commit(test::Subject& subject, const std::vector<store::Record>& records) {
  for (std::size_t i = 0; i < records.size(); i += kBatch) {
    store::Batch batch;
    for (std::size_t k = i; k < std::min(i + kBatch, records.size()); ++k)
      batch.records.push_back(records[k]);
    REQUIRE(subject.store().commit(batch));
    if (i % 3 == 0) subject.reopen();
  }
}

ReportReply report(store::Store& store, ReportBy by) {
  GetReport query;
  query.from = kMonday;
  query.to = kWednesday;
  query.by = by;
  const auto report = store.report(query, kWednesday, kWibS);
  REQUIRE(report);
  return *report;
}

/// The sums of a journal in which nothing was taken back, counted event by event.
ReportRow counted(const std::vector<store::Record>& records) {
  ReportRow sum;
  std::set<TicketId> late;  // whose clock that runs was missed
  for (const auto& record : records) {
    const auto& event = record.entry.event;
    if (std::holds_alternative<TicketIssued>(event)) ++sum.tickets;
    if (std::holds_alternative<ServiceFinished>(event)) ++sum.served;
    if (std::holds_alternative<TicketCancelled>(event)) ++sum.cancelled;
    if (std::holds_alternative<TicketOvertaken>(event)) ++sum.overtaken;
    if (const auto* closed = std::get_if<DayClosed>(&event)) {
      sum.unserved += static_cast<int>(closed->unserved.size());
      sum.served += static_cast<int>(closed->finished.size());
    }
    if (const auto* called = std::get_if<TicketCalled>(&event)) {
      sum.explicit_calls += called->explicit_ ? 1 : 0;
      sum.auto_calls += called->auto_ ? 1 : 0;
    }
    const auto day = record.entry.day;
    if (const auto* missed = std::get_if<TargetMissed>(&event)) {
      ++sum.missed;
      late.insert({missed->of_day.value_or(day), missed->ticket});
    }
    if (const auto* started = std::get_if<ServiceStarted>(&event)) {
      sum.met += started->clock_ms && started->met ? 1 : 0;
      late.erase({started->of_day.value_or(day), started->ticket});
    }
    if (const auto* gone = std::get_if<TicketNoShow>(&event)) {
      ++sum.no_show;
      sum.no_show_auto += gone->auto_ ? 1 : 0;
      sum.no_show_in_time += late.contains({gone->of_day.value_or(day), gone->ticket}) ? 0 : 1;
    }
  }
  return sum;
}

/// A row without what is distributed.
ReportRow counts(ReportRow row) {
  row.clock = row.wait = row.service = row.no_show_after = {};
  return row;
}

}  // namespace

TEST_SUITE("store/projections") {
  TEST_CASE("on random days both stores, a recount and a history without what was undone agree") {
    for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
      CAPTURE(seed);
      const auto steps = test::random_days(seed, kMonday, kDays);
      const auto records = test::journal_of(steps, true);
      test::SqliteSubject sqlite;
      commit(sqlite, records);
      test::MemorySubject memory;
      commit(memory, records);
      const auto never = test::journal_of(steps, false);
      test::MemorySubject without;
      commit(without, never);
      store::Tables recount;
      for (const auto& record : records) recount.fold(record.entry);

      for (const auto by : kAll) {
        CAPTURE(static_cast<int>(by));
        const auto said = report(sqlite.store(), by);
        CHECK_FALSE(said.rows.empty());
        const auto in_memory = report(memory.store(), by);
        CHECK(said.rows == in_memory.rows);
        CHECK(said.total == in_memory.total);
        const store::Days days{kMonday, kWednesday};
        CHECK(said.rows == report_of(recount.history(days), days, by, kWibS).rows);
        const auto as_if = report(without.store(), by);
        CHECK(said.rows == as_if.rows);
        CHECK(said.total == as_if.total);
        CHECK(counts(said.total) == counted(never));
      }
      for (const Day day : {kMonday, Day{kMonday.value + 1}, kWednesday})
        CHECK(*sqlite.store().tickets(day) == *without.store().tickets(day));
      GetMisses every;
      CHECK(*sqlite.store().misses(every) == *memory.store().misses(every));
      CHECK(*sqlite.store().cases({}) == *memory.store().cases({}));
      GetCases open;
      open.open_only = true;
      CHECK_FALSE(sqlite.store().cases(open)->empty());
      CHECK(*sqlite.store().cases(open) == *memory.store().cases(open));
      const store::Days whole{kMonday, kWednesday};
      const auto answers = sqlite.store().survey(whole);
      REQUIRE(answers);
      CHECK_FALSE(answers->rows.empty());
      CHECK(answers->rows == memory.store().survey(whole)->rows);
      CHECK(answers->served == memory.store().survey(whole)->served);
      every.open_only = true;
      every.from = every.to = kMonday;
      CHECK(*sqlite.store().misses(every) == *memory.store().misses(every));
      const auto times = sqlite.store().service_times(std::nullopt, 5);
      REQUIRE(times);
      CHECK_FALSE(times->empty());
      CHECK(*times == *memory.store().service_times(std::nullopt, 5));
      CHECK(*times == *without.store().service_times(std::nullopt, 5));

      const auto verified = store::verify(sqlite.folder());
      REQUIRE(verified);
      CHECK(verified->findings == std::vector<std::string>());
      CHECK(verified->misses > 0);
    }
  }

  TEST_CASE("the rows of a report by day, service, channel and hour add up to its total") {
    const auto records = test::journal_of(test::random_days(99, kMonday, kDays), true);
    test::MemorySubject memory;
    commit(memory, records);
    for (const auto by :
         {ReportBy::kDay, ReportBy::kService, ReportBy::kChannel, ReportBy::kHour}) {
      const auto said = report(memory.store(), by);
      ReportRow sum;
      for (const auto& row : said.rows) {
        sum.tickets += row.tickets;
        sum.served += row.served;
        sum.no_show += row.no_show;
        sum.cancelled += row.cancelled;
        sum.unserved += row.unserved;
        sum.met += row.met;
        sum.missed += row.missed;
        sum.overtaken += row.overtaken;
        sum.explicit_calls += row.explicit_calls;
        sum.auto_calls += row.auto_calls;
        sum.no_show_in_time += row.no_show_in_time;
        sum.no_show_auto += row.no_show_auto;
      }
      CHECK(sum == counts(said.total));
    }
  }

  TEST_CASE("a store of the layout before is brought up to date, and keeps its notes") {
    const auto records = test::journal_of(test::random_days(7, kMonday, kDays), true);
    test::SqliteSubject sqlite;
    commit(sqlite, records);
    store::Batch noted;
    store::NoteRow note;
    note.seq = 1;
    note.ticket = {kMonday, "R001"};
    note.text = "alamat: Jalan Pahlawan 6";
    noted.notes.push_back(note);
    REQUIRE(sqlite.store().commit(noted));
    const auto before = report(sqlite.store(), ReportBy::kOfficer);
    {
      auto database = store::Database::open(store::database_file(sqlite.folder()),
                                            store::Database::Mode::kReadWrite);
      REQUIRE(database);
      REQUIRE(database->execute(
          "ALTER TABLE turns DROP COLUMN no_show_auto; DROP TABLE cases; DROP TABLE surveys; "
          "DROP TABLE officers; DROP TABLE guests; "
          "PRAGMA user_version = 2;"));
    }
    sqlite.reopen();
    CHECK(report(sqlite.store(), ReportBy::kOfficer).rows == before.rows);
    CHECK(sqlite.store().notes({kMonday, "R001"})->size() == 1);
  }

  TEST_CASE("a store of the first layout is brought up to date from its journal") {
    const auto records = test::journal_of(test::random_days(7, kMonday, kDays), true);
    test::SqliteSubject sqlite;
    commit(sqlite, records);
    const auto before = report(sqlite.store(), ReportBy::kOfficer);
    {
      auto database = store::Database::open(store::database_file(sqlite.folder()),
                                            store::Database::Mode::kReadWrite);
      REQUIRE(database);
      REQUIRE(database->execute(
          "DROP VIEW clocks; DROP TABLE turns; DROP TABLE misses; DROP TABLE overtakings; "
          "DROP TABLE cases; DROP TABLE surveys; "
          "DROP TABLE counter_spans; DROP TABLE notes; DROP TABLE tickets; DROP TABLE officers; "
          "DROP TABLE guests; "
          "CREATE TABLE tickets(day INTEGER NOT NULL, ticket TEXT NOT NULL); "
          "PRAGMA user_version = 1;"));
    }
    const auto refused = store::verify(sqlite.folder());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail.find("start the dispatcher once") != std::string::npos);
    sqlite.reopen();
    const auto verified = store::verify(sqlite.folder());
    REQUIRE(verified);
    CHECK(verified->findings == std::vector<std::string>());
    CHECK(report(sqlite.store(), ReportBy::kOfficer).rows == before.rows);
  }
}
