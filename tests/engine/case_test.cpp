// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "protocol/hall_view.hpp"
#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::check_whole;
using antre::engine::test::Desk;
using antre::engine::test::issue_of;
using antre::engine::test::small_hall;

namespace {

/// A desk at whose counter 1 R001 is served, by officer 1, for counter 1's key.
Desk serving_desk() {
  Desk desk;
  desk.open(1);
  desk.issue("R");
  desk.call(1);
  desk.must(Start{{1}});
  desk.context.client = "counter:1";
  return desk;
}

std::string open_case(Desk& desk, const std::string& ticket) {
  desk.must(OpenCase{ticket, {}, "7KQ2M9WX"});
  return desk.all<CaseOpened>().back().case_;
}

}  // namespace

TEST_SUITE("engine/case") {
  TEST_CASE("a case begins with a ticket that is served, and says who opened it and until when") {
    auto desk = serving_desk();
    const auto number = open_case(desk, "R001");
    CHECK(number == "R-2024-0001");
    const auto event = desk.all<CaseOpened>().back();
    CHECK(event.step == "received");
    CHECK(event.officer == "officer 1");
    CHECK(event.by == "counter:1");
    // An always open hall works every day.
    CHECK(event.due == Day{desk.state.day.value + 7});
    CHECK(desk.refused(OpenCase{"R001", {}, "OTHER"}) == ErrorCode::kConflict);
    check_whole(desk);
  }

  TEST_CASE("who waits, a service without steps and an unknown ticket have no case") {
    auto desk = serving_desk();
    desk.issue("R");
    CHECK(desk.refused(OpenCase{"R002", {}, "X"}) == ErrorCode::kWrongState);
    CHECK(desk.refused(OpenCase{"R009", {}, "X"}) == ErrorCode::kUnknownTicket);
    desk.must(Finish{{1}});
    desk.issue("K");
    desk.must(Call{{1}, "K001"});
    desk.must(Start{{1}});
    CHECK(desk.refused(OpenCase{"K001", {}, "X"}) == ErrorCode::kBadRequest);
  }

  TEST_CASE("a case goes through its steps, back too, and is closed by the last") {
    auto desk = serving_desk();
    const auto number = open_case(desk, "R001");
    CHECK(desk.must(AdvanceCase{number, "received"}).empty());
    desk.must(AdvanceCase{number, "signed"});
    desk.must(AdvanceCase{number, "received"});
    CHECK(desk.refused(AdvanceCase{number, "burnt"}) == ErrorCode::kBadRequest);
    CHECK(desk.state.open_case(number)->step == "received");
    desk.must(AdvanceCase{number, "handed-over"});
    CHECK(desk.all<CaseAdvanced>().back().closed);
    CHECK(desk.refused(AdvanceCase{number, "signed"}) == ErrorCode::kUnknownCase);
    check_whole(desk);
    // The next one has the next number.
    CHECK(open_case(desk, "R001") == "R-2024-0002");
  }

  TEST_CASE("a case lives over days and years, and numbers begin anew with the year") {
    auto desk = serving_desk();
    const auto number = open_case(desk, "R001");
    desk.must(Finish{{1}});
    desk.context.now.day.value += 366;
    desk.issue("R");
    CHECK(desk.state.open_case(number) != nullptr);
    CHECK(desk.state.open_case("7kq2-m9wx") != nullptr);
    desk.call(1);
    desk.must(Start{{1}});
    CHECK(open_case(desk, "R001") == "R-2025-0001");
    check_whole(desk);
    desk.must(CloseCase{number, "ditarik pemohon"});
    CHECK(desk.state.open_case(number) == nullptr);
    CHECK(desk.refused(CloseCase{number, "again"}) == ErrorCode::kUnknownCase);
    check_whole(desk);
  }

  TEST_CASE("the code of a case gives its visitor one number, and a ticket's code none") {
    auto desk = serving_desk();
    const auto number = open_case(desk, "R001");
    desk.must(Finish{{1}});
    desk.must(CheckIn{"7kq2 m9wx", "NEWCODE"});
    CHECK(desk.ticket("R002").case_ == number);
    CHECK(desk.ticket("R002").code == "NEWCODE");
    CHECK(desk.must(CheckIn{"7KQ2M9WX", "OTHER"}).empty());
    HallView view;
    for (const auto& entry : desk.entries) view.apply(entry);
    CHECK(view.ticket({desk.state.day, "R002"})->case_ == number);
    CHECK(desk.refused(CheckIn{"NOBODYS"}) == ErrorCode::kUnknownTicket);
    CHECK(desk.refused(OpenCase{"R002", {}, "X"}) == ErrorCode::kWrongState);
    desk.call(1);
    desk.must(Start{{1}});
    CHECK(desk.refused(OpenCase{"R002", {}, "X"}) == ErrorCode::kConflict);
    check_whole(desk);
  }

  TEST_CASE("due days are days on which the hall opens") {
    auto hall = small_hall();
    hall.hours.always = false;
    for (int day = 0; day < 5; ++day) hall.hours.open.push_back({day, 480, 930});
    const auto friday = parse_day("2026-12-18");
    hall.hours.closed_on = {*parse_day("2026-12-25")};
    CHECK(day_text(hall.working_day_after(*friday, 1)) == "2026-12-21");
    CHECK(day_text(hall.working_day_after(*friday, 5)) == "2026-12-28");
    CHECK(hall.working_day_after(*friday, 0) == *friday);
  }
}

