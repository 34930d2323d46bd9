// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::Desk;
using antre::engine::test::small_hall;

namespace {
constexpr auto kPriority = TicketClass::kPriority;

HallSettings hall_with(SecondaryRule rule) {
  auto hall = small_hall();
  hall.selection.secondary = rule;
  return hall;
}
}  // namespace

TEST_SUITE("engine/selection") {
  TEST_CASE("the earliest place of the primary services comes first, ties by number") {
    Desk desk;
    desk.open(1);
    desk.issue("R");
    desk.issue("K");  // the same moment: K001 before R001
    desk.pass_ms(1);
    desk.issue("K");
    CHECK(desk.call_and_serve(1) == "K001");
    CHECK(desk.call_and_serve(1) == "R001");
    CHECK(desk.call_and_serve(1) == "K002");
  }

  TEST_CASE("after two priority calls in a row a waiting regular ticket of the line goes first") {
    Desk desk;
    desk.open(1);
    desk.issue("R");
    desk.issue("R");
    for (int i = 0; i < 5; ++i) desk.issue("R", kPriority);  // R003 to R007
    CHECK(desk.call_and_serve(1) == "R003");
    CHECK(desk.call_and_serve(1) == "R004");
    CHECK(desk.call_and_serve(1) == "R001");
    CHECK(desk.call_and_serve(1) == "R005");
    CHECK(desk.call_and_serve(1) == "R006");
    CHECK(desk.call_and_serve(1) == "R002");
    CHECK(desk.call_and_serve(1) == "R007");
  }

  TEST_CASE("a row counts over counters and also when the visitor does not come") {
    Desk desk;
    desk.open(1);
    desk.open(3);
    desk.issue("R");
    for (int i = 0; i < 3; ++i) desk.issue("R", kPriority);
    CHECK(desk.call(1) == "R002");
    desk.must(NoShow{{1}});
    CHECK(desk.call(3) == "R003");
    CHECK(desk.call(1) == "R001");
  }

  TEST_CASE("a row counts only while a regular ticket waits, for each primary line") {
    Desk desk;
    desk.open(1);
    for (int i = 0; i < 4; ++i) desk.issue("R", kPriority);
    CHECK(desk.call_and_serve(1) == "R001");
    CHECK(desk.call_and_serve(1) == "R002");
    desk.issue("K");
    CHECK(desk.call_and_serve(1) == "R003");  // passes over K001 once
    CHECK(desk.state.line({"K"})->row == 1);
    CHECK(desk.state.line({"R"})->row == 0);
    CHECK(desk.call_and_serve(1) == "R004");
    desk.issue("R", kPriority);
    CHECK(desk.call_and_serve(1) == "K001");
    CHECK(desk.state.line({"K"})->row == 0);
  }

  TEST_CASE("a counter takes no secondary ticket by itself when the hall says on-remind or never") {
    for (const auto rule : {SecondaryRule::kOnRemind, SecondaryRule::kNever}) {
      Desk desk(hall_with(rule));
      desk.open(1);
      desk.issue("P");
      CHECK_FALSE(next_choice(desk.state, {1}));
      CHECK(desk.refused(Call{{1}, {}}) == ErrorCode::kNobodyWaiting);
    }
  }

  TEST_CASE("an idle counter helps out when the hall says so, primary services first") {
    Desk desk(hall_with(SecondaryRule::kWhenIdle));
    desk.open(1);
    desk.issue("P", kPriority);
    desk.pass_ms(1);
    desk.issue("R");
    CHECK(desk.call_and_serve(1) == "R001");
    CHECK(desk.call_and_serve(1) == "P001");
    CHECK(desk.refused(Call{{1}, {}}) == ErrorCode::kNobodyWaiting);
  }

  TEST_CASE("an explicit choice is recorded as one unless it is the next choice") {
    Desk desk;
    desk.open(1);
    for (int i = 0; i < 3; ++i) desk.issue("R");
    desk.issue("P");
    auto called = std::get<TicketCalled>(desk.must(Call{{1}, "R002"}).front());
    CHECK(called.explicit_);
    desk.serve(1);
    called = std::get<TicketCalled>(desk.must(Call{{1}, "R001"}).front());
    CHECK_FALSE(called.explicit_);
    desk.serve(1);
    called = std::get<TicketCalled>(desk.must(Call{{1}, "P001"}).front());
    CHECK(called.explicit_);
    desk.serve(1);
    CHECK(desk.call(1) == "R003");
  }

  TEST_CASE("an explicit choice must wait and be served at the counter") {
    Desk desk(hall_with(SecondaryRule::kNever));
    desk.open(1);
    desk.open(3);
    desk.issue("R");
    desk.issue("K");
    desk.issue("P");
    CHECK(desk.refused(Call{{1}, "R009"}) == ErrorCode::kUnknownTicket);
    CHECK(desk.refused(Call{{1}, "rubbish"}) == ErrorCode::kUnknownTicket);
    CHECK(desk.refused(Call{{1}, "P001"}) == ErrorCode::kNotServedHere);
    CHECK(desk.refused(Call{{3}, "K001"}) == ErrorCode::kNotServedHere);
    desk.must(Call{{1}, "R001"});
    CHECK(desk.refused(Call{{3}, "R001"}) == ErrorCode::kWrongState);
    desk.serve(1);
    CHECK(desk.refused(Call{{3}, "R001"}) == ErrorCode::kWrongState);
  }

  TEST_CASE("the change of day ends every row") {
    Desk desk;
    desk.open(1);
    desk.issue("R");
    for (int i = 0; i < 2; ++i) desk.issue("R", kPriority);
    desk.call_and_serve(1);
    desk.call_and_serve(1);
    CHECK(desk.state.line({"R"})->row == 2);
    desk.context.now.day.value += 1;
    desk.issue("R");
    CHECK(desk.state.line({"R"})->row == 0);
  }
}
