// SPDX-License-Identifier: Apache-2.0
#include "counter/supervisor/supervisor_model.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>

#include "tests/counter/supervisor_for_tests.hpp"

using namespace antre;
using namespace antre::counter;
using namespace antre::counter::supervisor;
using antre::counter::test::Room;
using Kind = Press::Kind;

TEST_SUITE("counter/supervisor") {
  TEST_CASE("arrows go over the cards, down to the lines, right to the side and back") {
    Room room;
    room.issue("K001");
    room.clock("K001");
    CHECK(room.model.selected().counter == CounterId{1});
    room.press(Kind::kRight);
    CHECK(room.model.selected().counter == CounterId{2});
    room.press(Kind::kDown);
    CHECK(room.model.selected().counter == CounterId{3});  // alone in the last row
    room.press(Kind::kDown);
    CHECK(room.model.selected().service == ServiceId{"K"});
    room.press(Kind::kUp);
    CHECK(room.model.selected().counter == CounterId{3});
    room.press(Kind::kRight);
    CHECK(room.model.selected().kind == Item::Kind::kDue);
    room.press(Kind::kLeft);
    CHECK(room.model.selected().counter == CounterId{1});
    room.press(Kind::kPreviousPart);
    CHECK(room.model.selected().kind == Item::Kind::kDue);
  }

  TEST_CASE("a closed counter is opened with an officer that is known and free") {
    Room room;
    room.officers({"Ani", "Budi", "Citra"});
    room.open(2, "Budi");
    room.press(Kind::kEnter);
    REQUIRE(room.model.sheet().kind == supervisor::Sheet::Kind::kOfficer);
    REQUIRE(room.model.sheet().options.size() == 2);
    room.press(Kind::kDown);
    room.press(Kind::kEnter);
    const auto open = room.asked<OpenCounter>();
    REQUIRE(open);
    CHECK(open->counter == CounterId{1});
    CHECK(open->officer == "Citra");
    CHECK(room.model.busy());
    room.model.answered({}, room.now);
    CHECK(room.says() == Notice::Say::kDone);
  }

  TEST_CASE("typing narrows the officers, and a name that nobody has is taken as typed") {
    Room room;
    room.officers({"Ani", "Budi"});
    room.press(Kind::kEnter);
    room.model.type("bu", room.now);
    REQUIRE(room.model.sheet().options.size() == 1);
    CHECK(room.model.sheet().options.front().officer == "Budi");
    room.press(Kind::kBackspace);
    room.press(Kind::kBackspace);
    room.model.type("Zaenal\n", room.now);
    CHECK(room.model.sheet().options.empty());
    room.press(Kind::kEnter);
    const auto open = room.asked<OpenCounter>();
    REQUIRE(open);
    CHECK(open->officer == "Zaenal");
  }

  TEST_CASE("a free counter goes on break or closes, one on break comes back, a visitor keeps it") {
    Room room;
    room.open(1, "Ani");
    room.press(Kind::kEnter);
    REQUIRE(room.model.sheet().options.size() == 2);
    room.press(Kind::kEnter);
    CHECK(room.asked<BreakCounter>());
    room.model.answered({}, room.now);
    room.add(CounterBreak{{1}, {}});
    room.press(Kind::kEnter);
    room.press(Kind::kEnter);
    CHECK(room.asked<ResumeCounter>());
    room.model.answered({}, room.now);
    room.add(CounterResumed{{1}});
    room.issue("K001");
    room.add(TicketCalled{"K001", std::nullopt, {1}, false});
    room.press(Kind::kEnter);
    CHECK(room.says() == Notice::Say::kNothing);
    CHECK(room.asked_nothing());
  }

  TEST_CASE("help that is asked for stands first, and F2 says that it came") {
    Room room;
    room.open(2, "Budi");
    room.issue("K001");
    room.clock("K001");
    room.add(HelpAsked{{2}, "formulir ganda"});
    REQUIRE(room.model.side().size() == 2);
    CHECK(room.model.side().front().kind == Item::Kind::kHelp);
    room.press(Kind::kQuick, 0);
    const auto ended = room.asked<EndHelp>();
    REQUIRE(ended);
    CHECK(ended->counter == CounterId{2});
  }

  TEST_CASE("who is due stands in order of deadline") {
    Room room;
    for (const char* ticket : {"K001", "K002", "R001"}) room.issue(ticket);
    room.clock("R001");
    room.pass(60'000);
    room.clock("K002");
    room.clock("K001");
    const auto& due = room.model.overview().due;
    REQUIRE(due.size() == 3);
    CHECK(due[0]->ticket == "R001");
    CHECK(due[1]->ticket == "K001");
    CHECK(due[2]->ticket == "K002");
    room.open(1, "Ani");
    CHECK(room.model.overview().counters.front().ticket->ticket == "R001");
  }

  TEST_CASE("a ticket of a line is found by its digits and moved to a service or a counter") {
    Room room;
    room.open(3, "Ani");
    for (const char* ticket : {"K001", "K002", "K012"}) room.issue(ticket);
    room.press(Kind::kNextPart);
    room.press(Kind::kEnter);
    REQUIRE(room.model.sheet().options.size() == 2);
    room.press(Kind::kEnter);
    REQUIRE(room.model.sheet().kind == supervisor::Sheet::Kind::kTicket);
    CHECK(room.model.sheet().options.size() == 3);
    room.model.type("12", room.now);
    room.press(Kind::kEnter);
    REQUIRE(room.model.sheet().kind == supervisor::Sheet::Kind::kMoveTo);
    REQUIRE(room.model.sheet().options.size() == 3);  // R, J and the counter that is open
    room.press(Kind::kOption, 2);
    const auto moved = room.asked<MoveTicket>();
    REQUIRE(moved);
    CHECK(moved->ticket == "K012");
    CHECK(moved->to_counter == CounterId{3});
    CHECK_FALSE(moved->service);
  }

  TEST_CASE("a ticket that is called while it is to be moved closes the sheet and says so") {
    Room room;
    room.open(1, "Ani");
    room.issue("K001");
    room.clock("K001");
    room.press(Kind::kPreviousPart);
    room.press(Kind::kEnter);
    REQUIRE(room.model.sheet().kind == supervisor::Sheet::Kind::kMoveTo);
    room.add(TicketCalled{"K001", std::nullopt, {1}, false});
    CHECK(room.model.sheet().kind == supervisor::Sheet::Kind::kNone);
    CHECK(room.says() == Notice::Say::kNothing);
  }

  TEST_CASE("a line is paused and goes on again") {
    Room room;
    room.press(Kind::kNextPart);
    room.press(Kind::kEnter);
    const auto paused = room.asked<PauseService>();
    REQUIRE(paused);
    CHECK(paused->service == ServiceId{"K"});
    room.model.answered({}, room.now);
    room.add(ServicePaused{{"K"}, std::nullopt, {}});
    room.press(Kind::kEnter);
    CHECK(room.asked<UnpauseService>());
  }

  TEST_CASE("a miss is corrected in a line of text, which must not be empty") {
    Room room;
    room.misses({"2026-11-24/K001"});
    room.press(Kind::kPreviousPart);
    REQUIRE(room.model.selected().kind == Item::Kind::kMiss);
    room.press(Kind::kEnter);
    REQUIRE(room.model.sheet().kind == supervisor::Sheet::Kind::kText);
    room.model.type("  ", room.now);
    room.press(Kind::kEnter);
    CHECK(room.says() == Notice::Say::kNoText);
    room.model.type("jadwal istirahat diubah ", room.now);
    room.press(Kind::kEnter);
    const auto correct = room.asked<Correct>();
    REQUIRE(correct);
    CHECK(correct->miss == "2026-11-24/K001");
    CHECK(correct->text == "jadwal istirahat diubah");
  }

  TEST_CASE("a message goes to the displays") {
    Room room;
    room.press(Kind::kAnnounce);
    room.model.type("Pemilik mobil putih mohon ke parkir", room.now);
    room.press(Kind::kEnter);
    const auto announce = room.asked<Announce>();
    REQUIRE(announce);
    CHECK(announce->text == "Pemilik mobil putih mohon ke parkir");
  }

  TEST_CASE("the advice of the forecast is one button, by the state of now") {
    Room room;
    room.issue("K001");
    ForecastReply forecast;
    forecast.runs = 20;
    forecast.misses.push_back({"K001", {20781}, {"K"}, 70, 0});
    forecast.misses.push_back({"K099", {20781}, {"K"}, 60, 0});
    forecast.advice.push_back({"open", {3}, 1});
    forecast.advice.push_back({"open", {2}, 1});
    room.model.forecast_came(forecast, room.now);
    REQUIRE(room.model.side().size() == 2);  // one advice, and only who waits
    CHECK(room.model.main_verb(room.model.side().front()) == Verb::kOpen);
    room.open(3, "Ani");
    CHECK_FALSE(room.model.main_verb(room.model.side().front()));
    room.add(CounterBreak{{3}, {}});
    room.press(Kind::kQuick, 0);
    CHECK(room.asked<ResumeCounter>());
  }

  TEST_CASE("without a link everything is refused, and nothing is kept for later") {
    Room room;
    room.open(1, "Ani");
    room.press(Kind::kEnter);
    room.model.set_link(Link::kOffline, 0, room.now);
    room.press(Kind::kEnter);
    CHECK(room.says() == Notice::Say::kOfflineRefused);
    CHECK(room.asked_nothing());
    room.press(Kind::kCancel);
    room.press(Kind::kAnnounce);
    CHECK(room.model.sheet().kind == supervisor::Sheet::Kind::kNone);
    room.pass(kNoticeMs);
    CHECK(room.says() == Notice::Say::kOffline);
    room.model.set_link(Link::kOnline, 0, room.now);
    CHECK(room.asked_nothing());
  }

  TEST_CASE("no answer is unknown, not failed, and nothing else is sent until it is settled") {
    Room room;
    room.open(1, "Ani");
    room.press(Kind::kEnter);
    room.press(Kind::kEnter);
    CHECK(room.asked<BreakCounter>());
    room.pass(kCheckingAfterMs);
    CHECK(room.says() == Notice::Say::kChecking);
    room.model.answered(Error{ErrorCode::kTimeout, "no answer"}, room.now);
    CHECK(room.says() == Notice::Say::kChecking);
    room.press(Kind::kEnter);
    CHECK(room.says() == Notice::Say::kBusy);
    CHECK(room.asked_nothing());
    SUBCASE("it was done") {
      room.settle(Settlement::Fate::kDone);
      CHECK(room.says() == Notice::Say::kDone);
    }
    SUBCASE("it was not done") {
      room.settle(Settlement::Fate::kNotDone);
      CHECK(room.says() == Notice::Say::kNotDone);
    }
    SUBCASE("nobody can say") {
      room.settle(Settlement::Fate::kUnknown);
      CHECK(room.says() == Notice::Say::kNotKnown);
    }
    CHECK_FALSE(room.model.busy());
    CHECK(room.asked_nothing());
  }

  TEST_CASE("a refusal of the dispatcher is told with its reason") {
    Room room;
    room.press(Kind::kNextPart);
    room.press(Kind::kEnter);
    CHECK(room.asked<PauseService>());
    room.model.answered(Error{ErrorCode::kWrongState, "no"}, room.now);
    CHECK(room.says() == Notice::Say::kRefused);
    CHECK(room.model.notice().code == ErrorCode::kWrongState);
  }

  TEST_CASE("an officer whom no update names is asked for once, and forgotten with the counter") {
    Room room;
    room.open(1, "");
    CHECK(room.asks<AskNames>() == 1);
    HallView told = room.view();
    told.counters.front().officer = "Ani";
    room.model.names_came(SnapshotReply{told}, room.now);
    CHECK(room.model.overview().counters.front().officer == "Ani");
    room.issue("K001");
    CHECK(room.asks<AskNames>() == 0);
    room.add(CounterClosed{{1}});
    CHECK(room.model.overview().counters.front().officer.empty());
    room.open(1, "");
    CHECK(room.asks<AskNames>() == 1);
  }

  TEST_CASE("the forecast is asked for again and again, but never twice at once") {
    Room room;
    CHECK(room.asked_nothing());
    room.pass(kForecastEveryMs * 3);
    CHECK(room.asks<AskForecast>() == 0);  // the first one is not answered yet
    room.model.forecast_came(ForecastReply{}, room.now);
    CHECK(room.asks<AskForecast>() == 0);
    room.pass(kForecastEveryMs);
    CHECK(room.asks<AskForecast>() == 1);
  }

  TEST_CASE("what is selected stays selected while others come and go") {
    Room room;
    for (const char* ticket : {"K001", "K002"}) room.issue(ticket);
    room.clock("K001");
    room.pass(1'000);
    room.clock("K002");
    room.press(Kind::kPreviousPart);
    room.press(Kind::kDown);
    CHECK(room.model.selected().ticket.number == "K002");
    room.add(TicketCancelled{"K001", std::nullopt});
    CHECK(room.model.selected().ticket.number == "K002");
    room.add(TicketCancelled{"K002", std::nullopt});
    CHECK(room.model.selected().kind == Item::Kind::kCounter);
  }
}