TEST_SUITE("engine/desk") {
  TEST_CASE("a counter asks for help until it came, and not twice with the same words") {
    Desk desk;
    CHECK(desk.refused(AskHelp{{1}, ""}) == ErrorCode::kCounterClosed);
    desk.open(1);
    desk.must(AskHelp{{1}, "printer"});
    CHECK(desk.must(AskHelp{{1}, "printer"}).empty());
    desk.must(AskHelp{{1}, "tamu marah"});
    HallView view;
    for (const auto& entry : desk.entries) view.apply(entry);
    CHECK(view.counter({1})->help->text == "tamu marah");
    desk.must(EndHelp{{1}});
    CHECK(desk.must(EndHelp{{1}}).empty());
    desk.must(AskHelp{{1}, ""});
    desk.must(CloseCounter{{1}});
    CHECK(desk.state.counter({1})->help == std::nullopt);
    CHECK(desk.refused(AskHelp{{9}, ""}) == ErrorCode::kUnknownCounter);
    CHECK(desk.refused(AskHelp{{1}, "a\nb"}) != ErrorCode::kInternal);
    check_whole(desk);
  }

  TEST_CASE("a miss is explained by who was there and stays open until it is corrected") {
    Desk desk;
    desk.issue("R");
    desk.pass_s(601);
    const auto miss = desk.all<TargetMissed>().back().miss;
    HallView view;
    for (const auto& entry : desk.entries) view.apply(entry);
    REQUIRE(view.misses.size() == 1);
    CHECK_FALSE(view.misses.front().explained);
    desk.must(ExplainMiss{miss, "rapat mendadak"});
    CHECK(desk.state.open_misses.size() == 1);
    CHECK(desk.refused(ExplainMiss{miss, "dua\nbaris"}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(ExplainMiss{miss, ""}) == ErrorCode::kBadRequest);
    desk.must(Correct{miss, "Loket 3 dibuka"});
    CHECK(desk.refused(ExplainMiss{miss, "lagi"}) == ErrorCode::kUnknownMiss);
    HallView after;
    for (const auto& entry : desk.entries) after.apply(entry);
    CHECK(after.misses.empty());
    check_whole(desk);
  }

  TEST_CASE("a waiting ticket is moved with its clock, to the end of another line") {
    Desk desk;
    desk.issue("P");
    desk.issue("R");
    desk.pass_s(100);
    const auto from_ms = desk.state.clock(desk.state.slot(desk.state.day, "P001"))->from_ms;
    desk.must(MoveTicket{"P001", {}, ServiceId{"R"}, {}});
    CHECK(desk.ticket("P001").place_ms == desk.context.now.at_ms);
    CHECK(desk.state.clock(desk.state.slot(desk.state.day, "P001"))->from_ms == from_ms);
    CHECK(desk.refused(MoveTicket{"P001", {}, ServiceId{"R"}, {}}) == ErrorCode::kWrongState);
    CHECK(desk.refused(MoveTicket{"P001", {}, {}, {}}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(MoveTicket{"P001", {}, ServiceId{"Z"}, {}}) == ErrorCode::kUnknownService);
    CHECK(desk.refused(MoveTicket{"P001", {}, {}, CounterId{9}}) == ErrorCode::kUnknownCounter);
    desk.must(MoveTicket{"P001", {}, {}, CounterId{3}});
    desk.open(3);
    desk.open(1);
    CHECK(desk.call(1) == "R001");
    CHECK(desk.refused(MoveTicket{"R001", {}, ServiceId{"K"}, {}}) == ErrorCode::kWrongState);
    CHECK(desk.call(3) == "P001");
    check_whole(desk);
  }

  TEST_CASE("a visitor answers once, after the service, with nine numbers from 1 to 4") {
    Desk desk;
    desk.open(1);
    desk.issue("R");
    desk.call(1);
    desk.must(Start{{1}});
    const std::vector<int> good(9, 4);
    CHECK(desk.refused(AnswerSurvey{"R001", {}, good}) == ErrorCode::kWrongState);
    desk.must(Finish{{1}});
    HallView view;
    for (const auto& entry : desk.entries) view.apply(entry);
    CHECK(view.counter({1})->finished->ticket.number == "R001");
    CHECK(desk.refused(AnswerSurvey{"R001", {}, {4, 4}}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(AnswerSurvey{"R001", {}, std::vector<int>(9, 5)}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(AnswerSurvey{"R002", {}, good}) == ErrorCode::kUnknownTicket);
    desk.must(AnswerSurvey{"R001", {}, good});
    CHECK(desk.all<SurveyAnswered>().back().counter == CounterId{1});
    CHECK(desk.refused(AnswerSurvey{"R001", {}, good}) == ErrorCode::kConflict);
    HallView after;
    for (const auto& entry : desk.entries) after.apply(entry);
    CHECK_FALSE(after.counter({1})->finished);
    auto hall = small_hall();
    hall.survey.on = false;
    desk.reload(hall);
    CHECK(desk.refused(AnswerSurvey{"R001", {}, good}) == ErrorCode::kNotAllowed);
    check_whole(desk);
  }

  TEST_CASE("a finish says what was missing and when it goes on, and nothing that does not fit") {
    auto hall = small_hall();
    hall.services.front().requirements = {"identity", "form"};
    Desk desk(hall);
    desk.open(1);
    desk.issue("R");
    desk.call(1);
    desk.must(Start{{1}});
    const auto today = desk.state.day;
    CHECK(desk.refused(Finish{{1}, Outcome::kServed, {"form"}}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(Finish{{1}, Outcome::kIncomplete, {"hat"}}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(Finish{{1}, Outcome::kServed, {}, today}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(Finish{{1}, Outcome::kFollowUp, {}, Day{today.value - 1}}) ==
          ErrorCode::kBadRequest);
    desk.must(Finish{{1}, Outcome::kIncomplete, {"form"}});
    CHECK(desk.all<ServiceFinished>().back().missing == std::vector<std::string>{"form"});
    desk.must(Undo{{1}});
    desk.must(Finish{{1}, Outcome::kFollowUp, {}, Day{today.value + 3}});
    CHECK(desk.all<ServiceFinished>().back().follow_up == Day{today.value + 3});
    check_whole(desk);
  }
}
