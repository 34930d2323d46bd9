// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::check_whole;
using antre::engine::test::Desk;
using antre::engine::test::issue_of;
using antre::engine::test::small_hall;

namespace {

constexpr CounterId kOne{1};

Issue appointment(const Desk& desk, std::int64_t in_ms) {
  auto command = issue_of("R", TicketClass::kRegular, Channel::kAppointment);
  command.booked_ms = desk.context.now.at_ms + in_ms;
  return command;
}

}  // namespace

TEST_SUITE("engine/booking") {
  TEST_CASE("an appointment waits from its time on, in its place") {
    Desk desk;
    desk.open(1);
    desk.must(appointment(desk, 60'000));
    CHECK(desk.ticket("R001").state == TicketState::kBooked);
    CHECK(desk.refused(Call{kOne, {}}) == ErrorCode::kNobodyWaiting);
    CHECK(desk.refused(Call{kOne, "R001"}) == ErrorCode::kWrongState);
    check_whole(desk);
    desk.pass_ms(59'999);
    CHECK(desk.ticket("R001").state == TicketState::kBooked);
    desk.pass_ms(1);
    CHECK(desk.ticket("R001").state == TicketState::kWaiting);
    desk.issue("R");
    CHECK(desk.call(1) == "R001");
    check_whole(desk);
  }

  TEST_CASE("who comes after the booked time has a place from then on") {
    Desk desk;
    desk.must(appointment(desk, -60'000));
    CHECK(desk.ticket("R001").state == TicketState::kWaiting);
    CHECK(desk.ticket("R001").place_ms == desk.context.now.at_ms);
  }

  TEST_CASE("before opening only who comes later gets a number, and waits when the hall opens") {
    Desk desk;
    desk.open(1);
    desk.context.now.hall_open = false;
    CHECK(desk.refused(issue_of("R")) == ErrorCode::kHallClosed);
    desk.must(issue_of("R", TicketClass::kRegular, Channel::kOnline));
    desk.must(appointment(desk, 1000));
    CHECK(desk.ticket("R001").state == TicketState::kBooked);
    desk.pass_s(60);
    CHECK(desk.ticket("R002").state == TicketState::kBooked);
    CHECK(desk.state.clocks.empty());
    check_whole(desk);
    CHECK(waits_to_open(desk.state));
    desk.context.now.hall_open = true;
    desk.wind_now();
    CHECK(desk.ticket("R002").state == TicketState::kWaiting);
    CHECK(desk.state.clocks.size() == 1);
    CHECK(desk.call(1) == "R001");
    check_whole(desk);
  }

  TEST_CASE("a hall may give walk-ins their numbers before it opens") {
    Desk desk;
    desk.context.now.hall_open = false;
    desk.context.early_numbers = true;
    CHECK(desk.issue("R") == "R001");
    CHECK(desk.ticket("R001").state == TicketState::kBooked);
    desk.must(Cancel{"R001", {}});
    CHECK(desk.state.booked.empty());
    check_whole(desk);
  }

  TEST_CASE("after the day's last closing nobody gets a number, not even for later") {
    Desk desk;
    desk.context.now.hall_open = false;
    desk.context.opens_later = false;
    desk.context.early_numbers = true;
    CHECK(desk.refused(issue_of("R")) == ErrorCode::kHallClosed);
    CHECK(desk.refused(issue_of("R", TicketClass::kRegular, Channel::kOnline)) ==
          ErrorCode::kHallClosed);
    CHECK(desk.refused(appointment(desk, 1000)) == ErrorCode::kHallClosed);
    const auto refusal = desk.run(appointment(desk, 1000));
    CHECK(refusal.error().detail == "the hall does not open any more today");
    SUBCASE("unless it opens again") {
      desk.context.opens_later = true;
    }
    SUBCASE("unless its hours are ignored") {
      desk.context.always_open = true;
    }
    SUBCASE("while it is open still") {
      desk.context.now.hall_open = true;
    }
    desk.must(issue_of("R", TicketClass::kRegular, Channel::kOnline));
    check_whole(desk);
  }

  TEST_CASE("a number and what it was told are in the event") {
    Desk desk;
    auto command = issue_of("R");
    command.estimate_low_s = 300;
    command.estimate_high_s = 900;
    const auto issued = std::get<TicketIssued>(desk.must(command).front());
    CHECK(issued.estimate_low_s == 300);
    CHECK(issued.estimate_high_s == 900);
    CHECK_FALSE(issued.place_ms);
  }
}

TEST_SUITE("engine/services") {
  TEST_CASE("a paused service gives no numbers, and its line goes on") {
    Desk desk;
    desk.issue("R");
    desk.open(1);
    desk.must(PauseService{{"R"}, {}, "no forms", {}});
    CHECK(desk.refused(issue_of("R")) == ErrorCode::kServicePaused);
    desk.pass_ms(1);
    CHECK(desk.issue("K") == "K001");
    CHECK(desk.call_and_serve(1) == "R001");
    desk.must(UnpauseService{{"R"}});
    CHECK(desk.issue("R") == "R002");
    check_whole(desk);
  }

  TEST_CASE("a pause ends at its time, and with the day") {
    Desk desk;
    const auto pause = [&](EngineMs until) {
      desk.must(PauseService{{"R"}, {}, "", desk.context.now.at_ms + until});
    };
    pause(60'000);
    desk.pass_ms(59'999);
    CHECK(desk.refused(issue_of("R")) == ErrorCode::kServicePaused);
    desk.pass_ms(1);
    CHECK(desk.issue("R") == "R001");
    CHECK(desk.refused(PauseService{{"R"}, {}, "", desk.context.now.at_ms}) ==
          ErrorCode::kBadRequest);
    pause(3'600'000);
    desk.context.now.day.value += 1;
    CHECK(desk.issue("R") == "R001");
    check_whole(desk);
  }
}

TEST_SUITE("engine/notes") {
  TEST_CASE("a note is kept as a hash, at any time of a ticket") {
    Desk desk;
    desk.issue("R");
    const auto note = std::get<NoteAdded>(desk.must(Note{"R001", {}, "deaf", "c0ffee"}).front());
    CHECK(note.hash == "c0ffee");
    desk.must(Cancel{"R001", {}});
    desk.must(Note{"R001", {}, std::string(2000, 'x'), "c0ffee"});
    CHECK(desk.refused(Note{"R001", {}, "", "c0ffee"}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(Note{"R001", {}, std::string(2001, 'x'), "c0"}) == ErrorCode::kBadRequest);
  }

  TEST_CASE("a miss stays open until its correction is recorded, once") {
    Desk desk;
    desk.issue("R");
    desk.open(1);
    auto hall = small_hall();
    for (auto& service : hall.services) service.target.auto_call = false;
    desk.reload(hall);
    desk.pass_s(601);
    REQUIRE(desk.state.open_misses.size() == 1);
    const auto miss = desk.state.open_misses.front();
    CHECK(desk.ticket("R001").misses == 1);
    CHECK(desk.refused(Correct{miss, ""}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(Correct{"2020-01-01/R001", "told"}) == ErrorCode::kUnknownMiss);
    const auto events = desk.must(Correct{miss, "a second counter from ten on"});
    CHECK(std::get<MissCorrected>(events.front()).by == "kiosk:kiosk-1");
    CHECK(desk.state.open_misses.empty());
    CHECK(desk.refused(Correct{miss, "again"}) == ErrorCode::kUnknownMiss);
    check_whole(desk);
  }

  TEST_CASE("a service that starts too late after a call in time is a miss, told before it") {
    Desk desk;
    desk.issue("R");
    desk.open(1);
    desk.call(1);
    desk.pass_ms(600'001);
    CHECK(desk.state.open_misses.empty());
    const auto events = desk.must(Start{kOne});
    REQUIRE(events.size() == 2);
    CHECK(std::get<TargetMissed>(events[0]).cause == Cause::kVisitorOnWay);
    CHECK_FALSE(std::get<ServiceStarted>(events[1]).met);
    CHECK(std::get<ServiceStarted>(events[1]).clock_ms == 600'001);
    check_whole(desk);
  }

  TEST_CASE("at exactly the target a service is in time, and a no-show after it is no miss") {
    Desk desk;
    desk.issue("R");
    desk.open(1);
    desk.call(1);
    desk.pass_s(600);
    SUBCASE("started") {
      const auto events = desk.must(Start{kOne});
      REQUIRE(events.size() == 1);
      CHECK(std::get<ServiceStarted>(events[0]).met);
    }
    SUBCASE("gone") {
      desk.pass_s(60);
      desk.must(NoShow{kOne});
    }
    CHECK(desk.state.open_misses.empty());
    check_whole(desk);
  }
}
