// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/forecast.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "dispatcher/engine/invariants.hpp"
#include "dispatcher/forecast/compact.hpp"
#include "tests/forecast/halls.hpp"
#include "tests/forecast/scene.hpp"

using namespace antre;
using namespace antre::forecast;
using antre::test::Scene;

namespace {

/// So many recorded times of each service, 80 s to 160 s.
ServiceTimes recorded(int count, const std::vector<std::string>& services = {"R", "K"}) {
  ServiceTimes times;
  for (const auto& service : services)
    for (int i = 0; i < count; ++i) times.add(ServiceId{service}, 80'000 + 1000 * ((i * 37) % 81));
  return times;
}

/// Officers and visitors who lose no time, as often seen.
Habits prompt() {
  Habits habits;
  for (std::size_t i = 0; i < Habits::kKept; ++i) {
    habits.add_reaction(0);
    habits.add_walk(0);
  }
  return habits;
}

const ExpectedWait* expected(const Forecast& forecast, const std::string& service) {
  const auto found =
      std::ranges::find(forecast.reply.expected, ServiceId{service}, &ExpectedWait::service);
  return found == forecast.reply.expected.end() ? nullptr : &*found;
}

int breadth(const Forecast& forecast, const std::string& service) {
  const auto* wait = expected(forecast, service);
  REQUIRE(wait != nullptr);
  return wait->high_s - wait->low_s;
}

/// Counter 1 for R, counter 2 for K, counter 3 for both.
HallSettings three_counters() {
  HallSettings hall = test::hall_with({"R", "K"}, 3);
  hall.counters[0].primary = {ServiceId{"R"}};
  hall.counters[1].primary = {ServiceId{"K"}};
  return hall;
}

const HallSettings kOneCounter = test::hall_with({"R", "K"}, 1);

/// Counter 1 serves since a minute, and so many wait behind it.
void fill(Scene& scene, int waiting) {
  scene.open(1);
  scene.issue("R");
  scene.serve(1);
  scene.issue("R", waiting);
  scene.pass_s(60);
}

}  // namespace

TEST_SUITE("forecast/forecast") {
  TEST_CASE("a forecast that nobody waits for any more ends, and says nothing") {
    Scene scene(kOneCounter);
    fill(scene, 30);
    std::stop_source stop;
    ForecastOptions options;
    options.runs = 200'000;  // would take minutes
    options.stop = stop.get_token();
    std::thread other([&stop] { stop.request_stop(); });
    const auto forecast =
        make_forecast(scene.state(), scene.now(), recorded(20), prompt(), options);
    other.join();
    CHECK(forecast.reply.expected.empty());
    CHECK(forecast.reply.misses.empty());
    CHECK(forecast.tickets.empty());
  }

  TEST_CASE("who comes into an empty hall is served at once") {
    HallSettings hall = test::hall_with({"R"}, 1);
    hall.calling.start_on_call = true;
    Scene scene(hall);
    scene.open(1);
    const auto forecast = make_forecast(scene.state(), scene.now(), recorded(20));
    REQUIRE(expected(forecast, "R") != nullptr);
    CHECK(expected(forecast, "R")->low_s == 0);
    CHECK(expected(forecast, "R")->high_s == 0);
    CHECK(forecast.tickets.empty());
    CHECK(forecast.reply.misses.empty());
    CHECK(forecast.reply.advice.empty());
  }

  TEST_CASE("the wait is what those ahead take at the counters that are there") {
    Scene scene(kOneCounter);
    fill(scene, 5);
    const auto forecast = make_forecast(scene.state(), scene.now(), recorded(300), prompt());
    // Six services of 120 s, the first begun a minute ago.
    REQUIRE(expected(forecast, "R") != nullptr);
    CHECK(expected(forecast, "R")->low_s < 660);
    CHECK(expected(forecast, "R")->high_s > 660);
    CHECK(expected(forecast, "R")->low_s > 500);
    CHECK(expected(forecast, "R")->high_s < 820);

    REQUIRE(forecast.tickets.size() == 5);
    CHECK(forecast.tickets.front().ticket.number == "R002");
    CHECK(forecast.tickets.front().high_s <= 115);
    for (std::size_t i = 1; i < 5; ++i)
      CHECK(forecast.tickets[i].low_s > forecast.tickets[i - 1].low_s);
  }

  TEST_CASE("those who ask for different services are not in each other's way") {
    Scene scene(kOneCounter);
    fill(scene, 3);
    const auto forecast = make_forecast(scene.state(), scene.now(), recorded(100), prompt());
    REQUIRE(expected(forecast, "R") != nullptr);
    REQUIRE(expected(forecast, "K") != nullptr);
    CHECK(expected(forecast, "R")->low_s == expected(forecast, "K")->low_s);
    CHECK(expected(forecast, "R")->high_s == expected(forecast, "K")->high_s);
  }

  TEST_CASE("the fewer service times are recorded, the wider the range") {
    Scene scene(kOneCounter);
    fill(scene, 8);
    const auto none = make_forecast(scene.state(), scene.now(), recorded(0), prompt());
    const auto few = make_forecast(scene.state(), scene.now(), recorded(5), prompt());
    const auto many = make_forecast(scene.state(), scene.now(), recorded(200), prompt());
    CHECK(breadth(none, "R") > 2 * breadth(few, "R"));
    CHECK(4 * breadth(few, "R") > 5 * breadth(many, "R"));
  }

  TEST_CASE("the same state, times and seed give the same forecast, another seed another one") {
    Scene scene(kOneCounter);
    fill(scene, 10);
    ForecastOptions options;
    const auto one = make_forecast(scene.state(), scene.now(), recorded(10), options);
    const auto same = make_forecast(scene.state(), scene.now(), recorded(10), options);
    options.seed = 2;
    const auto other = make_forecast(scene.state(), scene.now(), recorded(10), options);
    CHECK(one.reply.expected == same.reply.expected);
    CHECK(one.reply.expected != other.reply.expected);
  }

  TEST_CASE("the history of a day changes nothing but what is learned from it") {
    Scene scene(test::hall_with({"R", "K"}, 2));
    scene.open(1);
    scene.open(2);
    for (int i = 0; i < 30; ++i) {
      scene.issue(i % 3 == 0 ? "K" : "R");
      scene.serve(1);
      scene.pass_s(30);
      scene.finish(1);
    }
    scene.issue("R", 3);
    scene.serve(1);
    scene.call(2);
    scene.issue("K", 4);
    const auto small = compact(scene.state());
    CHECK(small.state.tickets.size() == 7);
    // Numbers have gaps there; all else holds.
    for (const auto& broken : engine::broken(small.state))
      if (broken.find("belongs") == std::string::npos) FAIL_CHECK(broken);
    const auto forecast = make_forecast(scene.state(), scene.now(), recorded(50));
    REQUIRE(forecast.tickets.size() == 6);
    CHECK(forecast.tickets.front().ticket.number == "R022");
    CHECK(forecast.tickets.back().ticket.number == "K014");
  }

  TEST_CASE("how long officers and visitors take is learned from the day") {
    const auto day_of = [](int reaction_s, int walk_s) {
      Scene scene(test::hall_with({"R"}, 1));
      scene.open(1);
      scene.issue("R", 30);
      for (int i = 0; i < 20; ++i) {
        scene.call(1);
        scene.pass_s(walk_s);
        scene.start(1);
        scene.pass_s(100);
        scene.finish(1);
        scene.pass_s(reaction_s);
      }
      return make_forecast(scene.state(), scene.now(), recorded(300));
    };
    const auto slow = day_of(60, 40);
    const auto quick = day_of(5, 5);
    // Ten visitors are ahead, and each takes 90 s longer.
    const int more = expected(slow, "R")->low_s - expected(quick, "R")->low_s;
    CHECK(more > 600);
    CHECK(more < 1100);
  }

  TEST_CASE("later priority visitors are expected at the rate of the last hour") {
    const auto after_visitors = [](TicketClass kind) {
      Scene scene(test::hall_with({"R"}, 1));
      scene.open(1);
      for (int i = 0; i < 10; ++i) {
        scene.issue("R", 1, kind);
        scene.pass_s(200);
        scene.serve(1);
        scene.pass_s(100);
        scene.finish(1);
      }
      scene.issue("R", 20);
      return make_forecast(scene.state(), scene.now(), recorded(300), prompt());
    };
    const auto with = after_visitors(TicketClass::kPriority);
    const auto without = after_visitors(TicketClass::kRegular);
    CHECK(expected(with, "R")->low_s > expected(without, "R")->low_s + 120);
  }

  TEST_CASE("before the opening the wait for it is part of the wait") {
    Scene scene(test::hall_with({"R"}, 1));
    scene.open(1);
    Moment closed = scene.now();
    closed.hall_open = false;
    ForecastOptions options;
    options.opens_at_ms = closed.at_ms + 1'800'000;
    const auto opening = make_forecast(scene.state(), closed, recorded(50), prompt(), options);
    REQUIRE(expected(opening, "R") != nullptr);
    CHECK(expected(opening, "R")->low_s == 1800);
    options.opens_at_ms.reset();
    const auto shut = make_forecast(scene.state(), closed, recorded(50), prompt(), options);
    CHECK(expected(shut, "R") == nullptr);
  }

  TEST_CASE("a service that nobody who is there serves has no expected wait") {
    Scene scene(three_counters());
    scene.open(1);
    const auto forecast = make_forecast(scene.state(), scene.now(), recorded(50));
    CHECK(expected(forecast, "R") != nullptr);
    CHECK(expected(forecast, "K") == nullptr);
  }

  TEST_CASE("without an open day there is nothing to forecast") {
    const auto forecast = make_forecast(engine::State{}, Moment{}, recorded(5));
    CHECK(forecast.reply.expected.empty());
    CHECK(forecast.tickets.empty());
  }
}

TEST_SUITE("forecast/advice") {
  TEST_CASE("a ticket that nobody is there for misses, and any counter that takes it avoids that") {
    Scene scene(three_counters());
    scene.open(1);
    scene.open(2);
    scene.break_(2);
    scene.issue("K");
    scene.pass_s(100);
    const auto forecast = make_forecast(scene.state(), scene.now(), recorded(50));
    REQUIRE(forecast.reply.misses.size() == 1);
    const auto& miss = forecast.reply.misses.front();
    CHECK(miss.ticket == "K001");
    CHECK(miss.percent == 100);
    CHECK((miss.at_wall_ms - scene.now().at_ms) / 1000 == 500);
    REQUIRE(forecast.reply.advice.size() == 2);
    CHECK(forecast.reply.advice[0].action == "resume");
    CHECK(forecast.reply.advice[0].counter == CounterId{2});
    CHECK(forecast.reply.advice[0].avoids == 1);
    CHECK(forecast.reply.advice[1].action == "open");
    CHECK(forecast.reply.advice[1].counter == CounterId{3});
  }

  TEST_CASE("the counter that avoids more is told first, one that avoids none not at all") {
    HallSettings hall = test::hall_with({"R", "K", "P"}, 4);
    hall.counters[0].primary = {ServiceId{"P"}};
    hall.counters[1].primary = {ServiceId{"R"}};
    hall.counters[2].primary = {ServiceId{"R"}, ServiceId{"K"}};
    hall.counters[3].primary = {ServiceId{"P"}};
    Scene scene(hall);
    scene.open(1);
    scene.issue("R");
    scene.issue("K");
    scene.pass_s(60);
    const auto forecast =
        make_forecast(scene.state(), scene.now(), recorded(50, {"R", "K", "P"}), prompt());
    CHECK(forecast.reply.misses.size() == 2);
    REQUIRE(forecast.reply.advice.size() == 2);
    CHECK(forecast.reply.advice[0].counter == CounterId{3});
    CHECK(forecast.reply.advice[0].avoids == 2);
    CHECK(forecast.reply.advice[1].counter == CounterId{2});
    CHECK(forecast.reply.advice[1].avoids == 1);
  }

  TEST_CASE("officers who lose too much time miss, and a second counter avoids some of it") {
    HallSettings hall = test::hall_with({"R"}, 2);
    hall.services[0].target.auto_call = false;
    hall.target.auto_call = false;
    Scene scene(hall);
    scene.open(1);
    scene.issue("R", 3);
    scene.serve(1);
    scene.pass_s(60);
    Habits habits;
    for (std::size_t i = 0; i < Habits::kKept; ++i) habits.add_reaction(700'000);
    const auto forecast = make_forecast(scene.state(), scene.now(), recorded(50), habits);
    CHECK(forecast.reply.misses.size() == 2);
    REQUIRE(forecast.reply.advice.size() == 1);
    CHECK(forecast.reply.advice[0].action == "open");
    CHECK(forecast.reply.advice[0].counter == CounterId{2});
  }

  TEST_CASE("in a hall that keeps the target there is nothing to advise") {
    Scene scene(test::hall_with({"R"}, 2));
    fill(scene, 10);
    const auto forecast = make_forecast(scene.state(), scene.now(), recorded(50));
    CHECK(forecast.reply.misses.empty());
    CHECK(forecast.reply.advice.empty());
  }
}
