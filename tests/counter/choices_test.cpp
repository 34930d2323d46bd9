// SPDX-License-Identifier: Apache-2.0
#include "tests/counter/desk_for_tests.hpp"

using namespace antre;
using namespace antre::counter;
using antre::counter::test::Desk;

namespace {

/// Another counter with somebody at it.
void open_other(Desk& desk, int counter) {
  desk.add(CounterOpened{{counter}, "Budi"});
}

}  // namespace

TEST_SUITE("counter/choices") {
  TEST_CASE("H puts the visitor on hold, and Enter in the list lets that ticket wait again") {
    Desk desk;
    desk.serving("K001");
    desk.key('h');
    CHECK(desk.asked<Hold>()->counter == CounterId{2});
    desk.add(TicketHeld{"K001", std::nullopt, {2}});
    desk.accept(CounterState::kFree);
    CHECK(desk.says() == Say::kHeld);
    CHECK(desk.model.page() == Page::kIdle);
    REQUIRE(desk.model.rows().size() == 1);
    CHECK(desk.model.rows().front().ticket.state == TicketState::kHeld);
    CHECK_FALSE(desk.model.rows().front().gone_until);

    desk.key('l');
    desk.enter();
    const auto unhold = desk.asked<Unhold>();
    REQUIRE(unhold);
    CHECK(unhold->ticket == "K001");
    CHECK(unhold->of_day == Day{20781});
    desk.model.answered(std::optional<CounterReply>{}, desk.now);
    CHECK(desk.says() == Say::kUnheld);
    desk.add(TicketUnheld{"K001", std::nullopt});
    REQUIRE(desk.model.waiting().next);
    CHECK(desk.model.waiting().next->ticket == "K001");
    desk.enter();
    CHECK(desk.asked<Call>()->ticket == "K001");
  }

  TEST_CASE("what is on hold waits again with a visitor here too; calling has to wait") {
    Desk desk;
    desk.serving("K001");
    desk.add(TicketHeld{"K001", std::nullopt, {2}});
    desk.issue("K002");
    desk.call("K002");
    desk.pass(kGuardMs);
    desk.key('l');
    desk.enter();
    CHECK(desk.asked<Unhold>());
  }

  TEST_CASE("a ticket booked for later stands last in the list, and is not called before") {
    Desk desk;
    desk.idle_with({});
    TicketIssued booked;
    booked.ticket = "K009";
    booked.service = {"K"};
    booked.channel = Channel::kAppointment;
    booked.place_ms = test::kMorning + 3'600'000;
    desk.add(booked);
    desk.issue("K010");
    REQUIRE(desk.model.rows().size() == 2);
    CHECK(desk.model.rows().back().ticket.ticket == "K009");
    CHECK(desk.model.waiting().callable == 1);
    desk.key('l');
    desk.key(ui::Key::kEnd);
    desk.enter();
    CHECK(desk.asked_nothing());
    CHECK(desk.model.strip().say == Say::kNotYet);
    CHECK(desk.model.strip().ticket == "K009");
  }

  TEST_CASE("T offers all services and the counters with somebody; a digit and Enter transfer") {
    Desk desk;
    open_other(desk, 3);
    desk.serving("K001");
    desk.key('t');
    CHECK(desk.model.sheet() == Sheet::kTransfer);
    REQUIRE(desk.model.choices().size() == 4);  // K, R, J and counter 3
    CHECK(desk.model.why_not_choice(0));        // its own service
    CHECK(desk.model.choice() == 1);
    desk.key('3');
    desk.enter();
    const auto transfer = desk.asked<Transfer>();
    REQUIRE(transfer);
    CHECK(transfer->service == ServiceId{"J"});
    CHECK_FALSE(transfer->to_counter);
    CHECK_FALSE(transfer->return_);
    desk.add(TicketTransferred{
        "K001", std::nullopt, {2}, ServiceId{"J"}, std::nullopt, std::nullopt, false});
    desk.accept(CounterState::kFree);
    CHECK(desk.says() == Say::kTransferred);
    CHECK(desk.model.sheet() == Sheet::kNone);
  }

  TEST_CASE("a transfer to a counter may lead back here afterwards: R in the sheet") {
    Desk desk;
    open_other(desk, 3);
    desk.called("K001");
    desk.key('t');
    desk.key('4');
    desk.key('r');
    CHECK(desk.model.returns());
    desk.enter();
    const auto transfer = desk.asked<Transfer>();
    REQUIRE(transfer);
    CHECK(transfer->to_counter == CounterId{3});
    CHECK_FALSE(transfer->service);
    CHECK(transfer->return_);
  }

  TEST_CASE("Esc and T close the sheet and forget the way back; the own service is refused") {
    Desk desk;
    desk.serving("K001");
    desk.key('t');
    desk.key('r');
    desk.key('t');
    CHECK(desk.model.sheet() == Sheet::kNone);
    desk.key('t');
    CHECK_FALSE(desk.model.returns());
    desk.key('1');
    CHECK(desk.says() == Say::kNotNow);
    CHECK(desk.model.choice() == 1);
    desk.key(ui::Key::kEscape);
    CHECK(desk.model.sheet() == Sheet::kNone);
    CHECK(desk.asked_nothing());
  }

  TEST_CASE("arrows move in two columns, and a counter that closes leaves the sheet") {
    Desk desk;
    open_other(desk, 3);
    desk.serving("K001");
    desk.key('t');
    desk.key(ui::Key::kDown);
    CHECK(desk.model.choice() == 3);
    desk.key(ui::Key::kLeft);
    CHECK(desk.model.choice() == 2);
    desk.key(ui::Key::kUp);
    CHECK(desk.model.choice() == 0);
    desk.key(ui::Key::kRight);
    desk.key(ui::Key::kDown);
    CHECK(desk.model.choice() == 3);
    desk.add(CounterClosed{{3}});
    CHECK(desk.model.choices().size() == 3);
    CHECK(desk.model.choice() == 1);
  }

  TEST_CASE("Q puts the visitor back into the line; X and a digit say where") {
    for (const auto& [digit, where] :
         {std::pair('\0', Requeued::kInOrder), std::pair('1', Requeued::kInOrder),
          std::pair('2', Requeued::kFront), std::pair('3', Requeued::kBack)}) {
      Desk desk;
      desk.called("K001");
      if (digit == '\0') {
        desk.key('q');
      } else {
        desk.key('x');
        CHECK(desk.model.sheet() == Sheet::kMore);
        desk.key(digit);
      }
      const auto requeue = desk.asked<Requeue>();
      REQUIRE(requeue);
      CHECK(requeue->where == where);
      CHECK(desk.model.sheet() == Sheet::kNone);
    }
  }

  TEST_CASE("S chooses a service for somebody without a number, and Enter begins") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.key('s');
    CHECK(desk.model.sheet() == Sheet::kQuick);
    CHECK(desk.model.choices().size() == 3);
    desk.key('2');
    desk.enter();
    const auto quick = desk.asked<QuickServe>();
    REQUIRE(quick);
    CHECK(quick->service == ServiceId{"R"});
    desk.add(QuickServiceStarted{"+1", {"R"}, {2}, {}});
    desk.accept(CounterState::kServing, "+1");
    CHECK(desk.model.page() == Page::kServing);
    CHECK(desk.model.sheet() == Sheet::kNone);
  }

  TEST_CASE("what does not fit the state is refused with its reason") {
    const auto code_of = [](Desk& desk, char key) {
      desk.key(key);
      CHECK(desk.asked_nothing());
      return desk.model.strip().code;
    };
    Desk idle;
    idle.idle_with({"K001"});
    for (const char key : {'h', 't', 'q'}) CHECK(code_of(idle, key) == ErrorCode::kCounterIdle);
    CHECK(code_of(idle, 'z') == ErrorCode::kNothingToUndo);
    Desk serving;
    serving.serving();
    CHECK(code_of(serving, 's') == ErrorCode::kCounterBusy);
    Desk resting;
    resting.on_break();
    CHECK(code_of(resting, 's') == ErrorCode::kCounterOnBreak);
    CHECK(code_of(resting, 'h') == ErrorCode::kCounterIdle);
  }

  TEST_CASE("O signs out from the list of more actions too, after asking") {
    Desk desk;
    desk.idle_with({});
    desk.key('x');
    desk.key('6');
    CHECK(desk.says() == Say::kConfirmSignOut);
    CHECK(desk.model.sheet() == Sheet::kNone);
    desk.key('o');
    CHECK(desk.asked<CloseCounter>());
  }
}

