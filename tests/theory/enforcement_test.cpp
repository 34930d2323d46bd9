// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "tests/theory/queues.hpp"

namespace antre::theory {
namespace {

constexpr EngineMs kSecond = 1000;
constexpr EngineMs kTarget = 600 * kSecond;
/// Officers idle for 11 minutes and 40 seconds between visitors: longer than the target.
constexpr EngineMs kIdle = 700 * kSecond;

/// A hall under the usual target.
HallSettings hall_with_target(int counters) {
  HallSettings hall = plain_hall(counters);
  hall.target = TargetSettings{};
  hall.services.front().target = hall.target;
  return hall;
}

/// What becomes of visits whom only idle officers call, one of each counter: first come, first
/// served. Worked out from the two sentences that matter of the target alone: a clock starts when a
/// counter is free for its ticket, and with so many counters free so many tickets have one.
struct Worked {
  std::vector<EngineMs> called;
  std::size_t missed = 0;
};

Worked idle_officers(const std::vector<forecast::Visit>& visits, int counters, EngineMs walk_ms) {
  std::vector<EngineMs> free_from(static_cast<std::size_t>(counters), 0);   // by counter
  std::vector<EngineMs> calls_from(static_cast<std::size_t>(counters), 0);  // its officer is ready
  Worked worked;
  for (const auto& visit : visits) {
    // The n-th is called when the n-th readiness comes, and by the counter that it comes at.
    const auto ready = std::ranges::min_element(calls_from);
    const auto counter = static_cast<std::size_t>(ready - calls_from.begin());
    worked.called.push_back(std::max(visit.arrival_ms, *ready));
    free_from[counter] = worked.called.back() + walk_ms + visit.service_ms;
    calls_from[counter] = free_from[counter] + kIdle;
  }
  // A counter is free for the n-th ticket from when the ends of service so far, and the counters
  // there were, are more than the tickets before it.
  std::vector<EngineMs> ends(static_cast<std::size_t>(counters), 0);
  for (std::size_t n = 0; n < visits.size(); ++n)
    ends.push_back(worked.called[n] + walk_ms + visits[n].service_ms);
  std::ranges::sort(ends);
  for (std::size_t n = 0; n < visits.size(); ++n) {
    const EngineMs clock = std::max(visits[n].arrival_ms, ends[n]);
    if (worked.called[n] + walk_ms - clock > kTarget) ++worked.missed;
  }
  return worked;
}

std::size_t missed(const std::vector<forecast::SimulatedVisit>& simulated) {
  return static_cast<std::size_t>(
      std::ranges::count_if(simulated, [](const auto& visit) { return visit.missed; }));
}

TEST_SUITE("theory/enforcement") {
  TEST_CASE("Officers who idle for longer than the target make nobody miss it: the hall calls") {
    for (const int counters : {1, 3, 12}) {
      CAPTURE(counters);
      const auto visits = poisson_visits(2'000, 1300.0 / counters, 300, 0,
                                         60 + static_cast<std::uint64_t>(counters));
      auto options = plain_options();
      options.officer_delay_ms = kIdle;
      options.walk_ms = 60 * kSecond;  // all that the target leaves after the auto-call
      const auto simulated = forecast::simulate(hall_with_target(counters), visits, options);
      REQUIRE_MESSAGE(simulated, simulated);
      CHECK(missed(*simulated) == 0);
      const auto by_itself =
          std::ranges::count_if(*simulated, [](const auto& visit) { return visit.auto_called; });
      CHECK_MESSAGE(by_itself >= 20, "otherwise nothing was proved");
      for (const auto& visit : *simulated) {
        REQUIRE(visit.started_ms);
        CHECK(*visit.started_ms - *visit.clock_start_ms <= kTarget);
      }
    }
  }

  TEST_CASE("Without its calls exactly those miss for whom an idle officer was too late") {
    for (const int counters : {1, 3, 12}) {
      for (const EngineMs walk_ms : {EngineMs{0}, 60 * kSecond}) {
        CAPTURE(counters);
        CAPTURE(walk_ms);
        const auto visits = poisson_visits(2'000, 1300.0 / counters, 300, 0,
                                           70 + static_cast<std::uint64_t>(counters));
        auto options = plain_options();
        options.officer_delay_ms = kIdle;
        options.walk_ms = walk_ms;
        options.auto_call = false;
        const auto simulated = forecast::simulate(hall_with_target(counters), visits, options);
        REQUIRE_MESSAGE(simulated, simulated);
        const auto worked = idle_officers(visits, counters, walk_ms);
        for (std::size_t n = 0; n < visits.size(); ++n)
          REQUIRE((*simulated)[n].called_ms == worked.called[n]);
        CHECK(missed(*simulated) == worked.missed);
        CHECK(worked.missed >= 20);
      }
    }
  }
}

}  // namespace
}  // namespace antre::theory
