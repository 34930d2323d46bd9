// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "tests/theory/queues.hpp"

namespace antre::theory {
namespace {

using forecast::Visit;

/// Visits without any law: bursts of arrivals, many in one moment, some services of no time, in
/// whole seconds or odd milliseconds.
std::vector<Visit> wild_visits(std::size_t n, int counters, bool whole_seconds,
                               std::uint64_t seed) {
  Random random(seed);
  const auto below = [&random](std::uint64_t limit) {
    return static_cast<EngineMs>(random() % limit);
  };
  std::vector<Visit> visits(n);
  EngineMs at = 0;
  for (auto& visit : visits) {
    const auto kind = below(10);
    const EngineMs unit = whole_seconds ? 1000 : 1;
    const EngineMs scale = whole_seconds ? 1 : 1000;
    if (kind >= 4) at += unit * below(static_cast<std::uint64_t>(600 * scale / counters));
    visit.arrival_ms = at;
    visit.service = ServiceId{"A"};
    visit.service_ms = kind == 0 ? 0 : unit * below(static_cast<std::uint64_t>(320 * scale));
  }
  return visits;
}

/// First come, first served at counters that are alike: the work that each still has in front of
/// a visitor, ordered (J. Kiefer, J. Wolfowitz, 1955).
std::vector<EngineMs> kiefer_wolfowitz(const std::vector<Visit>& visits, int counters,
                                       EngineMs walk_ms) {
  std::vector<EngineMs> work(static_cast<std::size_t>(counters), 0);
  std::vector<EngineMs> waits;
  EngineMs before = 0;
  for (const auto& visit : visits) {
    for (auto& ms : work) ms = std::max<EngineMs>(0, ms - (visit.arrival_ms - before));
    before = visit.arrival_ms;
    std::ranges::sort(work);
    waits.push_back(work.front());
    work.front() += walk_ms + visit.service_ms;
  }
  return waits;
}

/// The same at one counter (D. V. Lindley, 1952).
std::vector<EngineMs> lindley(const std::vector<Visit>& visits) {
  std::vector<EngineMs> waits{0};
  for (std::size_t i = 1; i < visits.size(); ++i) {
    const EngineMs between = visits[i].arrival_ms - visits[i - 1].arrival_ms;
    waits.push_back(std::max<EngineMs>(0, waits.back() + visits[i - 1].service_ms - between));
  }
  return waits;
}

/// Whether each visit was called as long after its arrival as expected, to the millisecond.
void check_called(const std::vector<Visit>& visits, const std::vector<EngineMs>& expected,
                  const std::vector<forecast::SimulatedVisit>& simulated, EngineMs walk_ms) {
  REQUIRE(simulated.size() == visits.size());
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const EngineMs called = visits[i].arrival_ms + expected[i];
    const auto& visit = simulated[i];
    if (visit.called_ms != called || visit.started_ms != called + walk_ms ||
        visit.finished_ms != called + walk_ms + visits[i].service_ms)
      ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_SUITE("theory/recursions") {
  TEST_CASE("One counter serves as Lindley's recursion says, ticket by ticket") {
    for (const bool whole_seconds : {true, false}) {
      const auto visits = wild_visits(20'000, 1, whole_seconds, 41);
      const auto simulated = forecast::simulate(plain_hall(1), visits, plain_options());
      REQUIRE_MESSAGE(simulated, simulated);
      check_called(visits, lindley(visits), *simulated, 0);
    }
  }

  TEST_CASE("Counters serve as the recursion of Kiefer and Wolfowitz says, ticket by ticket") {
    for (const int counters : {2, 5, 12}) {
      for (const EngineMs walk_ms : {EngineMs{0}, EngineMs{7'250}}) {
        CAPTURE(counters);
        CAPTURE(walk_ms);
        const auto visits =
            wild_visits(20'000, counters, walk_ms == 0, 50 + static_cast<std::uint64_t>(counters));
        auto options = plain_options();
        options.walk_ms = walk_ms;
        const auto simulated = forecast::simulate(plain_hall(counters), visits, options);
        REQUIRE_MESSAGE(simulated, simulated);
        check_called(visits, kiefer_wolfowitz(visits, counters, walk_ms), *simulated, walk_ms);
      }
    }
  }
}

}  // namespace
}  // namespace antre::theory
