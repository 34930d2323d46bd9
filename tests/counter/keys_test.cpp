// SPDX-License-Identifier: Apache-2.0
#include "tests/counter/desk_for_tests.hpp"

using namespace antre;
using namespace antre::counter;
using antre::counter::test::Desk;

TEST_SUITE("counter/keys") {
  TEST_CASE("Space calls the next one, starts, and opens the outcome; Enter saves it") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.space();
    const auto call = desk.asked<Call>();
    REQUIRE(call);
    CHECK(call->counter == CounterId{2});
    CHECK_FALSE(call->ticket);
    desk.call("K001");
    desk.accept(CounterState::kCalling, "K001");
    CHECK(desk.model.page() == Page::kCalled);

    desk.pass(kGuardMs);
    desk.space();
    CHECK(desk.asked<Start>());
    desk.start("K001");
    desk.accept(CounterState::kServing, "K001");
    CHECK(desk.model.page() == Page::kServing);

    desk.pass(kGuardMs);
    desk.space();
    CHECK(desk.asked_nothing());
    CHECK(desk.model.sheet() == Sheet::kOutcome);
    desk.enter();
    const auto finish = desk.asked<Finish>();
    REQUIRE(finish);
    CHECK(finish->outcome == Outcome::kServed);
    desk.add(ServiceFinished{"K001", std::nullopt, {2}, Outcome::kServed});
    desk.accept(CounterState::kFree);
    CHECK(desk.model.page() == Page::kIdle);
    CHECK(desk.model.sheet() == Sheet::kNone);
    CHECK(desk.model.strip() == Message{Say::kFinished, ErrorCode::kBadRequest, "K001", 0});
  }

  TEST_CASE("a double press of Space does not call and start") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.space();
    CHECK(desk.asked<Call>());
    desk.call("K001");
    desk.accept(CounterState::kCalling, "K001");
    desk.pass(kGuardMs - 1);
    desk.space();
    CHECK(desk.asked_nothing());
    CHECK(desk.says() == Say::kComing);  // ignored, not refused
    desk.pass(1);
    desk.space();
    CHECK(desk.asked<Start>());
  }

  TEST_CASE("a double press of Space does not leave the outcome sheet behind") {
    Desk desk;
    desk.serving();
    desk.space();
    desk.space();
    CHECK(desk.model.sheet() == Sheet::kOutcome);
    CHECK(desk.asked_nothing());
    desk.pass(kGuardMs);
    desk.space();
    CHECK(desk.says() == Say::kNotNow);
  }

  TEST_CASE("without anyone waiting Space and G are refused") {
    Desk desk;
    desk.idle_with({});
    CHECK(desk.says() == Say::kNobody);
    for (const char pressed : {' ', 'g'}) {
      if (pressed == ' ') {
        desk.space();
      } else {
        desk.key(pressed);
      }
      CHECK(desk.asked_nothing());
      CHECK(desk.model.strip().code == ErrorCode::kNobodyWaiting);
    }
  }

  TEST_CASE("R calls again until the limit, and says which call it was") {
    Desk desk;
    desk.called();
    desk.key('r');
    CHECK(desk.asked<Recall>());
    desk.add(TicketRecalled{"K001", std::nullopt, {2}, 1});
    desk.accept(CounterState::kCalling, "K001", 1);
    CHECK(desk.model.strip() == Message{Say::kRecalled, ErrorCode::kBadRequest, "K001", 2});
    desk.add(TicketRecalled{"K001", std::nullopt, {2}, 2});
    desk.pass(kNoticeMs);
    CHECK(desk.says() == Say::kRecallUsed);
    desk.key('r');
    CHECK(desk.asked_nothing());
    CHECK(desk.model.strip().code == ErrorCode::kRecallLimit);
  }

  TEST_CASE("N marks a no-show, and says so") {
    Desk desk;
    desk.called();
    desk.key('n');
    CHECK(desk.asked<NoShow>());
    desk.add(TicketNoShow{"K001", std::nullopt, {2}, false, 0, {}});
    desk.accept(CounterState::kFree);
    CHECK(desk.model.strip() == Message{Say::kNoShow, ErrorCode::kBadRequest, "K001", 0});
    CHECK(desk.model.page() == Page::kIdle);
  }

  TEST_CASE("R and N do nothing where nobody was called") {
    for (const auto& prepare :
         {+[](Desk& desk) { desk.idle_with({"K001"}); }, +[](Desk& desk) { desk.serving(); },
          +[](Desk& desk) { desk.on_break(); }}) {
      for (const char pressed : {'r', 'n'}) {
        Desk desk;
        prepare(desk);
        desk.key(pressed);
        CHECK(desk.asked_nothing());
        CHECK(desk.says() == Say::kNotNow);
      }
    }
  }

  TEST_CASE("B begins a break and ends it; Space ends it too") {
    Desk desk;
    desk.idle_with({});
    desk.key('b');
    CHECK(desk.asked<BreakCounter>());
    desk.add(CounterBreak{{2}, {}});
    desk.accept(CounterState::kOnBreak);
    CHECK(desk.model.page() == Page::kBreak);
    desk.key('b');
    CHECK(desk.asked<ResumeCounter>());
    desk.refuse(ErrorCode::kUnavailable);
    desk.pass(kGuardMs);
    desk.space();
    CHECK(desk.asked<ResumeCounter>());
  }

  TEST_CASE("with a visitor there is no break, no other number and no signing out") {
    for (const auto& prepare :
         {+[](Desk& desk) { desk.called(); }, +[](Desk& desk) { desk.serving(); }}) {
      for (const char pressed : {'b', 'g', 'o'}) {
        Desk desk;
        prepare(desk);
        desk.key(pressed);
        CHECK(desk.asked_nothing());
        CHECK(desk.model.strip().code == ErrorCode::kCounterBusy);
      }
    }
  }

  TEST_CASE("O asks once, and signs out at the second press") {
    Desk desk;
    desk.idle_with({});
    desk.key('o');
    CHECK(desk.asked_nothing());
    CHECK(desk.says() == Say::kConfirmSignOut);
    desk.key('o');
    CHECK(desk.asked<CloseCounter>());
    desk.add(CounterClosed{{2}});
    desk.accept(CounterState::kClosed);
    CHECK(desk.model.page() == Page::kSignIn);
  }

  TEST_CASE("Esc and waiting take the question of O back") {
    Desk desk;
    desk.idle_with({});
    desk.key('o');
    desk.key(ui::Key::kEscape);
    desk.key('o');
    CHECK(desk.asked_nothing());
    desk.pass(kNoticeMs);
    desk.key('o');
    CHECK(desk.asked_nothing());
    CHECK(desk.says() == Say::kConfirmSignOut);
  }

  TEST_CASE("in the outcome sheet digits choose, Esc goes back, other keys are refused") {
    Desk desk;
    desk.serving();
    desk.space();
    desk.key('3');
    CHECK(desk.model.outcome() == 2);
    desk.key(ui::Key::kDown);
    CHECK(desk.model.outcome() == 3);
    desk.key('5');
    CHECK(desk.model.outcome() == 3);
    desk.key('n');
    CHECK(desk.says() == Say::kNotNow);
    desk.key('3');
    desk.enter();
    CHECK(desk.asked<Finish>()->outcome == Outcome::kReferred);
    desk.refuse(ErrorCode::kUnavailable);
    CHECK(desk.model.sheet() == Sheet::kOutcome);
    CHECK(desk.model.strip().code == ErrorCode::kUnavailable);
    desk.key(ui::Key::kEscape);
    CHECK(desk.model.sheet() == Sheet::kNone);
    CHECK(desk.model.page() == Page::kServing);
  }

  TEST_CASE("digits tick the checklist, and what is missing is the outcome to begin with") {
    Desk desk;
    desk.serving();
    desk.space();
    CHECK(desk.model.outcome() == 0);  // nothing was ticked: it was not used
    desk.key(ui::Key::kEscape);
    desk.pass(kGuardMs);
    desk.key('1');
    CHECK(desk.model.checked(0));
    CHECK(desk.model.missing() == std::vector<std::string>{"form"});
    desk.space();
    CHECK(desk.model.outcome() == 1);
    desk.key(ui::Key::kEscape);
    desk.pass(kGuardMs);
    desk.key('2');
    CHECK(desk.model.missing().empty());
    desk.space();
    CHECK(desk.model.outcome() == 0);
  }

  TEST_CASE("L and G open the list, arrows move, Enter calls that ticket") {
    for (const char pressed : {'l', 'g'}) {
      Desk desk;
      desk.idle_with({"K001", "R001", "K002"});
      desk.key(pressed);
      CHECK(desk.model.sheet() == Sheet::kList);
      desk.key(ui::Key::kDown);
      desk.key(ui::Key::kDown);
      desk.key(ui::Key::kDown);
      desk.key(ui::Key::kUp);
      desk.enter();
      const auto call = desk.asked<Call>();
      REQUIRE(call);
      CHECK(call->ticket == "R001");
    }
  }

  TEST_CASE("digits look a number up in the list") {
    Desk desk;
    desk.idle_with({"K001", "R012", "K002"});
    desk.key('l');
    desk.key('1');
    desk.key('2');
    CHECK(desk.model.rows()[desk.model.selected()].ticket.ticket == "R012");
    desk.pass(kDigitsMs);
    desk.key('2');
    CHECK(desk.model.rows()[desk.model.selected()].ticket.ticket == "K002");
  }

  TEST_CASE("the list closes with Esc, L and G, and can be looked at with a visitor") {
    Desk desk;
    desk.serving();
    for (const char close : {'l', 'g', '\0'}) {
      desk.key('l');
      CHECK(desk.model.sheet() == Sheet::kList);
      if (close == '\0') {
        desk.key(ui::Key::kEscape);
      } else {
        desk.key(close);
      }
      CHECK(desk.model.sheet() == Sheet::kNone);
    }
    desk.issue("R002");
    desk.key('l');
    desk.enter();
    CHECK(desk.asked_nothing());
    CHECK(desk.model.strip().code == ErrorCode::kCounterBusy);
  }

  TEST_CASE("a ticket that somebody else took stays in the list for a moment, and is not called") {
    Desk desk;
    desk.idle_with({"K001", "R001"});
    desk.key('l');
    desk.call("K001", 1);
    REQUIRE(desk.model.rows().size() == 2);
    CHECK(desk.model.rows().front().gone_until);
    desk.enter();
    CHECK(desk.asked_nothing());
    CHECK(desk.model.strip() == Message{Say::kGone, ErrorCode::kBadRequest, "K001", 0});
    desk.pass(kGoneMs);
    CHECK(desk.model.rows().size() == 1);
    desk.enter();
    CHECK(desk.asked<Call>()->ticket == "R001");
  }

  TEST_CASE("a key held down repeats only where it moves something") {
    Desk desk;
    desk.idle_with({"K001"});
    ui::KeyPress held;
    held.key = ui::Key::kSpace;
    held.repeat = true;
    CHECK_FALSE(touch_of(desk.model, held));
    held.key = ui::Key::kDown;
    CHECK(touch_of(desk.model, held));
    ui::KeyPress with_control;
    with_control.character = 'r';
    with_control.ctrl = true;
    CHECK_FALSE(touch_of(desk.model, with_control));
  }
}
