// SPDX-License-Identifier: Apache-2.0
// Histories worked by hand in which several things meet in one moment: engine and model are held
// side by side in each.
#include <doctest/doctest.h>

#include "dispatcher/forecast/simulate.hpp"
#include "tests/reference/halls.hpp"
#include "tests/reference/side_by_side.hpp"

using namespace antre;
using namespace antre::reference;

namespace {

constexpr std::int64_t minutes(int n) {
  return std::int64_t{n} * 60'000;
}

Issue number_of(const std::string& service, TicketClass rank = TicketClass::kRegular) {
  Issue issue;
  issue.service = {service};
  issue.class_ = rank;
  return issue;
}

Transfer to_line(int counter, const std::string& service) {
  Transfer transfer;
  transfer.counter = {counter};
  transfer.service = ServiceId{service};
  return transfer;
}

}  // namespace

TEST_SUITE("reference/moments") {
  TEST_CASE("one that comes back to its line past escalate is the next choice at once") {
    SideBySide both(make_hall("R", {{"R", ""}}));
    both.run(OpenCounter{{1}, "Ani"});
    both.run(number_of("R"));
    both.run(number_of("R", TicketClass::kPriority));
    both.run(Call{{1}, "R001"});
    both.pass(minutes(8) + 1);
    both.run(Requeue{{1}, Requeued::kInOrder});
    CHECK(both.difference() == "");
    CHECK(engine::next_choice(both.state(), {1})->number == "R001");
    CHECK_FALSE(both.state().clock(both.state().slot(both.state().day, "R002")) == nullptr);
  }

  TEST_CASE("one that is called in turn and comes back past escalate lets nobody be due") {
    SideBySide both(make_hall("R", {{"R", ""}}));
    both.run(OpenCounter{{1}, "Ani"});
    both.run(number_of("R", TicketClass::kPriority));
    both.run(number_of("R"));
    both.run(number_of("R", TicketClass::kPriority));
    both.run(Call{{1}, {}});
    both.pass(minutes(8) + 1);
    both.run(to_line(1, "R"));
    CHECK(both.difference() == "");
    CHECK(both.state().clocks.size() == 1);
  }

  TEST_CASE("after a transfer the marks are those of the new service") {
    auto hall = make_hall("RK", {{"RK", ""}});
    hall.services[1].target = {300, 120, 180, 240, true};
    SideBySide both(hall);
    both.run(OpenCounter{{1}, "Ani"});
    both.run(number_of("K"));
    both.pass(minutes(4));
    CHECK(both.state().counter({1})->state == CounterState::kCalling);
    both.run(to_line(1, "R"));
    CHECK(both.difference() == "");
    CHECK(both.state().counter({1})->state == CounterState::kFree);
  }

  TEST_CASE("who waits for the opening arrives in the order of coming") {
    SideBySide both(make_hall("RK", {{"RK", ""}}));
    both.run(OpenCounter{{1}, "Ani"});
    both.set_open(false);
    both.run(number_of("R"));
    both.run(number_of("K"));
    both.set_open(true);
    CHECK(both.difference() == "");
    CHECK(both.state().clocks.size() == 2);  // R001 was due until K001, of the same place, came
  }

  TEST_CASE("an end of service meets the escalation of another ticket in one moment") {
    forecast::SimulateOptions options;
    options.counters = 1;
    options.officer_delay_ms = minutes(1);
    options.walk_ms = minutes(1);
    options.auto_call = false;
    options.always_open = true;
    const auto hall = make_hall("RP", {{"R", "P"}, {"P", ""}});
    const auto rows = forecast::simulate(hall,
                                         {{0, {"R"}, TicketClass::kRegular, minutes(8), {}},
                                          {minutes(1), {"R"}, TicketClass::kRegular, 0, {}},
                                          {minutes(1), {"P"}, TicketClass::kRegular, 0, {}}},
                                         options);
    REQUIRE(rows);
    // At 9:00 the counter is left and P001 is past escalate: it alone is due, R002 when it is left
    // again.
    CHECK(rows->at(2).called_ms == minutes(10));
    CHECK(rows->at(1).clock_start_ms == minutes(11));
    CHECK(rows->at(1).overtaken == 0);
  }
}
