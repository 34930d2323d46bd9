// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "dispatcher/engine/invariants.hpp"
#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::Desk;
using antre::engine::test::issue_of;
using antre::engine::test::last_day;
using antre::engine::test::replay;
using antre::engine::test::small_hall;

TEST_SUITE("engine/numbering") {
  TEST_CASE("each prefix counts for itself, and after R999 comes R1000") {
    Desk desk;
    std::string last;
    for (int i = 0; i < 999; ++i) last = desk.issue("R");
    CHECK(last == "R999");
    CHECK(desk.issue("R") == "R1000");
    CHECK(desk.issue("K") == "K001");
    CHECK(desk.state.ticket({desk.state.day, "R1000"})->count == 1000);
    CHECK(broken(desk.state).empty());
  }

  TEST_CASE("skipped numbers are not given and the rest has no gap") {
    Desk desk;
    CHECK(desk.issue("R") == "R001");
    desk.journal({NumbersSkipped{{"R"}, 2, 101}});
    CHECK(desk.issue("R") == "R102");
    desk.journal({NumbersSkipped{{"R"}, 105, 106}, NumbersSkipped{{"R"}, 104, 104}});
    CHECK(desk.issue("R") == "R103");
    CHECK(desk.issue("R") == "R107");
    for (const auto* number : {"R001", "R102", "R103", "R107"})
      CHECK(desk.state.ticket({desk.state.day, number}) != nullptr);
    CHECK(desk.state.ticket({desk.state.day, "R002"}) == nullptr);
    CHECK(broken(desk.state).empty());
  }

  TEST_CASE("a prefix that begins another one does not hide its tickets") {
    auto hall = small_hall();
    hall.services[1].id = {"R1"};
    hall.counters[0].primary[1] = {"R1"};
    Desk desk(hall);
    CHECK(desk.issue("R") == "R001");
    CHECK(desk.issue("R1") == "R1001");
    CHECK(desk.state.ticket({desk.state.day, "R1001"})->count == 1);
  }

  TEST_CASE("numbers begin anew at midnight and a visitor being served keeps its number") {
    Desk desk;
    const auto yesterday = desk.state.day;
    desk.issue("R");
    desk.issue("R");
    desk.pass_ms(1);
    desk.issue("K", TicketClass::kPriority);
    desk.open(1);
    desk.open(3);
    desk.open(2);
    desk.must(BreakCounter{{2}, "prayer"});
    CHECK(desk.call(3) == "R001");
    desk.must(Start{{3}});
    desk.context.now.day = {yesterday.value + 1};
    desk.context.head = "abcd";
    CHECK(desk.issue("R") == "R001");

    const auto closed = desk.all<DayClosed>();
    REQUIRE(closed.size() == 1);
    CHECK(closed.front().unserved == std::vector<std::string>{"R002", "K001"});
    CHECK(closed.front().finished.empty());
    CHECK(closed.front().head == "abcd");
    for (const auto& entry : desk.entries)
      CHECK((entry.day == yesterday) == (entry.seq < last_day(desk.entries).front().seq));
    const auto misses = desk.all<TargetMissed>();
    REQUIRE(misses.size() == 2);
    CHECK(misses.front().ticket == "R002");
    CHECK(misses.back().miss == day_text(yesterday) + "/K001");
    CHECK(desk.state.open_misses ==
          std::vector<std::string>{misses.front().miss, misses.back().miss});
    CHECK(desk.state.ticket({yesterday, "R002"}) == nullptr);
    REQUIRE(desk.state.ticket({yesterday, "R001"}) != nullptr);
    CHECK(desk.state.ticket({yesterday, "R001"})->state == TicketState::kServing);
    CHECK(counter_reply(desk.state, {3}).of_day == yesterday);
    CHECK(desk.refused(OpenCounter{{2}, "officer 3"}) != ErrorCode::kInternal);
    CHECK(desk.state.counter({3})->officer == "officer 3");
    CHECK(counter_reply(desk.state, {1}).state == CounterState::kFree);
    CHECK(counter_reply(desk.state, {2}).state == CounterState::kOnBreak);
    CHECK(broken(desk.state).empty());
    CHECK(replay(last_day(desk.entries), true) == desk.state);

    const auto finished = desk.must(Finish{{3}, Outcome::kServed});
    CHECK(std::get<ServiceFinished>(finished.front()).of_day == yesterday);
    CHECK_FALSE(std::get<TicketCalled>(desk.must(Call{{3}, {}}).front()).of_day);
    CHECK(replay(last_day(desk.entries), true) == desk.state);
  }

  TEST_CASE(
      "a hall file changed after midnight, before any command, belongs to the day that ends") {
    Desk desk;
    const auto yesterday = desk.state.day;
    desk.open(2);
    desk.context.now.day = {yesterday.value + 1};
    auto hall = small_hall();
    std::erase_if(hall.counters, [](const auto& counter) { return counter.id.value == 2; });
    desk.reload(hall);
    CHECK(desk.entries.back().day == yesterday);
    CHECK(desk.issue("R") == "R001");
    CHECK(desk.entries.back().day == desk.context.now.day);
    CHECK(desk.state.counter({2}) == nullptr);
    CHECK(replay(desk.entries, true) == desk.state);
  }

  TEST_CASE("a day is turned once, and a clock set back does not turn it") {
    Desk desk;
    CHECK(turn_day(desk.state, small_hall(), desk.context).empty());
    desk.issue("R");
    desk.context.now.day.value -= 1;
    CHECK(desk.issue("R") == "R002");
  }

  TEST_CASE("a visitor called before midnight may be cancelled by day and number") {
    Desk desk;
    const auto yesterday = desk.state.day;
    desk.issue("R");
    desk.open(1);
    desk.call(1);
    desk.context.now.day = {yesterday.value + 1};
    CHECK(desk.refused(Cancel{"R009", {}}) == ErrorCode::kUnknownTicket);
    CHECK(desk.refused(Cancel{"R001", {}}) == ErrorCode::kUnknownTicket);
    const auto events = desk.must(Cancel{"R001", yesterday});
    CHECK(std::get<TicketCancelled>(events.front()).of_day == yesterday);
    CHECK(counter_reply(desk.state, {1}).state == CounterState::kFree);
  }
}

