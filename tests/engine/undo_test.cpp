// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::calling_desk;
using antre::engine::test::check_whole;
using antre::engine::test::Desk;
using antre::engine::test::small_hall;

namespace {

constexpr CounterId kOne{1};

std::int64_t shows(const Desk& desk, const std::string& number) {
  const auto* clock = desk.state.clock(desk.state.slot(desk.state.day, number));
  REQUIRE(clock != nullptr);
  return clock->shows_ms(desk.context.now.at_ms);
}

}  // namespace

TEST_SUITE("engine/undo") {
  TEST_CASE("a finish taken back goes on with the service as it was") {
    auto desk = calling_desk();
    desk.must(Start{kOne});
    const auto started_ms = desk.context.now.at_ms;
    desk.pass_s(60);
    desk.must(Finish{kOne, Outcome::kReferred});
    desk.pass_s(30);
    desk.must(Undo{kOne});
    CHECK(desk.ticket("R001").state == TicketState::kServing);
    CHECK(desk.ticket("R001").started_ms == started_ms);
    CHECK(desk.state.counter(kOne)->since_ms == started_ms);
    check_whole(desk);
    desk.must(Finish{kOne, Outcome::kServed});
    CHECK(desk.ticket("R001").outcome == Outcome::kServed);
    check_whole(desk);
  }

  TEST_CASE("a no-show taken back leaves the clock as if it had not been") {
    auto desk = calling_desk();
    desk.pass_s(40);
    const auto told = std::get<TicketNoShow>(desk.must(NoShow{kOne}).front());
    CHECK(told.called_ms == 40'000);
    CHECK(told.officer == "officer 1");
    CHECK_FALSE(told.auto_);
    desk.pass_s(20);
    desk.must(Undo{kOne});
    CHECK(desk.ticket("R001").state == TicketState::kCalled);
    CHECK(desk.at(1) == "R001");
    CHECK(shows(desk, "R001") == 60'000);
    desk.pass_s(5);
    check_whole(desk);
    const auto* clock = desk.state.clock(desk.state.slot(desk.state.day, "R001"));
    REQUIRE(clock->shares.size() == 1);
    CHECK(clock->shares.front().cause == Cause::kVisitorOnWay);
    CHECK(clock->shares.front().ms == 60'000);
    CHECK(std::get<ServiceStarted>(desk.must(Start{kOne}).front()).clock_ms == 65'000);
    check_whole(desk);
  }

  TEST_CASE("a service that starts after a no-show was taken back overtakes whom its call passed") {
    Desk desk;
    desk.issue("R");
    desk.open(1);  // R001 is due here: its clock runs
    desk.pass_s(10);
    desk.issue("R", TicketClass::kPriority);
    CHECK(desk.call(1) == "R002");
    desk.must(NoShow{kOne});
    desk.must(Undo{kOne});
    desk.must(Start{kOne});
    CHECK(desk.all<TicketOvertaken>().size() == 1);
    CHECK(desk.ticket("R001").overtaken == 1);
    check_whole(desk);
  }

  TEST_CASE("a call taken back puts the ticket back in its place without the clock it started") {
    Desk desk;
    desk.open(1);
    desk.issue("R");
    desk.issue("R");
    CHECK(shows(desk, "R001") == 0);  // counter 1 is free for it
    desk.must(Call{kOne, "R002"});    // an explicit choice, whose clock the call starts
    desk.pass_s(10);
    const auto undone = std::get<CommandUndone>(desk.must(Undo{kOne}).front());
    CHECK(undone.clock_gone);
    CHECK(desk.state.clock(desk.state.slot(desk.state.day, "R002")) == nullptr);
    CHECK(shows(desk, "R001") == 10'000);
    check_whole(desk);
    CHECK(desk.call(1) == "R001");
    CHECK_FALSE(std::get<CommandUndone>(desk.must(Undo{kOne}).front()).clock_gone);
    CHECK(shows(desk, "R001") == 10'000);
    CHECK(desk.call_and_serve(1) == "R001");
    CHECK(desk.call_and_serve(1) == "R002");
    check_whole(desk);
  }

  TEST_CASE("a clock that an earlier call started stays when a later call is taken back") {
    Desk desk;
    desk.open(1);
    desk.issue("R");
    desk.issue("R");
    desk.must(Call{kOne, "R002"});
    desk.pass_s(10);
    desk.must(Requeue{kOne, Requeued::kInOrder});
    desk.pass_s(10);
    desk.must(Call{kOne, "R002"});
    CHECK_FALSE(std::get<CommandUndone>(desk.must(Undo{kOne}).front()).clock_gone);
    CHECK(shows(desk, "R002") == 20'000);
    check_whole(desk);
  }

  TEST_CASE("what was done longer ago than the hall allows is not taken back") {
    auto desk = calling_desk();
    desk.pass_s(30);
    desk.pass_ms(1);
    CHECK(desk.refused(Undo{kOne}) == ErrorCode::kNothingToUndo);
    desk.must(Start{kOne});
    desk.must(Finish{kOne, {}});
    desk.pass_s(31);
    CHECK(desk.refused(Undo{kOne}) == ErrorCode::kNothingToUndo);

    auto hall = small_hall();
    hall.calling.undo_s = 0;
    auto never = calling_desk(hall);
    CHECK(never.refused(Undo{kOne}) == ErrorCode::kNothingToUndo);
    never.must(NoShow{kOne});
    CHECK(never.refused(Undo{kOne}) == ErrorCode::kNothingToUndo);
  }

  TEST_CASE("what the hall has heard again, or the dispatcher did, is not taken back") {
    auto desk = calling_desk();
    desk.must(Recall{kOne});
    CHECK(desk.refused(Undo{kOne}) == ErrorCode::kNothingToUndo);

    Desk called;
    called.issue("R");
    called.open(1);
    called.pass_s(540);
    CHECK(called.at(1) == "R001");
    CHECK(called.ticket("R001").auto_);
    CHECK(called.refused(Undo{kOne}) == ErrorCode::kNothingToUndo);
  }

  TEST_CASE("whatever happens at the counter after an end takes it from what may be taken back") {
    const std::vector<std::vector<Command>> afterwards{
        {BreakCounter{kOne, ""}, ResumeCounter{kOne}},
        {CloseCounter{kOne}, OpenCounter{kOne, "officer 1"}},
        {QuickServe{kOne, {"R"}}, Finish{kOne, {}}, Undo{kOne}, Finish{kOne, {}}},
        {Call{kOne, {}}, Undo{kOne}},
        {Call{kOne, {}}, Hold{kOne}}};
    for (const auto& commands : afterwards) {
      auto desk = calling_desk();
      desk.must(NoShow{kOne});
      for (const auto& command : commands) desk.must(command);
      if (const auto undone = desk.run(Undo{kOne}))
        CHECK(std::get<CommandUndone>(undone->front()).ticket != "R001");
      else
        CHECK(undone.error().code == ErrorCode::kNothingToUndo);
      check_whole(desk);
    }
  }

  TEST_CASE("an end is not taken back over midnight") {
    auto desk = calling_desk();
    desk.must(NoShow{kOne});
    desk.context.now.day.value += 1;
    CHECK(desk.refused(Undo{kOne}) == ErrorCode::kNothingToUndo);
  }

  TEST_CASE("a visitor whom the time ended has the whole time again when that is taken back") {
    auto hall = small_hall();
    hall.calling.no_show_after_s = 120;
    auto desk = calling_desk(hall);
    desk.pass_s(120);
    REQUIRE(desk.ticket("R001").state == TicketState::kNoShow);
    CHECK(desk.all<TicketNoShow>().back().auto_);
    desk.pass_s(10);
    desk.must(Undo{kOne});
    CHECK(desk.ticket("R001").state == TicketState::kCalled);
    desk.pass_s(119);
    CHECK(desk.ticket("R001").state == TicketState::kCalled);
    desk.pass_s(1);
    CHECK(desk.ticket("R001").state == TicketState::kNoShow);
    check_whole(desk);
  }
}
