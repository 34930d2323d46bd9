// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <optional>

#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::calling_desk;
using antre::engine::test::check_whole;
using antre::engine::test::Desk;
using antre::engine::test::issue_of;

namespace {

constexpr CounterId kOne{1};
constexpr CounterId kThree{3};

Transfer to_service(CounterId from, const std::string& service, bool return_ = false) {
  return {from, ServiceId{service}, std::nullopt, return_};
}

}  // namespace

TEST_SUITE("engine/hold") {
  TEST_CASE("a held ticket keeps its place and its clock stands still meanwhile") {
    auto desk = calling_desk();
    desk.pass_s(100);
    desk.must(Hold{kOne});
    CHECK(desk.ticket("R001").state == TicketState::kHeld);
    CHECK(counter_reply(desk.state, kOne).state == CounterState::kFree);
    desk.pass_s(200);
    const auto slot = desk.state.slot(desk.state.day, "R001");
    CHECK(desk.state.clock(slot)->shows_ms(desk.context.now.at_ms) == 100'000);
    desk.must(Unhold{"R001", {}});
    CHECK(ahead(desk.state, {desk.state.day, "R002"}) == 1);
    desk.pass_s(7);
    CHECK(desk.state.clock(slot)->shows_ms(desk.context.now.at_ms) == 107'000);
    check_whole(desk);
  }

  TEST_CASE("who is put aside in the middle of a service has no clock until it waits again") {
    auto desk = calling_desk();
    desk.must(Start{kOne});
    desk.must(Hold{kOne});
    const auto slot = desk.state.slot(desk.state.day, "R001");
    CHECK(desk.state.clock(slot) == nullptr);
    CHECK(desk.call(1) == "R002");
    desk.must(Unhold{"R001", {}});
    desk.serve(1);
    CHECK(desk.state.clock(slot) != nullptr);  // counter 1 is free for it
    CHECK(desk.call(1) == "R001");
    check_whole(desk);
  }

  TEST_CASE("a held ticket may be cancelled") {
    auto desk = calling_desk();
    desk.must(Hold{kOne});
    desk.must(Cancel{"R001", {}});
    CHECK(desk.state.clock(desk.state.slot(desk.state.day, "R001")) == nullptr);
    CHECK(desk.refused(Unhold{"R001", {}}) == ErrorCode::kWrongState);
    check_whole(desk);
  }

  TEST_CASE("who waits or is held unserved when the day closes is a miss, one in service is not") {
    Desk desk;
    const auto day = desk.state.day;
    for (int i = 0; i < 3; ++i) desk.issue("R");
    auto booked = issue_of("K", TicketClass::kRegular, Channel::kAppointment);
    booked.booked_ms = desk.context.now.at_ms + 3'600'000;
    desk.must(booked);
    desk.open(1);
    desk.call(1);
    desk.must(Hold{kOne});
    desk.call(1);
    desk.must(Start{kOne});
    desk.must(Hold{kOne});
    desk.context.now.day.value += 1;
    desk.issue("R");
    const auto closed = desk.all<DayClosed>().back();
    CHECK(closed.unserved == std::vector<std::string>{"R001", "R003", "K001"});
    CHECK(closed.finished == std::vector<std::string>{"R002"});
    std::vector<std::string> missed;
    for (const auto& miss : desk.all<TargetMissed>()) missed.push_back(miss.ticket);
    CHECK(missed == closed.unserved);
    CHECK(desk.state.open_misses.size() == 3);
    CHECK(desk.all<TargetMissed>().back().cause == Cause::kNotReached);
    CHECK(desk.state.open_misses.front() == day_text(day) + "/R001");
    check_whole(desk);
  }
}

TEST_SUITE("engine/requeue") {
  TEST_CASE("a visitor goes back in front, in order or to the end of the line") {
    const auto order_after = [](Requeued where) {
      Desk desk;
      desk.open(1);
      for (int i = 0; i < 3; ++i) {
        desk.issue("R");
        desk.pass_ms(10);
      }
      desk.must(Call{kOne, "R002"});
      desk.must(Requeue{kOne, where});
      check_whole(desk);
      std::string order;
      for (int i = 0; i < 3; ++i) order += desk.call_and_serve(1);
      return order;
    };
    CHECK(order_after(Requeued::kFront) == "R002R001R003");
    CHECK(order_after(Requeued::kInOrder) == "R001R002R003");
    CHECK(order_after(Requeued::kBack) == "R001R003R002");
  }

  TEST_CASE("the clock of a requeued ticket goes on, and the next call counts its recalls anew") {
    auto desk = calling_desk();
    desk.pass_s(50);
    desk.must(Recall{kOne});
    desk.must(Requeue{kOne, Requeued::kInOrder});
    desk.pass_s(50);
    CHECK(desk.call(1) == "R001");
    CHECK(counter_reply(desk.state, kOne).recalls == 0);
    const auto started = std::get<ServiceStarted>(desk.must(Start{kOne}).front());
    CHECK(started.clock_ms == 100'000);
    CHECK(started.met);
    CHECK(started.officer == "officer 1");
    check_whole(desk);
  }
}

TEST_SUITE("engine/quick") {
  TEST_CASE("a visitor without a number is served at once and uses none up") {
    Desk desk;
    desk.open(1);
    const auto first = std::get<QuickServiceStarted>(desk.must(QuickServe{kOne, {"R"}}).front());
    CHECK(first.ticket == "+1");
    CHECK(first.officer == "officer 1");
    CHECK(desk.at(1) == "+1");
    check_whole(desk);
    desk.must(Finish{kOne, Outcome::kReferred});
    CHECK(desk.ticket("+1").outcome == Outcome::kReferred);
    desk.must(QuickServe{kOne, {"P"}});  // a secondary service
    CHECK(desk.at(1) == "+2");
    CHECK(desk.issue("R") == "R001");
    check_whole(desk);
  }

  TEST_CASE("a counter serves without a number what it serves with one") {
    Desk desk;
    desk.open(3);
    CHECK(desk.refused(QuickServe{kThree, {"P"}}) == ErrorCode::kNotServedHere);
    CHECK(desk.refused(QuickServe{kThree, {"X"}}) == ErrorCode::kUnknownService);
  }

  TEST_CASE("who has no number cannot be sent back to wait") {
    Desk desk;
    desk.open(1);
    desk.must(QuickServe{kOne, {"R"}});
    CHECK(desk.refused(Hold{kOne}) == ErrorCode::kWrongState);
    CHECK(desk.refused(to_service(kOne, "P")) == ErrorCode::kWrongState);
    CHECK(desk.refused(Requeue{kOne, {}}) == ErrorCode::kWrongState);
  }

  TEST_CASE("midnight keeps a visitor without a number apart from the next day's") {
    Desk desk;
    const auto yesterday = desk.state.day;
    desk.open(1);
    desk.open(3);
    desk.must(QuickServe{kOne, {"R"}});
    desk.context.now.day.value += 1;
    desk.must(QuickServe{kThree, {"R"}});
    CHECK(desk.at(3) == "+1");
    CHECK(desk.state.ticket({yesterday, "+1"})->counter == kOne);
    CHECK(desk.ticket("+1").counter == kThree);
    check_whole(desk);
    desk.must(Finish{kOne, {}});
    check_whole(desk);
  }
}
