// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/simulate.hpp"

#include <doctest/doctest.h>

#include "tests/reference/halls.hpp"

using namespace antre;
using namespace antre::reference;

namespace {

constexpr EngineMs s(int seconds) {
  return EngineMs{seconds} * 1000;
}

Visit visit(int arrival_s, const std::string& service, int service_s,
            TicketClass rank = TicketClass::kRegular) {
  return {s(arrival_s), {service}, rank, s(service_s), {}};
}

}  // namespace

TEST_SUITE("reference/simulate") {
  TEST_CASE("one counter serves one after the other, each clock from the end before") {
    Run run;
    run.always_open = true;
    run.walk_ms = s(20);
    run.officer_delay_ms = s(60);
    const auto rows =
        simulate(make_hall("R", {{"R", ""}}), {visit(0, "R", 300), visit(10, "R", 100)}, run);
    CHECK(rows[0] == Row{"R001", s(0), s(20), s(320), CounterId{1}, s(0), 0, false, false});
    CHECK(rows[1] == Row{"R002", s(380), s(400), s(500), CounterId{1}, s(320), 0, false, false});
  }

  TEST_CASE("a slow officer is called for by the dispatcher at auto-call") {
    Run run;
    run.always_open = true;
    run.officer_delay_ms = s(700);
    const auto hall = make_hall("R", {{"R", ""}});
    auto rows = simulate(hall, {visit(0, "R", 100), visit(1, "R", 100)}, run);
    CHECK(rows[1].called_ms == s(100 + 540));
    CHECK(rows[1].auto_called);
    CHECK_FALSE(rows[1].missed);
    run.auto_call = false;
    rows = simulate(hall, {visit(0, "R", 100), visit(1, "R", 100)}, run);
    CHECK(rows[1].called_ms == s(800));
    CHECK(rows[1].missed);
  }

  TEST_CASE("who has lost patience is a no-show at once, and the next one is called") {
    Run run;
    run.always_open = true;
    auto visits = std::vector{visit(0, "R", 100), visit(1, "R", 100), visit(2, "R", 100)};
    visits[1].patience_ms = s(98);
    visits[2].patience_ms = s(98);
    const auto rows = simulate(make_hall("R", {{"R", ""}}), visits, run);
    CHECK(rows[1] == Row{"R002", s(100), {}, s(100), CounterId{1}, s(100), 0, false, false});
    CHECK(rows[2].started_ms == s(100));
  }

  TEST_CASE("who comes before opening waits from it, who comes after closing has no number") {
    auto hall = make_hall("R", {{"R", ""}});
    hall.hours = {false, {{0, 8 * 60, 9 * 60}}, {}};
    const auto rows = simulate(
        hall, {visit(7 * 3600, "R", 60), visit(8 * 3600, "R", 60), visit(9 * 3600, "R", 60)}, {});
    CHECK(rows[0].called_ms == s(8 * 3600));
    CHECK(rows[0].clock_start_ms == s(8 * 3600));
    CHECK(rows[1].started_ms == s(8 * 3600 + 60));
    CHECK(rows[2] == Row{});
  }

  TEST_CASE("at midnight who waits is missed and numbers begin anew") {
    const auto hall = make_hall("RP", {{"R", ""}});
    const auto rows = simulate(
        hall, {visit(86'000, "P", 60), visit(86'100, "R", 600), visit(86'400, "R", 60)}, {});
    CHECK(rows[0] == Row{"P001", {}, {}, {}, {}, s(86'000), 0, true, false});
    CHECK(rows[1].finished_ms == s(86'700));
    CHECK(rows[2].ticket == "R001");
    CHECK(rows[2].started_ms == s(86'700));
  }

  TEST_CASE("a priority visitor starts the clock of a regular one over") {
    Run run;
    run.always_open = true;
    run.officer_delay_ms = s(60);
    const auto rows = simulate(
        make_hall("R", {{"R", ""}}),
        {visit(0, "R", 100), visit(10, "R", 50), visit(130, "R", 70, TicketClass::kPriority)}, run);
    CHECK(rows[2].started_ms == s(160));
    CHECK(rows[1].overtaken == 1);
    CHECK(rows[1].clock_start_ms == s(230));
    CHECK(rows[1].started_ms == s(290));
  }
}
