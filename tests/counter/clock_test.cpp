// SPDX-License-Identifier: Apache-2.0
#include "counter/clock.hpp"

#include "tests/counter/desk_for_tests.hpp"

using namespace antre;
using namespace antre::counter;
using antre::counter::test::Desk;

namespace {

Mark shown(const Desk& desk) {
  return static_cast<Mark>(desk.model.strip().n);
}

}  // namespace

TEST_SUITE("counter/clock") {
  TEST_CASE("the clock of the ticket due here is shown from calm to missed") {
    Desk desk;
    desk.idle_with({"K001"});
    CHECK_FALSE(desk.model.clock(desk.now));
    CHECK(desk.says() == Say::kReady);
    desk.clock("K001");
    CHECK(desk.says() == Say::kDue);
    CHECK(shown(desk) == Mark::kNone);
    struct Step {
      Ms pass;
      Mark mark;
    };
    for (const Step& step : {Step{300'000, Mark::kRemind}, Step{180'000, Mark::kEscalate},
                             Step{60'000, Mark::kAutoCall}, Step{61'000, Mark::kMissed}}) {
      desk.pass(step.pass);
      CHECK(desk.says() == Say::kDue);
      CHECK(shown(desk) == step.mark);
    }
    CHECK(desk.model.clock(desk.now)->left_s() == -1);
  }

  TEST_CASE("exactly at the target it is not missed yet") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.clock("K001");
    desk.pass(600'000);
    CHECK(shown(desk) == Mark::kAutoCall);
    CHECK(desk.model.clock(desk.now)->left_s() == 0);
  }

  TEST_CASE("the dispatcher's word counts where this machine's time is behind") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.clock("K001");
    desk.pass(299'000);
    desk.mark("K001", Mark::kRemind);
    CHECK(shown(desk) == Mark::kRemind);
  }

  TEST_CASE("a service's own times count") {
    auto hall = Desk::small_hall();
    hall.services.front().target = {300, 60, 120, 180, false};
    Desk desk({CounterId{2}, "Sari", {}, {}}, hall);
    desk.idle_with({"K001"});
    desk.clock("K001");
    desk.pass(200'000);
    const auto clock = desk.model.clock(desk.now);
    REQUIRE(clock);
    CHECK(clock->mark == Mark::kEscalate);
    CHECK(clock->left_s() == 100);
    CHECK_FALSE(clock->auto_call_in_s());
  }

  TEST_CASE("it runs on while the visitor is on the way, and ends with the start") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.clock("K001");
    desk.pass(310'000);
    desk.call("K001");
    CHECK(desk.model.clock(desk.now)->elapsed_s == 310);
    CHECK(desk.says() == Say::kComing);
    CHECK(shown(desk) == Mark::kRemind);
    desk.start("K001");
    CHECK_FALSE(desk.model.clock(desk.now));
  }

  TEST_CASE("a number that the dispatcher called by itself is a call like any other, and said") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.clock("K001");
    desk.pass(540'000);
    desk.add(TicketCalled{"K001", std::nullopt, {2}, false, true});
    CHECK(desk.model.page() == Page::kCalled);
    CHECK(desk.says() == Say::kAutoCalled);
    CHECK(desk.model.strip().ticket == "K001");
    desk.pass(kGuardMs);
    desk.space();
    CHECK(desk.asked<Start>());
  }

  TEST_CASE("a counter on break is asked back by a ticket past auto-call that it may take") {
    Desk desk;
    desk.on_break();
    desk.clock("K001");
    desk.pass(541'000);
    CHECK(desk.says() == Say::kOnBreak);
    desk.mark("K001", Mark::kAutoCall);
    CHECK(desk.says() == Say::kComeBack);
    CHECK(desk.model.strip().ticket == "K001");
    desk.call("K001", 1);
    CHECK(desk.says() == Say::kOnBreak);
  }

  TEST_CASE("a ticket of others asks nobody back") {
    Desk desk;
    desk.open();
    desk.issue("J001");
    desk.add(CounterBreak{{2}, {}});
    auto hall = Desk::small_hall();
    hall.selection.secondary = SecondaryRule::kNever;
    desk.add(HallChanged{hall});
    desk.clock("J001");
    desk.mark("J001", Mark::kAutoCall);
    CHECK(desk.says() == Say::kOnBreak);
  }
}
