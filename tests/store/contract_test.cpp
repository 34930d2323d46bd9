// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/store/journal.hpp"
#include "tests/store/subjects.hpp"

using namespace antre;
using store::Query;
using test::on_every_store;
using test::Subject;

namespace {

constexpr Day kMonday{20780};
constexpr Day kTuesday{20781};

}  // namespace

TEST_SUITE("store/contract") {
  TEST_CASE("a fresh store is empty and has an epoch that stays") {
    on_every_store([](Subject& subject) {
      const auto first = subject.store().load();
      REQUIRE(first);
      CHECK(first->epoch.size() == 32);
      CHECK(first->head == store::Head{});
      CHECK(first->entries.empty());
      CHECK(first->sessions.empty());
      CHECK_FALSE(first->anchor);
      CHECK(first->hall_id.empty());
      subject.reopen();
      CHECK(subject.store().load()->epoch == first->epoch);
    });
  }

  TEST_CASE("what was committed is there after a new start, with its bytes") {
    on_every_store([](Subject& subject) {
      test::Journal journal;
      auto batch = test::whole_day(journal, kMonday);
      batch.anchor = store::Anchor{"boot", 12, 34, 56};
      batch.hall_id = "test";
      batch.sessions = {test::session_row("a", 1)};
      REQUIRE(subject.store().commit(batch));
      subject.reopen();
      const auto loaded = subject.store().load();
      REQUIRE(loaded);
      CHECK(loaded->head == journal.head());
      CHECK(loaded->anchor == batch.anchor);
      CHECK(loaded->hall_id == "test");
      REQUIRE(loaded->entries.size() == batch.records.size());
      for (std::size_t i = 0; i < batch.records.size(); ++i)
        CHECK(codec::encode(loaded->entries[i]) == batch.records[i].bytes);
      REQUIRE(loaded->sessions.size() == 1);
      CHECK(loaded->sessions[0].reply == batch.sessions[0].reply);
      CHECK(loaded->sessions[0].request_hash == batch.sessions[0].request_hash);
    });
  }

  TEST_CASE("a start reads from the last day that was opened") {
    on_every_store([](Subject& subject) {
      test::Journal journal;
      REQUIRE(subject.store().commit(test::whole_day(journal, kMonday)));
      const auto monday = journal.head().seq;
      store::Batch tuesday;
      tuesday.records.push_back(journal.record(kTuesday, test::opened()));
      tuesday.records.push_back(journal.record(kTuesday, test::issued("R001")));
      REQUIRE(subject.store().commit(tuesday));
      subject.reopen();
      const auto loaded = subject.store().load();
      REQUIRE(loaded);
      REQUIRE(loaded->entries.size() == 2);
      CHECK(loaded->entries[0].seq == monday + 1);
      CHECK(loaded->head == journal.head());
    });
  }

  TEST_CASE("entries are asked for by seq, by day and in pages") {
    on_every_store([](Subject& subject) {
      test::Journal journal;
      REQUIRE(subject.store().commit(test::whole_day(journal, kMonday)));
      const auto monday = journal.head().seq;
      store::Batch tuesday;
      tuesday.records.push_back(journal.record(kTuesday, test::opened()));
      REQUIRE(subject.store().commit(tuesday));

      auto page = subject.store().entries(Query{3, std::nullopt, 2});
      REQUIRE(page);
      REQUIRE(page->entries.size() == 2);
      CHECK(page->entries[0].seq == 4);
      CHECK(page->more);
      page = subject.store().entries(Query{0, kMonday, 500});
      REQUIRE(page);
      CHECK(page->entries.size() == monday);
      CHECK_FALSE(page->more);
      page = subject.store().entries(Query{monday, kMonday, 500});
      REQUIRE(page);
      CHECK(page->entries.empty());
      page = subject.store().entries(Query{0, kTuesday, 1});
      REQUIRE(page);
      CHECK(page->entries.size() == 1);
      CHECK_FALSE(page->more);
      CHECK(subject.store().entries(Query{0, Day{1}, 1})->entries.empty());
    });
  }

  TEST_CASE("tickets tell what the journal says about them") {
    on_every_store([](Subject& subject) {
      test::Journal journal;
      REQUIRE(subject.store().commit(test::whole_day(journal, kMonday)));
      const auto rows = subject.store().tickets(kMonday);
      REQUIRE(rows);
      REQUIRE(rows->size() == 3);
      const auto& served = rows->at(0);
      CHECK(served.id.number == "R001");
      CHECK(served.state == TicketState::kFinished);
      CHECK(served.outcome == Outcome::kFollowUp);
      REQUIRE(served.turns.size() == 1);
      const auto& turn = served.turns[0];
      CHECK(turn.counter == CounterId{1});
      CHECK(turn.officer == "Sari");
      CHECK(served.ended_ms.value_or(0) > turn.started_ms.value_or(0));
      CHECK(turn.started_ms.value_or(0) > turn.called_ms.value_or(0));
      CHECK(turn.called_ms.value_or(0) > served.issued_ms);
      CHECK(turn.service_ms() == 1000);
      CHECK(rows->at(1).state == TicketState::kNoShow);
      CHECK(rows->at(1).turns.at(0).recalls == 1);
      CHECK(rows->at(1).print_state == PrintState::kFailed);
      CHECK(rows->at(1).print_reason == "media-empty");
      CHECK(rows->at(2).state == TicketState::kUnserved);
      CHECK_FALSE(rows->at(2).turns.at(0).called_ms);
    });
  }

  TEST_CASE("a session keeps its last answer alone, and is forgotten when told") {
    on_every_store([](Subject& subject) {
      store::Batch batch;
      batch.sessions = {test::session_row("a", 1), test::session_row("b", 3),
                        test::session_row("a", 2)};
      REQUIRE(subject.store().commit(batch));
      auto loaded = subject.store().load();
      REQUIRE(loaded);
      REQUIRE(loaded->sessions.size() == 2);
      CHECK(loaded->sessions[0].session == "a");
      CHECK(loaded->sessions[0].n == 2);
      CHECK(loaded->sessions[1].session == "b");
      store::Batch forget;
      forget.forgotten = {{"kiosk:one", "a"}};
      REQUIRE(subject.store().commit(forget));
      loaded = subject.store().load();
      REQUIRE(loaded->sessions.size() == 1);
      CHECK(loaded->sessions[0].session == "b");
    });
  }

  TEST_CASE("a batch that does not follow the last row is refused and leaves nothing") {
    on_every_store([](Subject& subject) {
      test::Journal journal;
      auto batch = test::whole_day(journal, kMonday);
      batch.records.erase(batch.records.begin());
      CHECK_FALSE(subject.store().commit(batch));
      subject.reopen();
      CHECK(subject.store().load()->entries.empty());
    });
  }

  TEST_CASE("a page has the hash of each row, as the chain has it") {
    on_every_store([](Subject& subject) {
      test::Journal journal;
      const auto batch = test::whole_day(journal, kMonday);
      REQUIRE(subject.store().commit(batch));
      const auto page = subject.store().entries(Query{2, std::nullopt, 4});
      REQUIRE(page);
      REQUIRE(page->entries.size() == 4);
      REQUIRE(page->hashes.size() == 4);
      for (std::size_t i = 0; i < 4; ++i) CHECK(page->hashes[i] == batch.records[i + 2].hash);
    });
  }

  TEST_CASE("a report carries the head of the journal that it was made from") {
    on_every_store([](Subject& subject) {
      auto report = subject.store().report({}, kMonday, 0);
      REQUIRE(report);
      CHECK(report->seq == 0);
      CHECK(report->head.empty());
      test::Journal journal;
      REQUIRE(subject.store().commit(test::whole_day(journal, kMonday)));
      for (int start = 0; start < 2; ++start) {
        report = subject.store().report({}, kMonday, 0);
        REQUIRE(report);
        CHECK(report->seq == journal.head().seq);
        CHECK(report->head == store::hex(journal.head().hash));
        subject.reopen();
      }
    });
  }

  TEST_CASE("officers are kept in order of name, changed and removed in the order told") {
    on_every_store([](Subject& subject) {
      store::Batch batch;
      batch.officers = {{"Sari", "$argon2id$1", 10},
                        {"Budi", "$argon2id$2", 20},
                        {"Sari", "$argon2id$3", 30},
                        {"Wati", "$argon2id$4", 40},
                        {"Wati", "", 50}};
      REQUIRE(subject.store().commit(batch));
      subject.reopen();
      const std::vector<store::OfficerRow> both{{"Budi", "$argon2id$2", 20},
                                                {"Sari", "$argon2id$3", 30}};
      CHECK(subject.store().load()->officers == both);
      batch.officers = {
          {"Budi", "", 60}, {"nobody", "", 60}, {"Sari", "", 70}, {"Sari", "$argon2id$5", 80}};
      REQUIRE(subject.store().commit(batch));
      subject.reopen();
      const std::vector<store::OfficerRow> one{{"Sari", "$argon2id$5", 80}};
      CHECK(subject.store().load()->officers == one);
    });
  }

  TEST_CASE("what a restore left is told at every start until it was journalled") {
    on_every_store([](Subject& subject) {
      CHECK_FALSE(subject.store().load()->restored);
      const store::Restored restored{1'795'000'000'000, {{{"R"}, 80}, {{"S"}, 12}}};
      subject.put_back(restored);
      CHECK(subject.store().load()->restored == restored);
      store::Batch other;
      other.hall_id = "test";
      REQUIRE(subject.store().commit(other));
      subject.reopen();
      CHECK(subject.store().load()->restored == restored);
      store::Batch done;
      done.restored_done = true;
      REQUIRE(subject.store().commit(done));
      subject.reopen();
      CHECK_FALSE(subject.store().load()->restored);
    });
  }

  TEST_CASE("a store that can be written says so, and trying again changes nothing") {
    on_every_store([](Subject& subject) {
      CHECK(subject.store().read_only().empty());
      subject.store().try_writing();
      CHECK(subject.store().read_only().empty());
      test::Journal journal;
      CHECK(subject.store().commit(test::whole_day(journal, kMonday)));
    });
  }
}
