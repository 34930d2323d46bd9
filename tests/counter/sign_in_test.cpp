// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "counter/memory.hpp"
#include "tests/counter/desk_for_tests.hpp"

using namespace antre;
using namespace antre::counter;
using antre::counter::test::Desk;

TEST_SUITE("counter/signing in") {
  TEST_CASE("the name is typed, Enter signs in at the key's own counter") {
    Desk desk({CounterId{2}, "", {}, {}});
    desk.model.type("Sari ", desk.now);
    desk.model.type("Wulandarx", desk.now);
    desk.key(ui::Key::kBackspace);
    desk.model.type("i", desk.now);
    desk.enter();
    const auto open = desk.asked<OpenCounter>();
    REQUIRE(open);
    CHECK(open->counter == CounterId{2});
    CHECK(open->officer == "Sari Wulandari");
    desk.add(CounterOpened{{2}, "Sari Wulandari"});
    desk.accept(CounterState::kFree);
    CHECK(desk.model.page() == Page::kIdle);
    CHECK(desk.model.officer() == "Sari Wulandari");
    const auto actions = desk.model.take_actions();
    REQUIRE(actions.size() == 1);
    CHECK(std::get<Remember>(actions.front()) == Remember{"Sari Wulandari", {2}});
  }

  TEST_CASE("updates name no officer: the window knows who signed in here, and forgets it after") {
    Desk desk;
    desk.enter();
    CHECK(desk.asked<OpenCounter>());
    desk.accept(CounterState::kFree);
    desk.add(CounterOpened{{2}, ""});
    CHECK(desk.model.officer() == "Sari");
    desk.add(CounterClosed{{2}});
    desk.add(CounterOpened{{2}, ""});  // somebody else, from elsewhere
    CHECK(desk.model.officer().empty());
  }

  TEST_CASE("Backspace takes a whole letter, whatever its bytes") {
    Desk desk({CounterId{2}, "Sitié", {}, {}});
    desk.key(ui::Key::kBackspace);
    CHECK(desk.model.sign_in().officer == "Siti");
  }

  TEST_CASE("Space and letters are text in the name field, not keys") {
    Desk desk;
    desk.space();
    desk.key('r');
    CHECK(desk.asked_nothing());
    CHECK(desk.says() == Say::kReady);
  }

  TEST_CASE("a name of blanks is asked for again") {
    Desk desk({CounterId{2}, "  ", {}, {}});
    desk.enter();
    CHECK(desk.asked_nothing());
    CHECK(desk.model.sign_in().wrong == SignInPage::Wrong::kName);
    desk.model.type("Sari", desk.now);
    CHECK(desk.model.sign_in().wrong == SignInPage::Wrong::kNothing);
  }

  TEST_CASE("a counter that is open already is taken up where it is") {
    Desk desk({CounterId{2}, "", {}, {}});
    desk.called();
    CHECK(desk.model.page() == Page::kCalled);
  }

  TEST_CASE("without an own counter a free one is chosen with the arrows or its digit") {
    Desk desk({std::nullopt, "Sari", {}, {}});
    desk.add(CounterOpened{{1}, "Budi"});
    desk.enter();
    CHECK(desk.asked_nothing());
    CHECK(desk.model.sign_in().wrong == SignInPage::Wrong::kCounter);
    CHECK(desk.model.sign_in().field == SignInPage::Field::kCounter);
    desk.key(ui::Key::kRight);
    CHECK(desk.model.sign_in().counter == CounterId{2});
    desk.key(ui::Key::kRight);
    desk.key(ui::Key::kRight);
    CHECK(desk.model.sign_in().counter == CounterId{2});  // round, past the one in use
    desk.key('1');
    CHECK(desk.model.sign_in().counter == CounterId{2});
    desk.key('3');
    desk.enter();
    const auto open = desk.asked<OpenCounter>();
    REQUIRE(open);
    CHECK(open->counter == CounterId{3});
    CounterReply reply;
    reply.counter = {3};
    reply.state = CounterState::kFree;
    desk.model.answered(reply, desk.now);
    desk.add(CounterOpened{{3}, "Sari"});
    CHECK(desk.model.page() == Page::kIdle);
    CHECK(desk.model.counter_id() == CounterId{3});
    desk.add(CounterClosed{{3}});
    CHECK(desk.model.page() == Page::kSignIn);
  }

  TEST_CASE("the counter of last time is chosen to begin with, if it is free") {
    Desk desk({std::nullopt, "Sari", CounterId{3}, "Sari"});
    CHECK(desk.model.sign_in().counter == CounterId{3});
  }

  TEST_CASE("after a crash the same officer's counter is taken up again, another's is not") {
    Setup setup{std::nullopt, "Sari", CounterId{2}, "Sari"};
    CounterModel model(setup, 0);
    HallView view;
    view.epoch = "e1";
    view.apply({1, {20781}, test::kMorning, std::nullopt, DayOpened{Desk::small_hall(), {}, {}}});
    SUBCASE("the same") {
      view.apply({2, {20781}, test::kMorning, std::nullopt, CounterOpened{{2}, "Sari"}});
      model.set_view(std::make_shared<const HallView>(view), 0);
      CHECK(model.page() == Page::kIdle);
    }
    SUBCASE("another") {
      view.apply({2, {20781}, test::kMorning, std::nullopt, CounterOpened{{2}, "Budi"}});
      model.set_view(std::make_shared<const HallView>(view), 0);
      CHECK(model.page() == Page::kSignIn);
      CHECK_FALSE(model.sign_in().counter);
    }
  }

  TEST_CASE("an officer who works elsewhere is told where, if the hall says it here") {
    Desk desk;
    SUBCASE("it does") {
      desk.add(CounterOpened{{3}, "Sari"});
      desk.enter();
      CHECK(desk.asked<OpenCounter>());
      desk.refuse(ErrorCode::kOfficerElsewhere);
      CHECK(desk.model.strip() == Message{Say::kElsewhere, ErrorCode{}, "", 3});
    }
    SUBCASE("updates name nobody") {
      desk.add(CounterOpened{{3}, ""});
      desk.enter();
      CHECK(desk.asked<OpenCounter>());
      desk.refuse(ErrorCode::kOfficerElsewhere);
      CHECK(desk.model.strip() == Message{Say::kElsewhere, ErrorCode{}, "", 0});
    }
    CHECK(desk.model.page() == Page::kSignIn);
  }

  TEST_CASE("a sign-in that had no answer and was done is taken up") {
    Desk desk({std::nullopt, "Sari", CounterId{2}, "Sari"});
    desk.enter();
    const auto asked = desk.command();
    REQUIRE(asked);
    desk.refuse(ErrorCode::kTimeout);
    CHECK(desk.says() == Say::kChecking);
    desk.open();
    desk.settle(Settlement::Fate::kDone, asked);
    CHECK(desk.model.page() == Page::kIdle);
  }

  TEST_CASE("who signed in where is kept on this machine, and a spoilt file is no harm") {
    const auto folder = std::filesystem::temp_directory_path() /
                        ("antre-counter-memory-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    CHECK_FALSE(read_memory(folder));
    REQUIRE(write_memory(folder, {"Sari Wulandari", {2}}));
    CHECK(read_memory(folder) == Remember{"Sari Wulandari", {2}});
    std::ofstream(folder / "last-officer") << "two\nSari\n";
    CHECK_FALSE(read_memory(folder));
    std::filesystem::remove_all(folder);
  }
}
