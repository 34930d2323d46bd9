// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "dispatcher/engine/invariants.hpp"
#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::Desk;
using antre::engine::test::issue_of;
using antre::engine::test::small_hall;

namespace {

constexpr CounterId kOne{1};

}  // namespace

TEST_SUITE("engine/counters") {
  TEST_CASE("a counter goes through a visit and its reply tells it") {
    Desk desk;
    const auto number = desk.issue("R");
    desk.open(1);
    CHECK(desk.call(1) == number);
    desk.must(Recall{kOne});
    auto reply = counter_reply(desk.state, kOne);
    CHECK(reply.state == CounterState::kCalling);
    CHECK(reply.ticket == number);
    CHECK(reply.service == ServiceId{"R"});
    CHECK(reply.recalls == 1);
    CHECK_FALSE(reply.of_day);
    desk.must(Start{kOne});
    CHECK(counter_reply(desk.state, kOne).state == CounterState::kServing);
    desk.must(Finish{kOne, Outcome::kReferred});
    reply = counter_reply(desk.state, kOne);
    CHECK(reply.state == CounterState::kFree);
    CHECK_FALSE(reply.ticket);
    const auto* ticket = desk.state.ticket({desk.state.day, number});
    REQUIRE(ticket != nullptr);
    CHECK(ticket->state == TicketState::kFinished);
    CHECK(ticket->outcome == Outcome::kReferred);
    CHECK(desk.refused(Call{kOne, {}}) == ErrorCode::kNobodyWaiting);
  }

  TEST_CASE("an officer is at one counter at most and has a name") {
    Desk desk;
    desk.must(OpenCounter{kOne, "Ani"});
    CHECK(desk.refused(OpenCounter{{2}, "Ani"}) == ErrorCode::kOfficerElsewhere);
    CHECK(desk.refused(OpenCounter{{2}, ""}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(OpenCounter{{9}, "Budi"}) == ErrorCode::kUnknownCounter);
    desk.must(CloseCounter{kOne});
    desk.must(OpenCounter{{2}, "Ani"});
  }

  TEST_CASE("a number is called again as often as the hall allows") {
    Desk desk;
    desk.issue("R");
    desk.open(1);
    desk.call(1);
    for (int times = 1; times <= 3; ++times)
      CHECK(std::get<TicketRecalled>(desk.must(Recall{kOne}).front()).times == times);
    CHECK(desk.refused(Recall{kOne}) == ErrorCode::kRecallLimit);
    desk.must(NoShow{kOne});
  }

  TEST_CASE("a hall may start the service with the call") {
    auto hall = small_hall();
    hall.calling.start_on_call = true;
    Desk desk(hall);
    desk.issue("R");
    desk.open(1);
    CHECK(desk.must(Call{kOne, {}}).size() == 2);
    CHECK(counter_reply(desk.state, kOne).state == CounterState::kServing);
  }

  TEST_CASE("a counter taken out closes when its visitor is done, an idle one at once") {
    Desk desk;
    desk.issue("R");
    desk.open(1);
    desk.open(3);
    desk.call(3);
    auto hall = small_hall();
    std::erase_if(hall.counters, [](const auto& counter) { return counter.id.value != 2; });
    desk.reload(hall);
    CHECK(desk.state.counter({1}) == nullptr);
    CHECK(desk.refused(Call{kOne, {}}) == ErrorCode::kUnknownCounter);
    CHECK(desk.refused(BreakCounter{{3}, ""}) == ErrorCode::kCounterBusy);
    CHECK(broken(desk.state).empty());
    desk.serve(3);
    CHECK(desk.state.counter({3}) == nullptr);
    CHECK(counter_reply(desk.state, {3}).state == CounterState::kClosed);
    CHECK(broken(desk.state).empty());
    CHECK(change_hall(desk.state, hall).empty());
  }

  TEST_CASE("a line taken out stays with the counters that serve it until it is empty") {
    Desk desk;
    desk.issue("P");
    desk.issue("P");
    desk.open(1);
    desk.open(2);
    auto hall = small_hall();
    std::erase_if(hall.services, [](const auto& service) { return service.id.value == "P"; });
    hall.counters[0].secondary.clear();
    hall.counters[1].primary = {{"K"}};
    desk.reload(hall);
    CHECK(desk.refused(Call{{1}, {}}) == ErrorCode::kNobodyWaiting);
    CHECK(desk.call_and_serve(2) == "P001");
    hall.selection.priority_burst = 3;
    desk.reload(hall);
    CHECK(desk.call_and_serve(2) == "P002");
    desk.reload(small_hall());
    CHECK(desk.issue("P") == "P003");
  }

  TEST_CASE("who waits for a service that no counter has any more is served by all") {
    Desk desk;
    const auto number = desk.issue("P");
    desk.open(1);
    auto hall = small_hall();
    std::erase_if(hall.services, [](const auto& service) { return service.id.value == "P"; });
    std::erase_if(hall.counters, [](const auto& counter) { return counter.id.value == 2; });
    hall.counters.front().secondary.clear();
    desk.reload(hall);
    CHECK(desk.refused(issue_of("P")) == ErrorCode::kServicePaused);
    CHECK(desk.call_and_serve(1) == number);
    CHECK(desk.refused(issue_of("P")) == ErrorCode::kUnknownService);
    CHECK(broken(desk.state).empty());
    desk.reload(small_hall());
    CHECK(desk.issue("P") == "P002");
  }
}
