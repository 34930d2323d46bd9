// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/service/rig.hpp"

using namespace antre;
using test::issue;
using test::Rig;

namespace {

constexpr std::int64_t kMinuteMs = 60'000;

ForecastReply forecast_of(int low_s, int high_s) {
  ForecastReply reply;
  reply.runs = 200;
  reply.expected = {{{"R"}, low_s, high_s}};
  return reply;
}

Heartbeat last_beat(Rig& rig) {
  rig.dispatcher->heartbeat();
  return std::get<Heartbeat>(codec::decode_update(rig.transport.published.back())->event);
}

}  // namespace

TEST_SUITE("service/forecast") {
  TEST_CASE("a forecast is asked for once a second at most, and when something changed") {
    Rig rig(test::hall_of_two(), true);
    rig.dispatcher->heartbeat();
    REQUIRE(rig.forecaster.tasks.size() == 1);
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.dispatcher->heartbeat();
    CHECK(rig.forecaster.tasks.size() == 1);  // one is under way
    rig.forecaster.finish(forecast_of(0, 60));
    rig.dispatcher->heartbeat();
    REQUIRE(rig.forecaster.tasks.size() == 2);
    CHECK(rig.forecaster.tasks[1].state.seq == rig.dispatcher->state().seq);
    rig.forecaster.finish(forecast_of(60, 120));
    rig.dispatcher->heartbeat();
    CHECK(rig.forecaster.tasks.size() == 2);
    CHECK(last_beat(rig).expected == forecast_of(60, 120).expected);
  }

  TEST_CASE("a ticket takes the last estimate along, and says the same for ever") {
    Rig rig(test::hall_of_two(), true);
    const auto before = rig.ask(rig.kiosk, "s", 1, issue("R"));
    CHECK_FALSE(std::get<TicketReply>(before.body).estimate_low_s);
    rig.dispatcher->heartbeat();
    rig.forecaster.finish(forecast_of(120, 300));
    const auto reply = rig.ask(rig.kiosk, "s", 2, issue("R"));
    CHECK(std::get<TicketReply>(reply.body).estimate_low_s == 120);
    CHECK(std::get<TicketReply>(reply.body).estimate_high_s == 300);
    const auto other = rig.ask(rig.kiosk, "s", 3, issue("K"));
    CHECK_FALSE(std::get<TicketReply>(other.body).estimate_low_s);
    auto booked = issue("R");
    booked.channel = Channel::kAppointment;
    booked.booked = "14:30";
    const auto later = rig.ask(rig.kiosk, "s", 4, booked);
    CHECK_FALSE(std::get<TicketReply>(later.body).estimate_low_s);
  }

  TEST_CASE("nothing is forecast of what is not committed") {
    Rig rig(test::hall_of_two(), true);
    rig.send(rig.kiosk, "s", 1, issue("R"));
    rig.loop.run();
    rig.dispatcher->heartbeat();
    rig.forecaster.finish(forecast_of(60, 120));
    CHECK(last_beat(rig).expected.empty());
    rig.settle_down();
    CHECK_FALSE(last_beat(rig).expected.empty());
  }

  TEST_CASE("who asks before the first forecast waits for it") {
    Rig rig(test::hall_of_two(), true);
    rig.transport.replies.clear();
    rig.send(rig.admin, "", 7, GetForecast{});
    rig.settle_down();
    CHECK(rig.transport.replies.empty());
    rig.forecaster.finish(forecast_of(0, 30));
    rig.settle_down();
    REQUIRE(rig.transport.replies.size() == 1);
    CHECK(rig.last_reply().n == 7);
    CHECK(std::get<ForecastReply>(rig.last_reply().body).runs == 200);
    CHECK(std::get<ForecastReply>(rig.ask(rig.admin, "", 8, GetForecast{}).body).runs == 200);
    CHECK(Rig::refused(rig.ask(rig.kiosk, "", 9, GetForecast{})) == "not-allowed");
  }

  TEST_CASE("service times are learned from the services that end") {
    Rig rig(test::hall_of_two(), true);
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.ask(rig.admin, "a", 1, OpenCounter{{1}, "Sari"});
    rig.ask(rig.admin, "a", 2, Call{{1}, std::nullopt});
    rig.ask(rig.admin, "a", 3, Start{{1}});
    rig.pass(3 * kMinuteMs);
    rig.ask(rig.admin, "a", 4, Finish{{1}, Outcome::kServed});
    rig.dispatcher->heartbeat();
    REQUIRE(rig.forecaster.tasks.size() == 1);
    const store::ServiceTime expected{{"R"}, 3 * kMinuteMs};
    CHECK(rig.forecaster.tasks[0].learned == std::vector{expected});
  }
}

TEST_SUITE("service/queries") {
  TEST_CASE("a report is of what is committed, of today when no day is said") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto reply = rig.ask(rig.counter, "", 1, GetReport{});
    const auto& report = std::get<ReportReply>(reply.body);
    CHECK(report.from == rig.dispatcher->state().day);
    CHECK(report.total.tickets == 1);
    GetReport wrong;
    wrong.from = rig.dispatcher->state().day;
    wrong.to = Day{wrong.from->value - 1};
    CHECK(Rig::refused(rig.ask(rig.counter, "", 2, wrong)) == "bad-request");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "", 3, GetReport{})) == "not-allowed");
  }

  TEST_CASE("a miss stays open until somebody in charge corrects it") {
    Rig rig;
    const link::Peer supervisor{"c6", "supervisor", "desk"};
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.pass(11 * kMinuteMs);
    GetMisses open;
    open.open_only = true;
    auto misses = std::get<MissesReply>(rig.ask(supervisor, "", 1, open).body);
    REQUIRE(misses.misses.size() == 1);
    CHECK(misses.utc_offset_s == 7 * 3600);
    const Correct correct{misses.misses[0].miss, "a second counter opens at noon"};
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 1, correct)) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.counter, "", 2, open)) == "not-allowed");
    CHECK(std::holds_alternative<Accepted>(rig.ask(supervisor, "u", 1, correct).body));
    misses = std::get<MissesReply>(rig.ask(supervisor, "", 3, GetMisses{}).body);
    REQUIRE(misses.misses.size() == 1);
    CHECK(misses.misses[0].corrected_by == "supervisor:desk");
    misses = std::get<MissesReply>(rig.ask(supervisor, "", 4, open).body);
    CHECK(misses.misses.empty());
  }

  TEST_CASE("a note is beside the journal, which has its salted hash") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    Note note;
    note.ticket = "R001";
    note.text = "came with a wheelchair";
    note.hash = "forged";
    CHECK(std::holds_alternative<Accepted>(rig.ask(rig.counter, "c", 1, note).body));
    const auto& record = rig.store.records().back();
    const auto& added = std::get<NoteAdded>(record.entry.event);
    CHECK(added.hash.size() == 64);
    CHECK(record.bytes.find("wheelchair") == std::string::npos);
    CHECK(rig.transport.published.back().find("wheelchair") == std::string::npos);
    GetNotes asked;
    asked.ticket = "R001";
    const auto notes = std::get<NotesReply>(rig.ask(rig.admin, "", 2, asked).body).notes;
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].text == note.text);
    CHECK(notes[0].by == "counter:1");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "", 3, asked)) == "not-allowed");
    note.ticket = "R099";
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 2, note)) == "unknown-ticket");
  }
}
