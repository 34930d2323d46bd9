// SPDX-License-Identifier: Apache-2.0
#include "counter/pin.hpp"

#include <utility>

#include "tests/counter/desk_for_tests.hpp"

using namespace antre;
using namespace antre::counter;
using antre::counter::test::Desk;

namespace {

void type_pin(Desk& desk, const char* digits = "4071") {
  for (const char* digit = digits; *digit != '\0'; ++digit) {
    desk.key(*digit);
  }
}

/// A window whose dispatcher has officers with PINs.
struct PinDesk : Desk {
  explicit PinDesk(const Setup& setup = {CounterId{2}, "Sari", {}, {}}) : Desk(setup) {
    model.set_pins(true, now);
  }
  /// The question that was asked since the last look, as the dispatcher would get it.
  std::optional<antre::SignIn> question() {
    std::optional<antre::SignIn> found;
    for (const Action& action : model.take_actions()) {
      CHECK_FALSE(std::holds_alternative<SubmitCommand>(action));
      if (const auto* check = std::get_if<CheckPin>(&action)) {
        REQUIRE_FALSE(found);
        found = antre::SignIn{check->officer, std::string(check->pin.digits())};
      }
    }
    return found;
  }
  void wrong(ErrorCode code, const std::string& detail = {}) {
    model.signed_in(Error{code, detail}, now);
  }
  [[nodiscard]] const SignInPage& page() const { return model.sign_in(); }
};

}  // namespace

