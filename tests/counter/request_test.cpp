// SPDX-License-Identifier: Apache-2.0
#include "tests/counter/desk_for_tests.hpp"

using namespace antre;
using namespace antre::counter;
using antre::counter::test::Desk;

TEST_SUITE("counter/requests") {
  TEST_CASE("without a link every key is refused visibly and nothing is kept for later") {
    for (const auto& prepare :
         {+[](Desk& desk) { desk.idle_with({"K001"}); }, +[](Desk& desk) { desk.called(); },
          +[](Desk& desk) { desk.serving(); }, +[](Desk& desk) { desk.on_break(); }}) {
      Desk desk;
      prepare(desk);
      desk.model.set_link(Link::kOffline, test::kMorning, desk.now);
      CHECK(desk.says() == Say::kOffline);
      for (const char pressed : {'r', 'n', 'h', 't', 'g', 'm', 'b', 'l', 'o', '1', ' '}) {
        if (pressed == ' ') {
          desk.space();
        } else {
          desk.key(pressed);
        }
        CHECK(desk.asked_nothing());
      }
      CHECK(desk.says() == Say::kOfflineRefused);
      desk.pass(kNoticeMs);
      CHECK(desk.says() == Say::kOffline);
      desk.model.set_link(Link::kOnline, test::kMorning, desk.now);
      CHECK(desk.asked_nothing());
      CHECK(desk.says() != Say::kOffline);
      CHECK(desk.model.sheet() == Sheet::kNone);
    }
  }

  TEST_CASE("an outcome cannot be saved without a link, and can when it is back") {
    Desk desk;
    desk.serving();
    desk.space();
    desk.model.set_link(Link::kOffline, test::kMorning, desk.now);
    desk.enter();
    CHECK(desk.asked_nothing());
    CHECK(desk.says() == Say::kOfflineRefused);
    desk.model.set_link(Link::kOnline, test::kMorning, desk.now);
    desk.enter();
    CHECK(desk.asked<Finish>());
  }

  TEST_CASE("a key during a request is refused, not queued") {
    Desk desk;
    desk.called();
    desk.key('r');
    CHECK(desk.asked<Recall>());
    desk.key('n');
    CHECK(desk.asked_nothing());
    CHECK(desk.says() == Say::kBusy);
    desk.add(TicketRecalled{"K001", std::nullopt, {2}, 1});
    desk.accept(CounterState::kCalling, "K001", 1);
    CHECK(desk.asked_nothing());
    desk.key('n');
    CHECK(desk.asked<NoShow>());
  }

  TEST_CASE("a reply that overtakes its update leaves no gap in which the old state acts") {
    Desk desk;
    desk.idle_with({"K001", "K002"});
    desk.space();
    CHECK(desk.asked<Call>());
    desk.accept(CounterState::kCalling, "K001");
    CHECK(desk.model.page() == Page::kIdle);
    desk.space();
    CHECK(desk.asked_nothing());
    desk.call("K001");
    desk.pass(kGuardMs);
    desk.space();
    CHECK(desk.asked<Start>());
  }

  TEST_CASE("an update that never comes does not lock the window for ever") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.space();
    CHECK(desk.asked<Call>());
    desk.accept(CounterState::kCalling, "K001");
    REQUIRE(desk.model.next_deadline());
    desk.pass(kViewLagMs);
    desk.space();
    CHECK(desk.asked<Call>());
  }

  TEST_CASE("a request without an answer is spoken of after a while") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.space();
    CHECK(desk.asked<Call>());
    CHECK(desk.says() == Say::kReady);
    REQUIRE(desk.model.next_deadline());
    CHECK(*desk.model.next_deadline() == desk.now + kCheckingAfterMs);
    desk.pass(kCheckingAfterMs);
    CHECK(desk.says() == Say::kChecking);
    CHECK(desk.model.waiting_for() == Touch{Element::kBig});
  }

  TEST_CASE("a timeout is unknown: it is checked, and keys are refused until it is settled") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.space();
    const auto asked = desk.command();
    desk.refuse(ErrorCode::kTimeout);
    CHECK(desk.says() == Say::kChecking);
    desk.key('b');
    CHECK(desk.asked_nothing());
    CHECK(desk.says() == Say::kChecking);

    SUBCASE("it was done: the hall shows it, and nothing is repeated") {
      desk.call("K001");
      desk.settle(Settlement::Fate::kDone, asked);
      CHECK(desk.model.page() == Page::kCalled);
      CHECK(desk.asked_nothing());
    }
    SUBCASE("it was not done: the strip says so, and it may be asked again") {
      desk.settle(Settlement::Fate::kNotDone, asked);
      CHECK(desk.says() == Say::kNotDone);
      desk.space();
      CHECK(desk.asked<Call>());
    }
    SUBCASE("nobody knows: the strip says so") {
      desk.settle(Settlement::Fate::kUnknown, asked);
      CHECK(desk.says() == Say::kNotKnown);
    }
  }

  TEST_CASE("what a checked request did is said: done, refused, and with what it was done to") {
    Desk desk;
    desk.called();
    desk.key('r');
    const auto asked = desk.command();
    desk.refuse(ErrorCode::kTimeout);
    SUBCASE("it was done, and its update is still under way") {
      CounterReply reply;
      reply.counter = {2};
      reply.state = CounterState::kCalling;
      reply.ticket = "K001";
      reply.recalls = 1;
      desk.settle(Settlement::Fate::kDone, asked, reply);
      CHECK(desk.model.strip() == Message{Say::kRecalled, {}, "K001", 2});
      desk.key('n');
      CHECK(desk.asked_nothing());
      desk.add(TicketRecalled{"K001", std::nullopt, {2}, 1});
      desk.key('n');
      CHECK(desk.asked<NoShow>());
    }
    SUBCASE("it had been refused") {
      Settlement settlement;
      settlement.fate = Settlement::Fate::kNotDone;
      settlement.command = asked;
      settlement.refused = ErrorCode::kRecallLimit;
      desk.model.settled(settlement, desk.now);
      CHECK(desk.model.strip() == Message{Say::kRefused, ErrorCode::kRecallLimit, "", 0});
      CHECK_FALSE(desk.model.waiting_for());
    }
    CHECK(desk.asked_nothing());
  }

  TEST_CASE("a restored dispatcher: the open request is unknown, and the counter goes on") {
    Desk desk;
    desk.called("K001");
    const Desk::Backup backup = desk.back_up();
    desk.space();
    const auto asked = desk.command();
    desk.refuse(ErrorCode::kTimeout);
    SUBCASE("nobody can settle it; the counter stands where the backup has it") {
      desk.restore(backup, "e2");
      desk.settle(Settlement::Fate::kUnknown, asked);
      CHECK(desk.says() == Say::kNotKnown);
      CHECK(desk.model.page() == Page::kCalled);
      CHECK(desk.asked_nothing());
      desk.pass(kNoticeMs);
      desk.space();
      CHECK(desk.asked<Start>());
    }
    SUBCASE("the backup is from before the counter was opened: it is signed in to again") {
      desk.restore(Desk().back_up(), "e2");
      desk.settle(Settlement::Fate::kUnknown, asked);
      CHECK(desk.model.page() == Page::kSignIn);
      CHECK(desk.says() == Say::kNotKnown);
      desk.pass(kGuardMs);
      desk.enter();
      CHECK(desk.asked<OpenCounter>());
    }
  }

  TEST_CASE("what the last run left open is only learnt") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.call("K001");
    Settlement last;
    last.command = Command{Call{{2}, std::nullopt}};
    last.last_run = true;
    SUBCASE("it was done") {
      last.fate = Settlement::Fate::kDone;
      desk.model.settled(last, desk.now);
      CHECK(desk.says() == Say::kDoneBefore);
      desk.pass(kNoticeMs);
      CHECK(desk.says() == Say::kComing);
    }
    SUBCASE("it was not done") {
      last.fate = Settlement::Fate::kNotDone;
      desk.model.settled(last, desk.now);
      CHECK(desk.says() == Say::kNotDone);
    }
    SUBCASE("nobody knows") {
      last.fate = Settlement::Fate::kUnknown;
      desk.model.settled(last, desk.now);
      CHECK(desk.says() == Say::kNotKnown);
    }
    CHECK(desk.model.page() == Page::kCalled);
    CHECK(desk.asked_nothing());
  }

  TEST_CASE("a refusal of the dispatcher is said, and goes with the next state") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.space();
    CHECK(desk.asked<Call>());
    desk.refuse(ErrorCode::kNobodyWaiting);
    CHECK(desk.model.strip() == Message{Say::kRefused, ErrorCode::kNobodyWaiting, "", 0});
    desk.call("K001");
    CHECK(desk.says() == Say::kComing);
  }

  TEST_CASE("a key that the dispatcher does not know is said and stays said") {
    Desk desk;
    desk.model.set_link(Link::kNotAuthorised, std::nullopt, desk.now);
    CHECK(desk.says() == Say::kNotAuthorised);
    desk.enter();
    CHECK(desk.asked_nothing());
    CHECK(desk.says() == Say::kNotAuthorised);
  }

  TEST_CASE("a counter taken out of the hall file says that it closes after its visitor") {
    Desk desk;
    desk.called();
    auto hall = Desk::small_hall();
    std::erase_if(hall.counters, [](const auto& counter) { return counter.id.value == 2; });
    desk.add(HallChanged{hall});
    CHECK(desk.model.page() == Page::kCalled);
    CHECK(desk.says() == Say::kClosing);
  }
}

