// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/service_times.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace antre;
using namespace antre::forecast;

namespace {

const ServiceId kService{"R"};

/// One time from each of many runs, in order: what a service takes as far as is known.
std::vector<EngineMs> over_runs(const ServiceTimes& times, int runs = 4000) {
  Random random(7);
  std::vector<EngineMs> drawn;
  drawn.reserve(static_cast<std::size_t>(runs));
  for (int run = 0; run < runs; ++run)
    drawn.push_back(times.believe(kService, random).next(random));
  std::ranges::sort(drawn);
  return drawn;
}

EngineMs at(const std::vector<EngineMs>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

/// How far apart the middle 90 % are, as a factor.
double breadth(const ServiceTimes& times) {
  const auto drawn = over_runs(times);
  return static_cast<double>(at(drawn, 0.95)) / static_cast<double>(at(drawn, 0.05));
}

ServiceTimes recorded(int count) {
  ServiceTimes times;
  // 80 s to 160 s, evenly.
  for (int i = 0; i < count; ++i) times.add(kService, 80'000 + 1000 * ((i * 37) % 81));
  return times;
}

}  // namespace

TEST_SUITE("forecast/service_times") {
  TEST_CASE("before the first recorded time services take some five minutes, give or take much") {
    const ServiceTimes times;
    const auto drawn = over_runs(times);
    CHECK(at(drawn, 0.5) > 240'000);
    CHECK(at(drawn, 0.5) < 375'000);
    CHECK(at(drawn, 0.05) < 90'000);
    CHECK(at(drawn, 0.95) > 1'000'000);
  }

  TEST_CASE("the more times are recorded, the less is left open") {
    const double none = breadth(recorded(0));
    const double three = breadth(recorded(3));
    const double ten = breadth(recorded(10));
    const double many = breadth(recorded(300));
    CHECK(none > three);
    CHECK(three > ten);
    CHECK(ten > many);
    // The middle 90 % of 80 s to 160 s are 84 s to 156 s.
    CHECK(many == doctest::Approx(156.0 / 84.0).epsilon(0.08));
  }

  TEST_CASE("with many recorded times the mean is theirs") {
    const auto drawn = over_runs(recorded(400));
    double sum = 0;
    for (const EngineMs ms : drawn) sum += static_cast<double>(ms);
    CHECK(sum / static_cast<double>(drawn.size()) == doctest::Approx(120'000).epsilon(0.02));
  }

  TEST_CASE("runs differ in their level as the mean of few times is not known well") {
    const auto deviation_of_runs = [](const ServiceTimes& times) {
      Random random(3);
      double sum = 0;
      double squares = 0;
      constexpr int kRuns = 400;
      for (int run = 0; run < kRuns; ++run) {
        const auto believed = times.believe(kService, random);
        double level = 0;
        for (int i = 0; i < 200; ++i)
          level += std::log(static_cast<double>(believed.next(random))) / 200;
        sum += level;
        squares += level * level;
      }
      return std::sqrt(squares / kRuns - sum * sum / kRuns / kRuns);
    };
    CHECK(deviation_of_runs(recorded(4)) > 3 * deviation_of_runs(recorded(300)));
  }

  TEST_CASE("a service under way takes longer than it has taken") {
    const ServiceTimes times = recorded(100);
    Random random(5);
    const auto believed = times.believe(kService, random);
    std::vector<EngineMs> remaining;
    remaining.reserve(2000);
    for (int i = 0; i < 2000; ++i) remaining.push_back(believed.remaining(140'000, random));
    std::ranges::sort(remaining);
    CHECK(remaining.front() > 0);
    // Of 140 s to 160 s there are 10 s left on average, not 120 s.
    CHECK(at(remaining, 0.5) < 20'000);
  }

  TEST_CASE("a service that takes longer than any before is expected to go on for a while") {
    const ServiceTimes times = recorded(100);
    Random random(5);
    const auto believed = times.believe(kService, random);
    for (int i = 0; i < 200; ++i) {
      const EngineMs left = believed.remaining(1'800'000, random);
      CHECK(left > 0);
      CHECK(left < 3'600'000);
    }
  }

  TEST_CASE("the newest times are kept, so that a service that became slower is noticed") {
    ServiceTimes times = recorded(400);
    for (std::size_t i = 0; i < ServiceTimes::kKept; ++i) times.add(kService, 600'000);
    CHECK(times.known(kService) == ServiceTimes::kKept);
    CHECK(at(over_runs(times), 0.5) == doctest::Approx(600'000).epsilon(0.02));
  }

  TEST_CASE("each service has its own times, and wrong keys are no services") {
    ServiceTimes times;
    times.add(kService, 120'000);
    times.add(ServiceId{"K"}, 100);
    times.add(ServiceId{"K"}, std::int64_t{48} * 3600 * 1000);
    CHECK(times.known(kService) == 1);
    CHECK(times.known(ServiceId{"K"}) == 1);
    CHECK(times.known(ServiceId{"P"}) == 0);
  }

  TEST_CASE("the same seed draws the same times") {
    CHECK(over_runs(recorded(20), 50) == over_runs(recorded(20), 50));
  }
}
