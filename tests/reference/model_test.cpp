// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/reference/halls.hpp"
#include "tests/reference/model.hpp"

using namespace antre;
using namespace antre::reference;

namespace {

constexpr Day kDay{20'000};
constexpr auto kRegular = TicketClass::kRegular;
constexpr auto kPriority = TicketClass::kPriority;
const ServiceId kR{"R"};
const ServiceId kP{"P"};

constexpr EngineMs minutes(int n) {
  return EngineMs{n} * 60'000;
}

/// All of this moment that comes by itself.
void settle(Model& hall) {
  while (hall.take_timer()) {
  }
  while (hall.take_miss()) {
  }
}

void serve(Model& hall, CounterId counter) {
  hall.start(counter);
  hall.finish(counter);
}

}  // namespace

TEST_SUITE("reference/model") {
  TEST_CASE("a clock starts when the ticket is due, not when its number is taken") {
    Model hall(make_hall("R", {{"R", ""}}), kDay, 0);
    hall.open({1});
    const auto first = hall.issue(kR, kRegular);
    const auto second = hall.issue(kR, kRegular);
    CHECK(hall.shows(first) == 0);
    CHECK_FALSE(hall.shows(second));
    hall.advance(minutes(1));
    hall.call({1}, first);
    hall.start({1});
    CHECK_FALSE(hall.shows(second));
    hall.advance(minutes(7));
    hall.finish({1});
    CHECK(hall.shows(second) == 0);
  }

  TEST_CASE("two free counters make two tickets due") {
    Model hall(make_hall("R", {{"R", ""}, {"R", ""}}), kDay, 0);
    hall.open({1});
    hall.open({2});
    const auto a = hall.issue(kR, kRegular);
    const auto b = hall.issue(kR, kRegular);
    hall.issue(kR, kRegular);
    CHECK(hall.due() == std::set<Id>{a, b});
  }

  TEST_CASE("the first of a line that nobody staffs has a clock, the others have none") {
    Model hall(make_hall("R", {{"R", ""}}), kDay, 0);
    const auto a = hall.issue(kR, kRegular);
    const auto b = hall.issue(kR, kPriority);
    const auto c = hall.issue(kR, kRegular);
    CHECK(hall.shows(a));
    CHECK(hall.shows(b));  // it became the first when it came
    CHECK_FALSE(hall.shows(c));
  }

  TEST_CASE("a clock starts over when another one's service starts in its place") {
    Model hall(make_hall("R", {{"R", ""}}), kDay, 0);
    hall.open({1});
    const auto regular = hall.issue(kR, kRegular);
    hall.advance(minutes(2));
    const auto priority = hall.issue(kR, kPriority);
    CHECK(hall.next_choice({1}) == priority);
    hall.call({1}, priority);
    CHECK(hall.shows(regular) == minutes(2));
    hall.advance(minutes(3));
    hall.start({1});
    CHECK_FALSE(hall.shows(regular));
    CHECK(hall.tickets()[regular].overtaken == 1);
    hall.advance(minutes(4));
    hall.finish({1});
    CHECK(hall.shows(regular) == 0);
  }

  TEST_CASE("a called visitor that does not come starts nothing over") {
    Model hall(make_hall("R", {{"R", ""}}), kDay, 0);
    hall.open({1});
    const auto regular = hall.issue(kR, kRegular);
    hall.call({1}, hall.issue(kR, kPriority));
    hall.advance(minutes(1));
    hall.no_show({1});
    CHECK(hall.shows(regular) == minutes(1));
    CHECK(hall.tickets()[regular].overtaken == 0);
  }

  TEST_CASE("an explicit choice is counted and the clock runs on, past escalate too") {
    Model hall(make_hall("R", {{"R", ""}}), kDay, 0);
    hall.open({1});
    const auto first = hall.issue(kR, kRegular);
    const auto second = hall.issue(kR, kRegular);
    hall.advance(minutes(8) + 1);
    hall.call({1}, second);
    hall.start({1});
    CHECK(hall.shows(first) == minutes(8) + 1);
    CHECK(hall.tickets()[first].overtaken == 1);
  }

  TEST_CASE("from escalate on a clock does not start over and its ticket goes first") {
    auto settings = make_hall("R", {{"R", ""}});
    settings.services[0].target.auto_call = false;
    Model hall(settings, kDay, 0);
    hall.open({1});
    const auto regular = hall.issue(kR, kRegular);
    const auto priority = hall.issue(kR, kPriority);
    hall.advance(minutes(8) - 1);
    CHECK(hall.next_choice({1}) == priority);
    hall.advance(minutes(8));
    CHECK(hall.next_choice({1}) == regular);
    hall.call({1}, priority);
    CHECK(hall.desk({1}).choice == Choice::kExplicit);
  }

  TEST_CASE("at exactly remind a secondary counter may take the ticket") {
    Model hall(make_hall("RP", {{"R", "P"}}), kDay, 0);
    hall.open({1});
    const auto ticket = hall.issue(kP, kRegular);  // nobody serves P: its clock starts
    CHECK_FALSE(hall.may_take({1}, ticket));
    hall.advance(minutes(5) - 1);
    CHECK_FALSE(hall.next_choice({1}));
    hall.advance(minutes(5));
    CHECK(hall.next_choice({1}) == ticket);
    CHECK(hall.due().contains(ticket));
  }

  TEST_CASE("a counter helps at once when idle, or never, where the hall says so") {
    auto settings = make_hall("RP", {{"R", "P"}});
    settings.selection.secondary = SecondaryRule::kWhenIdle;
    Model idle(settings, kDay, 0);
    idle.open({1});
    const auto ticket = idle.issue(kP, kRegular);
    CHECK(idle.next_choice({1}) == ticket);
    idle.issue(kR, kRegular);
    CHECK_FALSE(idle.may_take({1}, ticket));

    settings.selection.secondary = SecondaryRule::kNever;
    Model never(settings, kDay, 0);
    never.open({1});
    never.issue(kP, kRegular);
    never.advance(minutes(9) + 1);
    CHECK_FALSE(never.next_choice({1}));
  }

  TEST_CASE("the dispatcher calls at auto-call, to a primary counter first") {
    Model hall(make_hall("R", {{"P", "R"}, {"R", ""}, {"R", ""}}), kDay, 0);
    for (const int id : {1, 2, 3}) hall.open({id});
    const auto ticket = hall.issue(kR, kRegular);
    hall.advance(minutes(9));
    CHECK(hall.tickets()[ticket].state == TicketState::kWaiting);
    settle(hall);
    CHECK(hall.tickets()[ticket].auto_called);
    CHECK(hall.tickets()[ticket].counter == CounterId{2});
  }

  TEST_CASE("a service that starts at exactly the target is met, one millisecond later missed") {
    for (const int late : {0, 1}) {
      auto settings = make_hall("R", {{"R", ""}});
      settings.services[0].target.auto_call = false;
      Model hall(settings, kDay, 0);
      hall.open({1});
      const auto ticket = hall.issue(kR, kRegular);
      hall.advance(minutes(10));
      hall.call({1}, ticket);
      hall.advance(minutes(10) + late);
      hall.start({1});
      CHECK(hall.tickets()[ticket].misses == late);
    }
  }

  TEST_CASE("one that waits past the target has one miss and keeps its clock") {
    Model hall(make_hall("R", {{"R", ""}}), kDay, 0);
    const auto ticket = hall.issue(kR, kRegular);
    hall.advance(minutes(10));
    CHECK(hall.tickets()[ticket].misses == 0);
    settle(hall);
    CHECK(hall.tickets()[ticket].misses == 1);
    hall.advance(minutes(30));
    CHECK(hall.shows(ticket) == minutes(30));
    hall.open({1});
    settle(hall);
    serve(hall, {1});
    CHECK(hall.tickets()[ticket].misses == 1);
  }

  TEST_CASE("called in time and gone is no miss") {
    Model hall(make_hall("R", {{"R", ""}}), kDay, 0);
    hall.open({1});
    const auto ticket = hall.issue(kR, kRegular);
    hall.call({1}, ticket);
    hall.advance(minutes(12));
    hall.no_show({1});
    CHECK(hall.tickets()[ticket].misses == 0);
  }

  TEST_CASE("before service a hold lets the clock stand still and a transfer takes it along") {
    Model hall(make_hall("RP", {{"R", ""}}), kDay, 0);
    hall.open({1});
    const auto ticket = hall.issue(kR, kRegular);
    hall.advance(minutes(3));
    hall.call({1}, ticket);
    hall.hold({1});
    hall.advance(minutes(20));
    CHECK(hall.shows(ticket) == minutes(3));
    hall.unhold(ticket);
    hall.advance(minutes(21));
    CHECK(hall.shows(ticket) == minutes(4));
    CHECK(hall.tickets()[ticket].place_ms == 0);
    hall.call({1}, ticket);
    hall.transfer({1}, kP);
    CHECK(hall.shows(ticket) == minutes(4));
    CHECK(hall.tickets()[ticket].place_ms == minutes(21));
  }

  TEST_CASE("once served, a held ticket has no clock until it waits again") {
    Model hall(make_hall("R", {{"R", ""}}), kDay, 0);
    hall.open({1});
    const auto ticket = hall.issue(kR, kRegular);
    hall.call({1}, ticket);
    hall.start({1});
    hall.hold({1});
    CHECK_FALSE(hall.shows(ticket));
    hall.advance(minutes(2));
    hall.unhold(ticket);
    CHECK(hall.shows(ticket) == 0);
  }

  TEST_CASE("regular tickets of a line go first once the burst has passed over it") {
    Model hall(make_hall("R", {{"R", ""}}), kDay, 0);
    hall.open({1});
    const auto regular = hall.issue(kR, kRegular);
    std::vector<Id> called;
    for (int n = 0; n < 3; ++n) hall.issue(kR, kPriority);
    for (int n = 0; n < 4; ++n) {
      called.push_back(*hall.next_choice({1}));
      hall.call({1}, called.back());
      hall.no_show({1});
    }
    CHECK(called == std::vector<Id>{1, 2, regular, 3});
    CHECK(hall.row(kR) == 0);
  }

  TEST_CASE("a row grows only while a regular ticket waits and ends with the day") {
    Model hall(make_hall("RP", {{"RP", ""}}), kDay, 0);
    hall.open({1});
    hall.issue(kP, kRegular);
    hall.call({1}, hall.issue(kR, kPriority));
    CHECK(hall.row(kR) == 0);
    CHECK(hall.row(kP) == 1);
    hall.turn_day({kDay.value + 1});
    CHECK(hall.row(kP) == 0);
  }

  TEST_CASE("whoever waits when the day is closed is an unserved miss, once") {
    Model hall(make_hall("R", {{"R", ""}}), kDay, 0);
    const auto missed = hall.issue(kR, kRegular);
    const auto clockless = hall.issue(kR, kRegular);
    hall.advance(minutes(11));
    hall.turn_day({kDay.value + 1});
    CHECK(hall.tickets()[missed].misses == 1);
    CHECK(hall.tickets()[clockless].misses == 1);
    CHECK(hall.tickets()[clockless].state == TicketState::kUnserved);
    CHECK(hall.number(hall.issue(kR, kRegular)) == "R001");
  }
}