TEST_SUITE("engine/tickets") {
  TEST_CASE("a number is given only for a service of the hall, while it is open") {
    Desk desk;
    CHECK(desk.refused(issue_of("X")) == ErrorCode::kUnknownService);
    desk.context.now.hall_open = false;
    CHECK(desk.refused(issue_of("R")) == ErrorCode::kHallClosed);
    desk.context.always_open = true;
    CHECK(desk.issue("R") == "R001");
  }

  TEST_CASE("who waits at closing time is still served") {
    Desk desk;
    desk.issue("R");
    desk.open(1);
    desk.context.now.hall_open = false;
    CHECK(desk.call_and_serve(1) == "R001");
  }

  TEST_CASE("a service gives no more numbers than its quota") {
    auto hall = small_hall();
    hall.services[0].quota_per_day = 2;
    Desk desk(hall);
    desk.issue("R");
    desk.must(Cancel{desk.issue("R"), {}});
    CHECK(desk.refused(issue_of("R")) == ErrorCode::kQuotaReached);
    desk.context.now.day.value += 1;
    CHECK(desk.issue("R") == "R001");
  }

  TEST_CASE("a ticket tells how many wait before it") {
    Desk desk;
    const auto day = desk.state.day;
    for (int i = 0; i < 3; ++i) desk.issue("R");
    auto command = issue_of("R", TicketClass::kPriority, Channel::kOnline);
    command.code = "AB";
    const auto first = desk.must(command);
    CHECK(std::get<TicketIssued>(first.front()).ahead == 0);  // regular ones do not count
    command.code = "ABC";
    const auto events = desk.must(command);
    const auto& issued = std::get<TicketIssued>(events.front());
    CHECK(issued.ahead == 1);
    CHECK(issued.device == "kiosk-1");
    const auto reply = ticket_reply(desk.state, {day, issued.ticket});
    REQUIRE(reply);
    CHECK(reply->ahead == 1);
    CHECK(reply->code == "ABC");
    CHECK(reply->class_ == TicketClass::kPriority);
    CHECK(reply->channel == Channel::kOnline);
    CHECK(reply->issued_wall_ms == desk.context.now.at_ms + 50);
    desk.must(Cancel{"R001", {}});
    CHECK(ahead(desk.state, {day, "R003"}) == 1);
    CHECK(ahead(desk.state, {day, "R001"}) == 0);
    desk.issue("R");
    CHECK(ahead(desk.state, {day, "R006"}) == 4);
    CHECK(ticket_reply(desk.state, {day, "R001"})->state == TicketState::kCancelled);
    CHECK_FALSE(ticket_reply(desk.state, {day, "R099"}));
  }

  TEST_CASE("a waiting or called ticket may be cancelled, a served or ended one may not") {
    Desk desk;
    for (int i = 0; i < 3; ++i) desk.issue("R");
    desk.open(1);
    desk.must(Cancel{"R001", {}});
    CHECK(desk.refused(Cancel{"R001", {}}) == ErrorCode::kWrongState);
    CHECK(desk.call(1) == "R002");
    desk.must(Cancel{"R002", {}});
    CHECK(counter_reply(desk.state, {1}).state == CounterState::kFree);
    CHECK(desk.call(1) == "R003");
    desk.must(Start{{1}});
    CHECK(desk.refused(Cancel{"R003", {}}) == ErrorCode::kWrongState);
    CHECK(desk.refused(Cancel{"R004", {}}) == ErrorCode::kUnknownTicket);
    CHECK(broken(desk.state).empty());
  }

  TEST_CASE("a print report is kept once, also after the ticket's end") {
    Desk desk;
    desk.issue("R");
    const ReportPrint failed{"R001", {}, PrintState::kFailed, "media-empty"};
    CHECK(desk.must(failed).size() == 1);
    CHECK(desk.must(failed).empty());
    desk.must(Cancel{"R001", {}});
    CHECK(desk.must(ReportPrint{"R001", {}, PrintState::kPrinted, ""}).size() == 1);
    CHECK(desk.state.ticket({desk.state.day, "R001"})->print == PrintState::kPrinted);
    CHECK(desk.refused(ReportPrint{"R002", {}, PrintState::kPrinted, ""}) ==
          ErrorCode::kUnknownTicket);
    CHECK(desk.refused(ReportPrint{"R001", {}, PrintState::kNone, ""}) == ErrorCode::kBadRequest);
  }
}
