// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/simulate.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/forecast/halls.hpp"

namespace antre::forecast {
namespace {

constexpr EngineMs kSecond = 1000;
constexpr EngineMs kHour = 3600 * kSecond;

Visit visit(double arrival_s, const std::string& service, double service_s,
            TicketClass of_class = TicketClass::kRegular) {
  return {static_cast<EngineMs>(arrival_s * 1000),
          {service},
          of_class,
          static_cast<EngineMs>(service_s * 1000),
          {}};
}

Visit impatient(double arrival_s, const std::string& service, double service_s, double patience_s) {
  Visit made = visit(arrival_s, service, service_s);
  made.patience_ms = static_cast<EngineMs>(patience_s * 1000);
  return made;
}

SimulateOptions always_open() {
  SimulateOptions options;
  options.always_open = true;
  return options;
}

std::vector<SimulatedVisit> run(const HallSettings& hall, const std::vector<Visit>& visits,
                                const SimulateOptions& options = always_open()) {
  const auto simulated = simulate(hall, visits, options);
  REQUIRE_MESSAGE(simulated, simulated);
  REQUIRE(simulated->size() == visits.size());
  return *simulated;
}

/// Rows as the command prints them.
std::string rows(const HallSettings& hall, const std::vector<Visit>& visits,
                 const SimulateOptions& options = always_open()) {
  const auto simulated = run(hall, visits, options);
  std::string text;
  for (std::size_t i = 0; i < visits.size(); ++i) append_row(text, visits[i], simulated[i]);
  return text;
}

/// Open 08:00 to 12:00 and 13:00 to 16:00 on Mondays, 08:00 to 12:00 on Tuesdays.
HallSettings hall_with_hours() {
  HallSettings hall = test::hall_with({"R"}, 1);
  hall.hours.always = false;
  hall.hours.open = {{0, 480, 720}, {0, 780, 960}, {1, 480, 720}};
  return hall;
}

TEST_SUITE("forecast/simulate") {
  TEST_CASE("Officers call after their delay, at once when idle longer, and visitors walk") {
    auto options = always_open();
    options.officer_delay_ms = 5 * kSecond;
    options.walk_ms = 3 * kSecond;
    CHECK(rows(test::hall_with({"R"}, 1),
               {visit(0, "R", 60), visit(10, "R", 60), visit(200, "R", 0.5)}, options) ==
          "R001,R,regular,0,0,3,63,1,0,0,0,0,,\n"
          "R002,R,regular,10,68,71,131,1,63,0,0,0,,\n"
          "R003,R,regular,200,200,203,203.5,1,200,0,0,0,,\n");
  }

  TEST_CASE("A visitor who is called too late is a no-show at once, which frees the counter") {
    auto options = always_open();
    options.officer_delay_ms = 10 * kSecond;
    CHECK(rows(test::hall_with({"R"}, 1),
               {visit(0, "R", 100), impatient(1, "R", 60, 108.9), impatient(1, "R", 60, 119)},
               options) ==
          "R001,R,regular,0,0,0,100,1,0,0,0,0,,\n"
          "R002,R,regular,1,110,,110,1,100,0,0,0,,\n"
          "R003,R,regular,1,120,120,180,1,110,0,0,0,,\n");
  }

  TEST_CASE(
      "An end of service comes before an arrival of the same moment, and that before a call") {
    // The priority visitor arrives as the counter becomes free, and is the next choice.
    const auto simulated =
        run(test::hall_with({"R"}, 1),
            {visit(0, "R", 60), visit(1, "R", 60), visit(60, "R", 60, TicketClass::kPriority)});
    CHECK(simulated[2].called_ms == 60 * kSecond);
    CHECK(simulated[1].called_ms == 120 * kSecond);
  }

  TEST_CASE("A clock that is passed over starts over and is counted") {
    auto hall = test::hall_with({"R"}, 1);
    auto options = always_open();
    options.officer_delay_ms = 30 * kSecond;
    // R002 is due from 60 on; the priority visitor takes its place at 90.
    const auto simulated = run(
        hall, {visit(0, "R", 60), visit(1, "R", 60), visit(70, "R", 100, TicketClass::kPriority)},
        options);
    CHECK(simulated[1].overtaken == 1);
    CHECK(simulated[1].clock_start_ms == 190 * kSecond);
    CHECK(simulated[1].called_ms == 220 * kSecond);
    CHECK(simulated[2].clock_start_ms == 70 * kSecond);
  }

  TEST_CASE("Service that starts at exactly the target is met, a millisecond later is a miss") {
    auto options = always_open();
    options.auto_call = false;
    options.officer_delay_ms = 600 * kSecond;
    const std::vector<Visit> visits{visit(0, "R", 60), visit(1, "R", 60)};
    CHECK_FALSE(run(test::hall_with({"R"}, 1), visits, options)[1].missed);
    options.walk_ms = 1;
    CHECK(run(test::hall_with({"R"}, 1), visits, options)[1].missed);
  }

  TEST_CASE("Only the counters with the lowest ids are staffed") {
    auto options = always_open();
    options.counters = 2;
    const auto simulated = run(test::hall_with({"R"}, 3),
                               {visit(0, "R", 60), visit(0, "R", 50), visit(0, "R", 60)}, options);
    CHECK(simulated[0].counter == CounterId{1});
    CHECK(simulated[1].counter == CounterId{2});
    CHECK(simulated[2].counter == CounterId{2});
    CHECK(simulated[2].called_ms == 50 * kSecond);
  }

  TEST_CASE("Who waits for a service that nobody serves misses and is never called") {
    HallSettings hall = test::hall_with({"R", "K"}, 2);
    hall.counters[0].primary = {{"R"}};
    hall.counters[1].primary = {{"K"}};
    auto options = always_open();
    options.counters = 1;
    CHECK(rows(hall, {visit(5, "K", 60), visit(6, "K", 60)}, options) ==
          "K001,K,regular,5,,,,,5,0,1,0,,\n"
          "K002,K,regular,6,,,,,,0,0,0,,\n");
  }

  TEST_CASE("Quotas, calls that start a service and no-shows by time do not apply") {
    HallSettings hall = test::hall_with({"R"}, 1);
    hall.services[0].quota_per_day = 1;
    hall.calling.start_on_call = true;
    hall.calling.no_show_after_s = 1;
    auto options = always_open();
    options.walk_ms = 20 * kSecond;
    CHECK(rows(hall, {visit(0, "R", 60), visit(1, "R", 60)}, options) ==
          "R001,R,regular,0,0,20,80,1,0,0,0,0,,\n"
          "R002,R,regular,1,80,100,160,1,80,0,0,0,,\n");
  }

  TEST_CASE("Who comes before opening or in a break waits for it; after closing, no number") {
    const auto simulated =
        run(hall_with_hours(),
            {visit(7 * 3600, "R", 60), visit(7 * 3600 + 1, "R", 60), visit(12.5 * 3600, "R", 60),
             visit(16 * 3600, "R", 60), visit(32 * 3600, "R", 60)},
            SimulateOptions{});
    CHECK(simulated[0].ticket == "R001");
    CHECK(simulated[0].called_ms == 8 * kHour);
    CHECK(simulated[0].clock_start_ms == 8 * kHour);
    CHECK(simulated[1].called_ms == 8 * kHour + 60 * kSecond);
    CHECK(simulated[2].called_ms == 13 * kHour);
    CHECK(simulated[3] == SimulatedVisit{});
    CHECK_MESSAGE(simulated[4].ticket == "R001", "numbers begin anew on Tuesday");
    CHECK(simulated[4].called_ms == 32 * kHour);
    std::string row;
    append_row(row, visit(16 * 3600, "R", 60), simulated[3]);
    CHECK(row == ",R,regular,57600,,,,,,,,,,\n");
  }

  TEST_CASE("Who still waits as the service day ends is unserved and a miss") {
    // The first service takes until Tuesday; the second visitor never gets a turn.
    const auto simulated = run(
        hall_with_hours(),
        {visit(15 * 3600, "R", 10 * 3600), visit(15.5 * 3600, "R", 60), visit(32 * 3600, "R", 60)},
        SimulateOptions{});
    CHECK(simulated[0].finished_ms == 25 * kHour);
    CHECK_FALSE(simulated[0].missed);
    CHECK_FALSE(simulated[1].called_ms);
    CHECK_FALSE(simulated[1].clock_start_ms);
    CHECK(simulated[1].missed);
    CHECK(simulated[2].ticket == "R001");
  }

  TEST_CASE("A visitor on the way at midnight is served, and the officer's delay goes on") {
    HallSettings hall = test::hall_with({"R"}, 1);
    SimulateOptions options;
    options.walk_ms = 40 * kSecond;
    options.officer_delay_ms = 60 * kSecond;
    const auto simulated = run(hall,
                               {visit(24 * 3600 - 30, "R", 60), visit(24 * 3600 + 80, "R", 60),
                                visit(48 * 3600 - 120, "R", 20), visit(48 * 3600 + 1, "R", 60)},
                               options);
    CHECK(simulated[0].started_ms == 24 * kHour + 10 * kSecond);
    CHECK(simulated[0].finished_ms == 24 * kHour + 70 * kSecond);
    CHECK(simulated[1].ticket == "R001");
    CHECK(simulated[1].called_ms == 24 * kHour + 130 * kSecond);
    CHECK(simulated[2].finished_ms == 48 * kHour - 60 * kSecond);
    CHECK(simulated[3].called_ms == 48 * kHour + 1 * kSecond);
  }

  TEST_CASE("A closed day gives no numbers and the next one does") {
    HallSettings hall = hall_with_hours();
    hall.hours.closed_on = {Day{19723}};  // 2024-01-01
    const auto simulated =
        run(hall, {visit(9 * 3600, "R", 60), visit(33 * 3600, "R", 60)}, SimulateOptions{});
    CHECK(simulated[0].ticket.empty());
    CHECK(simulated[1].called_ms == 33 * kHour);
  }

  TEST_CASE("Second 0 is midnight in the hall's zone") {
    for (const std::string zone :
         {"Asia/Jakarta", "America/Los_Angeles", "UTC", "Asia/Kathmandu"}) {
      CAPTURE(zone);
      HallSettings hall = hall_with_hours();
      hall.time_zone = zone;
      const auto simulated = run(hall, {visit(0, "R", 60)}, SimulateOptions{});
      CHECK(simulated[0].called_ms == 8 * kHour);
    }
  }

  TEST_CASE("What does not fit the hall is refused with what is expected") {
    const auto error_of = [](const HallSettings& hall, const std::vector<Visit>& visits,
                             const SimulateOptions& options) {
      const auto simulated = simulate(hall, visits, options);
      return simulated ? Error{ErrorCode::kInternal, "no error"} : simulated.error();
    };
    const auto hall = test::hall_with({"R"}, 2);
    auto options = always_open();
    options.counters = 3;
    CHECK(error_of(hall, {}, options) ==
          Error{ErrorCode::kInvalid,
                "3 counters cannot be staffed; the hall has 2, expected 1 to 2"});
    options.counters = 0;
    CHECK(error_of(hall, {}, options).code == ErrorCode::kInvalid);
    CHECK(error_of(hall, {visit(0, "X", 1)}, always_open()).detail == "the hall has no service X");
    CHECK(error_of(hall, {visit(2, "R", 1), visit(1, "R", 1)}, always_open()).code ==
          ErrorCode::kInvalid);
    HallSettings nowhere = hall;
    nowhere.time_zone = "Mars/Olympus";
    CHECK(error_of(nowhere, {}, always_open()).code == ErrorCode::kInvalid);
  }

  TEST_CASE("The same file gives the same rows") {
    std::vector<Visit> visits;
    visits.reserve(500);
    for (int i = 0; i < 500; ++i)
      visits.push_back(visit(i * 37 % 11 + i * 20, i % 3 == 0 ? "K" : "R", 30 + i * 17 % 90,
                             i % 5 == 0 ? TicketClass::kPriority : TicketClass::kRegular));
    std::ranges::sort(visits, {}, &Visit::arrival_ms);
    const auto hall = test::hall_with({"R", "K"}, 3);
    CHECK(rows(hall, visits) == rows(hall, visits));
  }

  TEST_CASE("The summary counts clocks and takes percentiles by nearest rank") {
    std::vector<Visit> visits;
    std::vector<SimulatedVisit> simulated;
    for (int i = 1; i <= 10; ++i) {
      visits.push_back(visit(i, "R", 60));
      SimulatedVisit& row = simulated.emplace_back();
      row.ticket = "R" + std::to_string(i);
      row.started_ms = i * kSecond + EngineMs{100} * i * kSecond;  // waits of 100 s to 1000 s
      row.missed = i > 6;
    }
    visits.push_back(visit(11, "R", 60));  // a no-show
    simulated.emplace_back().ticket = "R11";
    visits.push_back(visit(12, "R", 60));  // no number
    simulated.emplace_back();
    const auto sum = summary(visits, simulated);
    CHECK(sum.tickets == 11);
    CHECK(sum.met == 6);
    CHECK(sum.missed == 4);
    CHECK(sum.attainment.value() == doctest::Approx(0.6));
    CHECK(sum.wait_mean_s.value() == doctest::Approx(550));
    CHECK(sum.wait_p50_s.value() == doctest::Approx(500));
    CHECK(sum.wait_p90_s.value() == doctest::Approx(900));
    CHECK(sum.wait_p99_s.value() == doctest::Approx(1000));
    const auto nothing = summary({}, {});
    CHECK_FALSE(nothing.attainment);
    CHECK_FALSE(nothing.wait_mean_s);
  }
}

}  // namespace
}  // namespace antre::forecast
