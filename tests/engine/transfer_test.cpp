// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <optional>

#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::calling_desk;
using antre::engine::test::check_whole;
using antre::engine::test::Desk;
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

}  // namespace

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
