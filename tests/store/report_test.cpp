// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/report.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <numeric>

#include "dispatcher/store/verify.hpp"
#include "tests/store/subjects.hpp"

using namespace antre;
using test::on_every_store;
using test::Subject;

namespace {

constexpr Day kMonday{20780};
constexpr Day kTuesday{20781};
constexpr int kWibS = 7 * 3600;
/// 08:00 of Monday in a hall 7 h ahead of UTC.
constexpr EngineMs kEight = std::int64_t{20780} * 86'400'000 + 3'600'000;

/// Writes a day, each event so many seconds after eight.
class Script {
 public:
  explicit Script(Subject& subject, Day day = kMonday) : subject_(subject), day_(day) {
    at(0, test::opened());
    at(0, CounterOpened{{1}, "Ani"});
    at(0, CounterOpened{{2}, "Budi"});
  }
  Script& at(std::int64_t second, Event event) {
    batch_.records.push_back(journal_.record_at(day_, kEight + second * 1000, std::move(event)));
    return *this;
  }
  Script& issue(std::int64_t second, const std::string& number, const std::string& service = "R") {
    auto event = test::issued(number);
    event.service = {service};
    return at(second, event);
  }
  Script& call(std::int64_t second, const std::string& number, int counter) {
    TicketCalled event;
    event.ticket = number;
    event.counter = {counter};
    return at(second, event);
  }
  Script& start(std::int64_t second, const std::string& number, int counter,
                std::optional<std::int64_t> clock_ms = std::nullopt, bool met = true) {
    auto event = test::started(number, counter);
    event.clock_ms = clock_ms;
    event.met = met;
    return at(second, event);
  }
  Script& finish(std::int64_t second, const std::string& number, int counter) {
    return at(second, ServiceFinished{number, std::nullopt, {counter}, Outcome::kServed});
  }
  [[nodiscard]] std::uint64_t seq() const { return journal_.head().seq; }
  store::Batch& batch() { return batch_; }
  void commit() {
    REQUIRE(subject_.store().commit(batch_));
    subject_.reopen();
  }

 private:
  Subject& subject_;
  Day day_;
  test::Journal journal_;
  store::Batch batch_;
};

ReportReply report(Subject& subject, ReportBy by) {
  GetReport query;
  query.by = by;
  const auto found = subject.store().report(query, kMonday, kWibS);
  REQUIRE(found);
  return *found;
}

const ReportRow& row(const ReportReply& report, const std::string& key) {
  const auto found = std::ranges::find(report.rows, key, &ReportRow::key);
  REQUIRE_MESSAGE(found != report.rows.end(), key);
  return *found;
}

TargetMissed missed(const std::string& ticket, std::vector<MissedAt> counters) {
  TargetMissed event;
  event.miss = "2026-11-23/" + ticket;
  event.ticket = ticket;
  event.cause = Cause::kServingAnother;
  event.clock_ms = 600'000;
  event.shares = {{Cause::kServingAnother, 400'000, {{1}, {2}}}, {Cause::kOnBreak, 200'000, {{1}}}};
  event.counters = std::move(counters);
  return event;
}

}  // namespace