TEST_SUITE("counter/waiting") {
  TEST_CASE("those of one class come in order of place, so that the next number is certain") {
    Desk desk;
    desk.idle_with({"K001", "R001", "K002"});
    REQUIRE(desk.model.waiting().next);
    CHECK(desk.model.waiting().next->ticket == "K001");
    CHECK(desk.model.waiting().callable == 3);
  }

  TEST_CASE("with two classes only how many wait is said") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.issue("K002", TicketClass::kPriority);
    CHECK_FALSE(desk.model.waiting().next);
    CHECK(desk.model.waiting().callable == 2);
    CHECK(desk.model.waiting().lines.front().priority == 1);
  }

  TEST_CASE("a ticket past escalate is next, whatever its class and place; the earlier deadline") {
    Desk desk;
    desk.idle_with({"K001", "R001", "R002"});
    desk.issue("K002", TicketClass::kPriority);
    desk.clock("R002");
    desk.pass(1'000);
    desk.clock("R001");
    desk.mark("R001", Mark::kEscalate);
    REQUIRE(desk.model.waiting().next);
    CHECK(desk.model.waiting().next->ticket == "R001");
    desk.mark("R002", Mark::kEscalate);
    CHECK(desk.model.waiting().next->ticket == "R002");
  }

  TEST_CASE("a ticket of a secondary service is taken from remind on, after the primary ones") {
    Desk desk;
    desk.idle_with({"J001"});
    desk.clock("J001");
    CHECK(desk.model.waiting().callable == 0);
    desk.mark("J001", Mark::kRemind);
    REQUIRE(desk.model.waiting().next);
    CHECK(desk.model.waiting().next->ticket == "J001");
    desk.issue("K001");
    CHECK(desk.model.waiting().next->ticket == "K001");
    CHECK(desk.model.waiting().callable == 1);
    desk.mark("J001", Mark::kEscalate);
    CHECK(desk.model.waiting().next->ticket == "J001");
    CHECK(desk.model.waiting().callable == 2);
  }

  TEST_CASE("a ticket that was sent to one counter is nobody else's") {
    Desk desk;
    desk.called("K001");
    desk.add(TicketTransferred{
        "K001", std::nullopt, {2}, std::nullopt, CounterId{3}, std::nullopt, false});
    CHECK(desk.model.waiting().tickets.empty());
    CHECK_FALSE(desk.model.waiting().next);
    desk.issue("R001");
    desk.call("R001");
    desk.add(TicketTransferred{
        "R001", std::nullopt, {2}, std::nullopt, CounterId{2}, std::nullopt, false});
    REQUIRE(desk.model.waiting().next);
    CHECK(desk.model.waiting().next->ticket == "R001");
  }

  TEST_CASE("secondary services are listed, and called by themselves only where the hall says so") {
    Desk desk;
    desk.idle_with({"J001"});
    CHECK(desk.model.waiting().callable == 0);
    CHECK(desk.model.rows().size() == 1);
    auto hall = Desk::small_hall();
    hall.selection.secondary = SecondaryRule::kWhenIdle;
    desk.add(HallChanged{hall});
    REQUIRE(desk.model.waiting().next);
    CHECK(desk.model.waiting().next->ticket == "J001");
    hall.selection.secondary = SecondaryRule::kNever;
    desk.add(HallChanged{hall});
    CHECK(desk.model.waiting().lines.size() == 2);
    CHECK(desk.model.waiting().tickets.empty());
  }
}