TEST_SUITE("counter/pin") {
  TEST_CASE("a PIN's memory is overwritten when it is wiped, taken back or moved away") {
    Pin pin;
    for (const char digit : {'1', '2', '3', '4'}) CHECK(pin.add(digit));
    CHECK_FALSE(pin.add('x'));
    const char* memory = pin.digits().data();
    pin.take_back();
    CHECK(memory[3] == 0);
    const Pin moved = std::move(pin);
    CHECK(moved.digits() == "123");
    for (std::size_t i = 0; i < Pin::kMost; ++i) CHECK(memory[i] == 0);
    Pin longest;
    for (std::size_t i = 0; i < Pin::kMost; ++i) CHECK(longest.add('7'));
    CHECK_FALSE(longest.add('7'));
    memory = longest.digits().data();
    longest.wipe();
    CHECK(longest.empty());
    CHECK(memory[0] == 0);
  }

  TEST_CASE("without PINs in the hall there is no field, and digits are text as ever") {
    Desk desk;
    CHECK_FALSE(desk.model.asks_pin());
    desk.key(ui::Key::kTab);
    CHECK(desk.model.sign_in().field == SignInPage::Field::kName);
    desk.key('4');
    CHECK(desk.model.sign_in().pin.empty());
    desk.enter();
    const auto open = desk.asked<OpenCounter>();
    REQUIRE(open);
    CHECK_FALSE(open->grant);
  }

  TEST_CASE("the PIN is asked first, as a question; the counter is opened with its grant") {
    PinDesk desk;
    CHECK(desk.page().field == SignInPage::Field::kPin);
    type_pin(desk);
    desk.enter();
    CHECK(desk.page().pin.empty());
    const auto question = desk.question();
    REQUIRE(question);
    CHECK(question->officer == "Sari");
    CHECK(question->pin == "4071");
    CHECK(desk.model.waiting_for() == Touch{Element::kBig});
    desk.model.signed_in(SignedIn{"grant", 120}, desk.now);
    const auto open = desk.asked<OpenCounter>();
    REQUIRE(open);
    CHECK(open->counter == CounterId{2});
    CHECK(open->officer == "Sari");
    CHECK(open->grant == "grant");
    desk.accept(CounterState::kFree);
    desk.add(CounterOpened{{2}, ""});
    CHECK(desk.model.page() == Page::kIdle);
    CHECK(desk.model.officer() == "Sari");
  }

  TEST_CASE("Enter goes from the name to the PIN, Tab round all fields and back") {
    PinDesk desk({std::nullopt, "", {}, {}});
    using Field = SignInPage::Field;
    CHECK(desk.page().field == Field::kName);
    desk.model.type("Sari", desk.now);
    desk.enter();
    CHECK(desk.page().field == Field::kPin);
    CHECK(desk.page().wrong == SignInPage::Wrong::kNothing);
    CHECK_FALSE(desk.question());
    desk.key(ui::Key::kTab);
    CHECK(desk.page().field == Field::kCounter);
    desk.key(ui::Key::kTab);
    CHECK(desk.page().field == Field::kName);
    desk.key(ui::Key::kUp);
    CHECK(desk.page().field == Field::kCounter);
    ui::KeyPress back;
    back.key = ui::Key::kTab;
    back.shift = true;
    desk.model.touch(*touch_of(desk.model, back), desk.now);
    CHECK(desk.page().field == Field::kPin);
  }

  TEST_CASE("only digits are taken, at most twelve; Backspace takes the last") {
    PinDesk desk;
    type_pin(desk, "12a 34");
    desk.model.type("56", desk.now);
    CHECK(desk.page().pin.digits() == "1234");
    CHECK(desk.page().officer == "Sari");
    desk.key(ui::Key::kBackspace);
    CHECK(desk.page().pin.digits() == "123");
    type_pin(desk, "4567890123456");
    CHECK(desk.page().pin.size() == Pin::kMost);
  }

  TEST_CASE("what is no PIN is asked for again without asking the dispatcher") {
    PinDesk desk;
    type_pin(desk, "123");
    desk.enter();
    CHECK_FALSE(desk.question());
    CHECK(desk.page().wrong == SignInPage::Wrong::kPinMissing);
    CHECK(desk.page().pin.empty());
    desk.key('4');
    CHECK(desk.page().wrong == SignInPage::Wrong::kNothing);
  }

  TEST_CASE("a wrong PIN is said under the field, and typed anew") {
    PinDesk desk;
    type_pin(desk);
    desk.enter();
    CHECK(desk.question());
    desk.wrong(ErrorCode::kPinWrong);
    CHECK(desk.page().wrong == SignInPage::Wrong::kPin);
    CHECK(desk.page().field == SignInPage::Field::kPin);
    CHECK(desk.page().pin.empty());
    CHECK(desk.asked_nothing());
    type_pin(desk, "5555");
    desk.enter();
    const auto again = desk.question();
    REQUIRE(again);
    CHECK(again->pin == "5555");
  }

  TEST_CASE("locked: the seconds run down, and until then nothing is sent for that name") {
    PinDesk desk;
    type_pin(desk);
    desk.enter();
    CHECK(desk.question());
    desk.wrong(ErrorCode::kPinLocked, "too many wrong PINs; wait 30 s");
    CHECK(desk.model.pin_locked_s() == 30);
    REQUIRE(desk.model.next_deadline());
    CHECK(*desk.model.next_deadline() == desk.now + 1'000);
    const auto seen = desk.model.revision();
    desk.pass(1'000);
    CHECK(desk.model.pin_locked_s() == 29);
    CHECK(desk.model.revision() != seen);
    type_pin(desk);
    CHECK(desk.model.pin_locked_s() == 29);
    desk.enter();
    CHECK_FALSE(desk.question());
    SUBCASE("until the time is over") {
      desk.pass(29'000);
      CHECK(desk.model.pin_locked_s() == 0);
      CHECK(desk.page().wrong == SignInPage::Wrong::kNothing);
      type_pin(desk);
      desk.enter();
      CHECK(desk.question());
    }
    SUBCASE("another name is the dispatcher's to judge") {
      desk.key(ui::Key::kUp);
      desk.model.type("h", desk.now);
      CHECK(desk.model.pin_locked_s() == 0);
      desk.enter();
      type_pin(desk);
      desk.enter();
      CHECK(desk.question());
    }
  }

  TEST_CASE("locked without a time is said all the same") {
    PinDesk desk;
    type_pin(desk);
    desk.enter();
    CHECK(desk.question());
    desk.wrong(ErrorCode::kPinLocked, "wait");
    CHECK(desk.page().wrong == SignInPage::Wrong::kLocked);
    CHECK(desk.model.pin_locked_s() == 0);
    type_pin(desk);
    desk.enter();
    CHECK(desk.question());
  }

  TEST_CASE("no answer to a question means that nothing was done, and the strip says so") {
    PinDesk desk;
    type_pin(desk);
    desk.enter();
    CHECK(desk.question());
    CHECK(desk.says() == Say::kReady);
    desk.pass(kCheckingAfterMs);
    CHECK(desk.says() == Say::kCheckingPin);
    type_pin(desk);
    CHECK(desk.page().pin.empty());
    desk.enter();
    CHECK_FALSE(desk.question());
    desk.wrong(ErrorCode::kTimeout);
    CHECK(desk.says() == Say::kNoAnswer);
    desk.wrong(ErrorCode::kTimeout);  // belongs to nothing any more
    type_pin(desk);
    desk.enter();
    CHECK(desk.question());
    desk.wrong(ErrorCode::kUnreachable);
    CHECK(desk.model.strip() == Message{Say::kRefused, ErrorCode::kUnreachable, "", 0});
  }

  TEST_CASE("a refusal tells that a PIN is wanted, where the first word did not") {
    Desk desk;
    desk.enter();
    CHECK(desk.asked<OpenCounter>());
    desk.refuse(ErrorCode::kPinRequired);
    CHECK(desk.model.asks_pin());
    CHECK(desk.model.sign_in().field == SignInPage::Field::kPin);
    CHECK(desk.model.sign_in().wrong == SignInPage::Wrong::kPinMissing);
    type_pin(desk);
    desk.enter();
    CHECK(desk.model.waiting_for() == Touch{Element::kBig});
    desk.model.signed_in(SignedIn{"g", 120}, desk.now);
    CHECK(desk.asked<OpenCounter>()->grant == "g");
  }

  TEST_CASE("a PIN that was begun is forgotten: after a while, with the page, with the register") {
    PinDesk desk;
    type_pin(desk);
    SUBCASE("after a while") {
      desk.pass(kPinIdleMs - 1);
      CHECK(desk.page().pin.size() == 4);
      desk.pass(1);
    }
    SUBCASE("when the counter is opened from elsewhere") {
      desk.open();
      CHECK(desk.model.page() == Page::kIdle);
    }
    SUBCASE("when officers have no PINs any more") {
      desk.model.set_pins(false, desk.now);
      CHECK(desk.page().field == SignInPage::Field::kName);
    }
    CHECK(desk.page().pin.empty());
  }

  TEST_CASE("a grant that comes when the counter is open already opens nothing") {
    PinDesk desk;
    type_pin(desk);
    desk.enter();
    CHECK(desk.question());
    desk.open();
    desk.model.signed_in(SignedIn{"grant", 120}, desk.now);
    CHECK(desk.asked_nothing());
  }

  TEST_CASE("without a link no PIN leaves the window") {
    PinDesk desk;
    type_pin(desk);
    desk.model.set_link(Link::kOffline, test::kMorning, desk.now);
    desk.enter();
    CHECK_FALSE(desk.question());
    CHECK(desk.says() == Say::kOfflineRefused);
  }

  TEST_CASE("only the PIN field hears digits, and no digit stays in the counter's choice") {
    PinDesk desk({std::nullopt, "Sari", {}, {}});
    type_pin(desk);
    desk.key(ui::Key::kTab);
    desk.key('3');
    CHECK(desk.page().counter == CounterId{3});
    CHECK(desk.page().pin.size() == 4);
    desk.enter();
    const auto question = desk.question();
    REQUIRE(question);
    desk.model.signed_in(SignedIn{"g", 1}, desk.now);
    CHECK(desk.asked<OpenCounter>()->counter == CounterId{3});
  }
}