TEST_SUITE("store/report") {
  TEST_CASE("a met clock counts where it was served, a miss at the counters in its cause") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001").call(60, "R001", 1).start(70, "R001", 1, 70'000);
      script.finish(370, "R001", 1).issue(100, "R002");
      script.at(700, missed("R002", {{{1}, "Ani"}}));
      script.call(750, "R002", 2).start(760, "R002", 2, 660'000, false).finish(1000, "R002", 2);
      script.commit();
      const auto by_counter = report(subject, ReportBy::kCounter);
      CHECK(row(by_counter, "1").met == 1);
      CHECK(row(by_counter, "1").missed == 1);
      CHECK(row(by_counter, "2").met == 0);
      CHECK(row(by_counter, "2").missed == 0);
      CHECK(row(by_counter, "2").served == 1);
      CHECK(row(by_counter, "2").clock.p50_ms == 660'000);
      CHECK(by_counter.total.met == 1);
      CHECK(by_counter.total.missed == 1);
      CHECK(by_counter.total.tickets == 2);
      CHECK(by_counter.total.wait == Spread{365'000, 70'000, 660'000, 660'000});
      CHECK(by_counter.total.service == Spread{270'000, 240'000, 300'000, 300'000});
      const auto by_officer = report(subject, ReportBy::kOfficer);
      CHECK(row(by_officer, "Ani").missed == 1);
      CHECK(row(by_officer, "Budi").served == 1);
    });
  }

  TEST_CASE("a miss in several counters is one clock, and one of nobody is still seen") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001").issue(0, "R002");
      script.at(600, missed("R001", {{{1}, "Ani"}, {{2}, "Ani"}}));
      script.at(601, missed("R002", {}));
      script.commit();
      const auto by_counter = report(subject, ReportBy::kCounter);
      CHECK(row(by_counter, "1").missed == 1);
      CHECK(row(by_counter, "2").missed == 1);
      CHECK(row(by_counter, "-").missed == 1);
      CHECK(by_counter.total.missed == 2);
      CHECK(row(report(subject, ReportBy::kOfficer), "Ani").missed == 1);
    });
  }

  TEST_CASE("after a transfer a visitor waits anew in the new line, and is one ticket") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001").call(50, "R001", 1).start(60, "R001", 1, 50'000);
      TicketTransferred transferred;
      transferred.ticket = "R001";
      transferred.counter = {1};
      transferred.service = ServiceId{"K"};
      script.at(160, transferred);
      script.call(190, "R001", 2).start(200, "R001", 2, 30'000).finish(260, "R001", 2);
      script.commit();
      const auto by_service = report(subject, ReportBy::kService);
      CHECK(row(by_service, "R").tickets == 1);
      CHECK(row(by_service, "R").served == 0);
      CHECK(row(by_service, "R").met == 1);
      CHECK(row(by_service, "R").wait.p50_ms == 60'000);
      CHECK(row(by_service, "R").service.p50_ms == 100'000);
      CHECK(row(by_service, "K").tickets == 0);
      CHECK(row(by_service, "K").served == 1);
      CHECK(row(by_service, "K").wait.p50_ms == 40'000);
      CHECK(by_service.total.tickets == 1);
      CHECK(by_service.total.served == 1);
      CHECK(by_service.total.met == 2);
    });
  }

  TEST_CASE("a held visitor keeps the place, and the wait for it counts once") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001").call(10, "R001", 1).start(20, "R001", 1, 10'000);
      script.at(60, TicketHeld{"R001", std::nullopt, {1}});
      script.at(300, TicketUnheld{"R001", std::nullopt});
      script.call(310, "R001", 1).start(320, "R001", 1, 5'000).finish(380, "R001", 1);
      script.issue(0, "R002").call(400, "R002", 1);
      script.at(410, TicketHeld{"R002", std::nullopt, {1}});
      script.at(500, TicketUnheld{"R002", std::nullopt});
      script.call(510, "R002", 1).start(520, "R002", 1, 9'000).finish(530, "R002", 1);
      script.commit();
      const auto total = report(subject, ReportBy::kDay).total;
      CHECK(total.met == 3);
      CHECK(total.wait == Spread{270'000, 20'000, 520'000, 520'000});
      CHECK(total.service.p99_ms == 60'000);
    });
  }

  TEST_CASE("the wait for a place counts once for a visitor who is put back into the line, too") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001").call(10, "R001", 1).start(20, "R001", 1, 10'000);
      script.at(60, TicketHeld{"R001", std::nullopt, {1}});
      script.at(300, TicketUnheld{"R001", std::nullopt});
      script.call(310, "R001", 1);
      script.at(320, TicketRequeued{"R001", std::nullopt, {1}, Requeued::kInOrder, kEight});
      script.call(330, "R001", 1).start(340, "R001", 1, 5'000).finish(380, "R001", 1);
      script.commit();
      CHECK(report(subject, ReportBy::kDay).total.wait == Spread{20'000, 20'000, 20'000, 20'000});
    });
  }

  TEST_CASE("somebody served without a number is served, but no ticket and no wait") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.at(0, QuickServiceStarted{"+1", {"K"}, {2}, "Budi"}).finish(30, "+1", 2);
      script.commit();
      const auto by_officer = report(subject, ReportBy::kOfficer);
      CHECK(row(by_officer, "Budi").served == 1);
      CHECK(row(by_officer, "Budi").tickets == 0);
      CHECK(by_officer.total.served == 1);
      CHECK(by_officer.total.tickets == 0);
      CHECK(by_officer.total.wait == Spread{});
      CHECK(by_officer.total.service.p50_ms == 30'000);
    });
  }

  TEST_CASE("what was undone is as if it had not been") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001");
      TicketCalled chosen;
      chosen.ticket = "R001";
      chosen.counter = {2};
      chosen.explicit_ = true;
      script.at(10, chosen);
      script.at(15, CommandUndone{"R001", std::nullopt, {2}, TicketState::kCalled, true});
      script.call(20, "R001", 1);
      script.at(80, TicketNoShow{"R001", std::nullopt, {1}, true, 60'000, "Ani"});
      script.at(85, CommandUndone{"R001", std::nullopt, {1}, TicketState::kNoShow, false});
      script.start(90, "R001", 1, 70'000).finish(120, "R001", 1);
      script.at(125, CommandUndone{"R001", std::nullopt, {1}, TicketState::kFinished, false});
      script.finish(200, "R001", 1);
      script.commit();
      const auto said = report(subject, ReportBy::kCounter);
      REQUIRE(said.rows.size() == 1);
      CHECK(said.total.explicit_calls == 0);
      CHECK(said.total.no_show == 0);
      CHECK(said.total.no_show_auto == 0);
      CHECK(said.total.no_show_after == Spread{});
      CHECK(said.total.served == 1);
      CHECK(said.total.service.p50_ms == 110'000);
    });
  }

  TEST_CASE("no-shows and cancellations are counted apart, where they were marked") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001").call(10, "R001", 2);
      script.at(70, TicketNoShow{"R001", std::nullopt, {2}, true, 60'000, "Budi"});
      script.issue(0, "R002").call(80, "R002", 1);
      script.at(90, TicketCancelled{"R002", std::nullopt});
      script.issue(0, "R003").at(95, TicketCancelled{"R003", std::nullopt});
      script.commit();
      const auto by_officer = report(subject, ReportBy::kOfficer);
      CHECK(row(by_officer, "Budi").no_show == 1);
      CHECK(row(by_officer, "Ani").cancelled == 1);
      CHECK(by_officer.total.cancelled == 2);
      CHECK(by_officer.total.met + by_officer.total.missed == 0);
    });
  }

  TEST_CASE("a no-show tells who marked it, how long after the call and whether in time") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001").call(10, "R001", 2);
      script.at(70, TicketNoShow{"R001", std::nullopt, {2}, true, 60'000, "Budi"});
      script.issue(0, "R002").call(80, "R002", 1);
      script.at(100, TicketNoShow{"R002", std::nullopt, {1}, false, 20'000, "Ani"});
      script.issue(0, "R003").at(600, missed("R003", {{{1}, "Ani"}})).call(610, "R003", 1);
      script.at(640, TicketNoShow{"R003", std::nullopt, {1}, false, 30'000, "Ani"});
      script.commit();
      const auto by_officer = report(subject, ReportBy::kOfficer);
      const auto& ani = row(by_officer, "Ani");
      CHECK(ani.no_show == 2);
      CHECK(ani.no_show_in_time == 1);
      CHECK(ani.no_show_auto == 0);
      CHECK(ani.no_show_after == Spread{25'000, 20'000, 30'000, 30'000});
      const auto& budi = row(by_officer, "Budi");
      CHECK(budi.no_show_in_time == 1);
      CHECK(budi.no_show_auto == 1);
      CHECK(budi.no_show_after.p50_ms == 60'000);
      const auto total = report(subject, ReportBy::kDay).total;
      CHECK(total.no_show == 3);
      CHECK(total.no_show_in_time == 2);
      CHECK(total.no_show_auto == 1);
      CHECK(total.no_show_after == Spread{36'667, 30'000, 60'000, 60'000});
    });
  }

  TEST_CASE("a miss of an earlier service makes no later no-show late, and one of its own does") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      TicketTransferred transferred;
      transferred.counter = {1};
      transferred.service = ServiceId{"K"};
      for (const auto* number : {"R001", "R002"}) {
        script.issue(0, number).at(600, missed(number, {{{1}, "Ani"}}));
        script.call(610, number, 1).start(620, number, 1, 620'000, false);
        transferred.ticket = number;
        script.at(700, transferred);
      }
      script.call(710, "R001", 2);
      script.at(770, TicketNoShow{"R001", std::nullopt, {2}, false, 60'000, "Budi"});
      script.at(1300, missed("R002", {{{2}, "Budi"}})).call(1310, "R002", 2);
      script.at(1320, TicketNoShow{"R002", std::nullopt, {2}, false, 10'000, "Budi"});
      script.commit();
      const auto total = report(subject, ReportBy::kService).total;
      CHECK(total.missed == 3);
      CHECK(total.no_show == 2);
      CHECK(total.no_show_in_time == 1);
    });
  }

  TEST_CASE("hours are those of the issue in the hall, in order, and so are channels and days") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001").issue(3599, "R002").issue(3600, "R003").issue(5 * 3600, "R004");
      script.commit();
      const auto by_hour = report(subject, ReportBy::kHour);
      REQUIRE(by_hour.rows.size() == 3);
      CHECK(by_hour.rows[0].key == "08");
      CHECK(by_hour.rows[0].tickets == 2);
      CHECK(by_hour.rows[1].key == "09");
      CHECK(by_hour.rows[2].key == "13");
      CHECK(row(report(subject, ReportBy::kDay), "2026-11-23").tickets == 4);
      CHECK(row(report(subject, ReportBy::kChannel), "walk-in").tickets == 4);
      CHECK(by_hour.from == kMonday);
      CHECK(by_hour.to == kMonday);
    });
  }

  TEST_CASE("days in the wrong order and too many at once are refused") {
    on_every_store([](Subject& subject) {
      GetReport query;
      query.from = kTuesday;
      query.to = kMonday;
      CHECK(subject.store().report(query, kTuesday, 0).error().code == ErrorCode::kBadRequest);
      query.from = Day{kMonday.value - store::kMostReportDays};
      CHECK(subject.store().report(query, kTuesday, 0).error().code == ErrorCode::kBadRequest);
      query.from = Day{kMonday.value - store::kMostReportDays + 1};
      const auto empty = subject.store().report(query, kTuesday, 0);
      REQUIRE(empty);
      CHECK(empty->rows.empty());
      CHECK(empty->total == ReportRow{});
    });
  }

  TEST_CASE("percentiles are the nearest rank of the exact values") {
    CHECK(store::spread_of({}) == Spread{});
    CHECK(store::spread_of({7}) == Spread{7, 7, 7, 7});
    CHECK(store::spread_of({4, 1, 3, 2}) == Spread{3, 2, 4, 4});
    std::vector<std::int64_t> hundred(100);
    std::iota(hundred.begin(), hundred.end(), 1);
    std::ranges::reverse(hundred);
    CHECK(store::spread_of(hundred) == Spread{51, 50, 90, 99});
    hundred.push_back(101);
    CHECK(store::spread_of(hundred) == Spread{51, 51, 91, 100});
  }
}

TEST_SUITE("store/register") {
  TEST_CASE("a miss stays open until it is corrected, and is never gone") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001").issue(1, "R002");
      script.at(600, missed("R001", {{{1}, "Ani"}}));
      script.at(601, missed("R002", {{{2}, ""}}));
      script.at(700, MissCorrected{"2026-11-23/R001", "loket 3 dibuka", "supervisor:desk"});
      script.commit();
      GetMisses query;
      auto rows = subject.store().misses(query);
      REQUIRE(rows);
      REQUIRE(rows->size() == 2);
      CHECK(rows->at(0).ticket == "R002");
      CHECK(rows->at(0).correction.empty());
      const auto& first = rows->at(1);
      CHECK(first.miss == "2026-11-23/R001");
      CHECK(first.day == kMonday);
      CHECK(first.service == ServiceId{"R"});
      CHECK(first.at_wall_ms == kEight + 600'000);
      CHECK(first.cause == Cause::kServingAnother);
      CHECK(first.shares == missed("", {}).shares);
      CHECK(first.counters == std::vector<MissedAt>{{{1}, "Ani"}});
      CHECK(first.correction == "loket 3 dibuka");
      CHECK(first.corrected_by == "supervisor:desk");
      CHECK(first.corrected_wall_ms == kEight + 700'000);
      query.open_only = true;
      rows = subject.store().misses(query);
      REQUIRE(rows->size() == 1);
      CHECK(rows->at(0).ticket == "R002");
      query.from = kTuesday;
      CHECK(subject.store().misses(query)->empty());
      query = {};
      query.to = kMonday;
      query.limit = 1;
      CHECK(subject.store().misses(query)->size() == 1);
    });
  }

  TEST_CASE("the most recent service times of each service are told, the newest first") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001").call(0, "R001", 1).start(0, "R001", 1).finish(10, "R001", 1);
      script.issue(0, "R002").call(20, "R002", 1).start(20, "R002", 1).finish(40, "R002", 1);
      script.issue(0, "K001", "K").call(50, "K001", 1).start(50, "K001", 1).finish(80, "K001", 1);
      script.issue(0, "R003").call(90, "R003", 1).start(90, "R003", 1);
      script.at(95, TicketHeld{"R003", std::nullopt, {1}});
      script.commit();
      using Times = std::vector<store::ServiceTime>;
      CHECK(*subject.store().service_times(std::nullopt, 500) ==
            Times{{{"K"}, 30'000}, {{"R"}, 20'000}, {{"R"}, 10'000}});
      CHECK(*subject.store().service_times(ServiceId{"R"}, 1) == Times{{{"R"}, 20'000}});
      CHECK(subject.store().service_times(ServiceId{"X"}, 1)->empty());
    });
  }
}

TEST_SUITE("store/notes") {
  TEST_CASE("a note is kept beside the journal, and can be erased without touching it") {
    on_every_store([](Subject& subject) {
      Script script(subject);
      script.issue(0, "R001");
      for (const auto* text : {"alamat: Jalan Pahlawan 6", "telepon nanti"}) {
        store::NoteRow note;
        note.salt = store::random_hex(16);
        script.at(10, NoteAdded{"R001", std::nullopt, store::note_hash(note.salt, text)});
        note.seq = script.seq();
        note.ticket = {kMonday, "R001"};
        note.at_wall_ms = kEight + 10'000;
        note.by = "counter:1";
        note.text = text;
        script.batch().notes.push_back(note);
      }
      script.commit();
      const auto notes = subject.store().notes({kMonday, "R001"});
      REQUIRE(notes);
      REQUIRE(notes->size() == 2);
      CHECK(notes->at(0).text == "alamat: Jalan Pahlawan 6");
      CHECK(notes->at(0).by == "counter:1");
      CHECK(notes->at(0).at_wall_ms == kEight + 10'000);
      CHECK(subject.store().notes({kTuesday, "R001"})->empty());

      const auto head = subject.store().load()->head;
      store::Batch erase;
      erase.notes_before = kMonday;
      REQUIRE(subject.store().commit(erase));
      CHECK(subject.store().notes({kMonday, "R001"})->size() == 2);
      erase.notes_before = kTuesday;
      REQUIRE(subject.store().commit(erase));
      subject.reopen();
      CHECK(subject.store().notes({kMonday, "R001"})->empty());
      CHECK(subject.store().load()->head == head);
    });
  }
}
