// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <optional>

#include "dispatcher/engine/invariants.hpp"
#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::Desk;
using antre::engine::test::issue_of;
using antre::engine::test::last_day;
using antre::engine::test::replay;
using antre::engine::test::small_hall;

namespace {

constexpr CounterId kOne{1};
constexpr CounterId kTwo{2};
constexpr CounterId kThree{3};

Transfer to_service(CounterId from, const std::string& service, bool return_ = false) {
  return {from, ServiceId{service}, std::nullopt, return_};
}

Transfer to_counter(CounterId from, CounterId to, bool return_ = false) {
  return {from, std::nullopt, to, return_};
}

HallSettings hall_without(CounterId taken_out, int priority_burst = 2) {
  auto hall = small_hall();
  hall.selection.priority_burst = priority_burst;
  std::erase_if(hall.counters, [&](const auto& counter) { return counter.id == taken_out; });
  return hall;
}

/// A desk at whose counter 1 R001 is called, with R002 waiting.
Desk calling_desk(const HallSettings& hall = small_hall()) {
  Desk desk(hall);
  desk.issue("R");
  desk.issue("R");
  desk.open(1);
  desk.call(1);
  return desk;
}

void check_whole(const Desk& desk) {
  CHECK(broken(desk.state).empty());
  CHECK(replay(desk.entries, true) == desk.state);
  CHECK(replay(last_day(desk.entries), false) == desk.state);
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

TEST_SUITE("engine/transfer") {
  TEST_CASE("a ticket sent to another service waits there from now on, with its number") {
    auto desk = calling_desk();
    desk.must(Start{kOne});
    desk.pass_s(10);
    desk.must(to_service(kOne, "P"));
    CHECK(ticket_reply(desk.state, {desk.state.day, "R001"})->service == ServiceId{"P"});
    CHECK(desk.ticket("R001").place_ms == desk.context.now.at_ms);
    desk.pass_ms(1);
    desk.issue("P");
    desk.open(2);
    CHECK(desk.call_and_serve(2) == "R001");
    CHECK(desk.call_and_serve(2) == "P001");
    CHECK(desk.issue("P") == "P002");
    check_whole(desk);
  }

  TEST_CASE("a transfer before the service takes the clock along") {
    auto desk = calling_desk();
    desk.pass_s(60);
    desk.must(to_service(kOne, "P"));
    const auto* clock = desk.state.clock(desk.state.slot(desk.state.day, "R001"));
    REQUIRE(clock != nullptr);
    CHECK(clock->shows_ms(desk.context.now.at_ms) == 60'000);
    check_whole(desk);
  }

  TEST_CASE("a ticket sent to a counter is next at that counter alone") {
    auto desk = calling_desk();
    desk.open(3);
    desk.must(to_counter(kOne, kThree));
    CHECK(desk.state.line(ServiceId{}) == nullptr);
    desk.must(Cancel{"R002", {}});
    CHECK(desk.refused(Call{kOne, {}}) == ErrorCode::kNobodyWaiting);
    CHECK(desk.call(3) == "R001");
    CHECK(counter_reply(desk.state, kThree).service == ServiceId{"R"});
    desk.serve(3);
    check_whole(desk);
  }

  TEST_CASE("a ticket sent to a counter may be chosen at another one that has its service") {
    auto desk = calling_desk();
    desk.open(2);
    desk.open(3);
    desk.must(to_counter(kOne, kThree));
    const auto called = std::get<TicketCalled>(desk.must(Call{kOne, "R001"}).front());
    CHECK(called.explicit_);
    CHECK(desk.ticket("R001").explicit_);
    check_whole(desk);
  }

  TEST_CASE("with return the ticket comes back to the first counter when the service is over") {
    auto desk = calling_desk();
    desk.open(2);
    desk.must(Start{kOne});
    desk.must(to_service(kOne, "P", true));
    CHECK(desk.call(2) == "R001");
    desk.must(Start{kTwo});
    const auto events = desk.must(Finish{kTwo, Outcome::kServed});
    const auto back = std::get<TicketTransferred>(events.front());
    CHECK(back.finished);
    CHECK(back.to_counter == kOne);
    CHECK(desk.refused(Undo{kTwo}) == ErrorCode::kNothingToUndo);
    CHECK(counter_reply(desk.state, kTwo).state == CounterState::kFree);
    desk.must(Cancel{"R002", {}});
    CHECK(desk.call(1) == "R001");
    desk.must(Start{kOne});
    const auto finish = desk.must(Finish{kOne, Outcome::kServed});
    CHECK(std::holds_alternative<ServiceFinished>(finish.front()));
    check_whole(desk);
  }

  TEST_CASE("sent on without another return it still comes back to who asked for it") {
    auto desk = calling_desk();
    desk.open(2);
    desk.open(3);
    desk.must(to_counter(kOne, kTwo, true));
    CHECK(desk.call(2) == "R001");
    desk.must(to_counter(kTwo, kThree));
    CHECK(desk.ticket("R001").return_to == kOne);
    desk.must(Call{kThree, "R001"});
    desk.must(to_counter(kThree, kOne));
    CHECK(desk.ticket("R001").return_to == CounterId{});
    check_whole(desk);
  }

  TEST_CASE("nobody comes back to a counter that left the hall") {
    auto desk = calling_desk();
    desk.open(2);
    desk.must(to_service(kOne, "P", true));
    CHECK(desk.call(2) == "R001");
    desk.reload(hall_without(kOne));
    desk.must(Start{kTwo});
    CHECK(std::holds_alternative<ServiceFinished>(desk.must(Finish{kTwo, {}}).front()));
    check_whole(desk);
  }

  TEST_CASE("who waits for a counter that is taken out is served by those with the service") {
    auto desk = calling_desk();
    desk.must(to_counter(kOne, kThree));
    desk.reload(hall_without(kThree));
    check_whole(desk);
    desk.open(2);
    CHECK(desk.refused(Call{kTwo, {}}) == ErrorCode::kNobodyWaiting);
    // Held and back again after the line had emptied: it is found counters for once more.
    desk.must(Call{kOne, "R001"});
    desk.must(Hold{kOne});
    desk.reload(hall_without(kThree, 3));
    desk.must(Unhold{"R001", {}});
    check_whole(desk);
    desk.must(Cancel{"R002", {}});
    CHECK(desk.call(1) == "R001");
    desk.must(Requeue{kOne, Requeued::kBack});
    desk.reload(small_hall());
    CHECK(desk.refused(Call{kOne, {}}) == ErrorCode::kNobodyWaiting);
    desk.open(3);
    CHECK(desk.call(3) == "R001");
    check_whole(desk);
  }

  TEST_CASE("a transfer goes to exactly one place, which is there and not here") {
    auto desk = calling_desk();
    CHECK(desk.refused(Transfer{kOne, {}, {}, false}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(Transfer{kOne, ServiceId{"P"}, kTwo, false}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(to_counter(kOne, kOne)) == ErrorCode::kBadRequest);
    CHECK(desk.refused(to_counter(kOne, {9})) == ErrorCode::kUnknownCounter);
    CHECK(desk.refused(to_service(kOne, "X")) == ErrorCode::kUnknownService);
    CHECK(desk.refused(to_service(kOne, "")) == ErrorCode::kUnknownService);
  }

  TEST_CASE("a counter taken out closes when it sends its visitor on") {
    auto desk = calling_desk();
    desk.reload(hall_without(kOne));
    desk.must(to_service(kOne, "P", true));
    CHECK(desk.state.counter(kOne) == nullptr);
    check_whole(desk);
  }

  TEST_CASE("midnight keeps where a transferred visitor has to come back to") {
    auto desk = calling_desk();
    const auto yesterday = desk.state.day;
    desk.open(2);
    desk.pass_s(30);
    desk.must(to_service(kOne, "P", true));
    desk.pass_s(30);
    CHECK(desk.call(2) == "R001");
    desk.pass_s(30);
    desk.context.now.day.value += 1;
    desk.issue("K");
    check_whole(desk);
    const auto slot = desk.state.slot(yesterday, "R001");
    REQUIRE(slot != kNoSlot);
    const auto* clock = desk.state.clock(slot);
    REQUIRE(clock != nullptr);
    CHECK(clock->shows_ms(desk.context.now.at_ms) == 90'000);
    std::int64_t told = 0;
    for (const auto& share : clock->shares) told += share.ms;
    CHECK(told == 90'000);
    desk.must(Start{kTwo});
    desk.must(Finish{kTwo, {}});
    CHECK(ticket_reply(desk.state, {yesterday, "R001"})->state == TicketState::kWaiting);
    check_whole(desk);
    // By its number alone, as an officer says it; and unserved under its own day when this one
    // ends.
    SUBCASE("it may be called by its number") {
      desk.must(Call{kOne, "R001"});
      CHECK(desk.state.ticket({yesterday, "R001"})->state == TicketState::kCalled);
    }
    SUBCASE("it may stay unserved") {
      desk.issue("R");
      desk.context.now.day.value += 1;
      desk.issue("R");
      CHECK(desk.all<DayClosed>().back().unserved ==
            std::vector<std::string>{"K001", day_text(yesterday) + "/R001", "R001"});
    }
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