TEST_SUITE("counter/undo") {
  TEST_CASE("a finish can be taken back for the hall's seconds, and not longer") {
    Desk desk;
    desk.serving("K001");
    desk.add(ServiceFinished{"K001", std::nullopt, {2}, Outcome::kServed});
    CHECK(desk.model.undo_left_s(desk.now) == 30);
    CHECK(desk.model.undo_ticket() == "K001");
    desk.pass(29'001);
    CHECK(desk.model.undo_left_s(desk.now) == 1);
    desk.key('z');
    CHECK(desk.asked<Undo>()->counter == CounterId{2});
    desk.add(CommandUndone{"K001", std::nullopt, {2}, TicketState::kFinished, false});
    desk.accept(CounterState::kServing, "K001");
    CHECK(desk.model.page() == Page::kServing);
    CHECK(desk.says() == Say::kUndone);
    CHECK(desk.model.undo_left_s(desk.now) == 0);
  }

  TEST_CASE("its end is a change that is drawn") {
    Desk desk;
    desk.called("K001");
    desk.add(TicketNoShow{"K001", std::nullopt, {2}, false, 0, {}});
    CHECK(desk.model.undo_left_s(desk.now) == 30);
    REQUIRE(desk.model.next_deadline());
    CHECK(*desk.model.next_deadline() <= desk.now + 30'000);
    desk.pass(29'999);
    const auto before = desk.model.revision();
    desk.pass(1);
    CHECK(desk.model.revision() > before);
    CHECK(desk.model.undo_left_s(desk.now) == 0);
  }

  TEST_CASE("a call can be taken back until it was repeated, not one of the dispatcher's") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.call("K001");
    CHECK(desk.model.undo_ticket() == "K001");
    desk.add(TicketRecalled{"K001", std::nullopt, {2}, 1});
    CHECK(desk.model.undo_ticket().empty());
    Desk itself;
    itself.idle_with({"K001"});
    itself.add(TicketCalled{"K001", std::nullopt, {2}, false, true});
    CHECK(itself.model.undo_ticket().empty());
  }

  TEST_CASE("where the hall allows none there is none") {
    auto hall = Desk::small_hall();
    hall.calling.undo_s = 0;
    Desk desk({CounterId{2}, "Sari", {}, {}}, hall);
    desk.called("K001");
    desk.add(TicketNoShow{"K001", std::nullopt, {2}, false, 0, {}});
    CHECK(desk.model.undo_left_s(desk.now) == 0);
    desk.key('z');
    CHECK(desk.asked_nothing());
  }
}
