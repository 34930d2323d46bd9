// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "dispatcher/forecast/simulate.hpp"
#include "dispatcher/forecast/visits.hpp"
#include "tests/forecast/halls.hpp"

using namespace antre;
using namespace antre::forecast;

// Whether what visitors are told at issue holds, on a recorded day (data/README.md): 1,434
// arrivals of one day, service times drawn from the recorded ones and doubled. The hall knows
// nothing in the morning and learns as its day goes on.

namespace {

std::vector<double> column(const std::string& name) {
  std::ifstream file(std::string(ANTRE_SOURCE_DIR) + "/tests/forecast/data/" + name);
  REQUIRE(file.good());
  std::string line;
  std::getline(file, line);
  std::vector<double> values;
  while (std::getline(file, line)) values.push_back(std::stod(line));
  return values;
}

struct Told {
  double coverage = 0;  ///< share of real waits in the told range, 30 s tolerance
  double width_s = 0;   ///< mean
  double wait_s = 0;    ///< mean
};

Told told(int counters, std::uint64_t seed) {
  const auto arrivals = column("walk-in-day-arrivals.csv");
  const auto services = column("walk-in-service-times.csv");
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<std::size_t> any(0, services.size() - 1);
  std::vector<Visit> visits;
  for (const double arrival_s : arrivals) {
    Visit& visit = visits.emplace_back();
    visit.arrival_ms = std::llround(arrival_s * 1000);
    visit.service = ServiceId{"R"};
    visit.service_ms = std::llround(services[any(random)] * 2000);
  }
  SimulateOptions options;
  options.always_open = true;
  options.estimates = true;
  const auto simulated = simulate(test::hall_with({"R"}, counters), visits, options);
  REQUIRE(simulated.has_value());

  Told sum;
  const auto n = static_cast<double>(visits.size());
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const auto& row = (*simulated)[i];
    REQUIRE(row.started_ms.has_value());
    REQUIRE(row.estimate_low_s.has_value());
    const double wait_s = static_cast<double>(*row.started_ms - visits[i].arrival_ms) / 1000;
    const bool holds = wait_s >= *row.estimate_low_s - 30 && wait_s <= *row.estimate_high_s + 30;
    sum.coverage += (holds ? 1.0 : 0.0) / n;
    sum.width_s += (*row.estimate_high_s - *row.estimate_low_s) / n;
    sum.wait_s += wait_s / n;
  }
  MESSAGE(counters << " counters, seed " << seed << ": " << sum.coverage << " of the waits held; "
                   << sum.width_s << " s wide on average at a wait of " << sum.wait_s << " s");
  return sum;
}

void check_told(int counters) {
  for (const std::uint64_t seed : {20261122U, 7U}) {
    const Told sum = told(counters, seed);
    CHECK(sum.coverage >= 0.85);
    CHECK(sum.width_s <= sum.wait_s / 2);
  }
}

}  // namespace

TEST_SUITE("forecast/coverage") {
  TEST_CASE("with 4 counters the told range holds, and is at most half as wide as the wait") {
    check_told(4);
  }

  TEST_CASE("with 5 counters the told range holds, and is at most half as wide as the wait") {
    check_told(5);
  }

  TEST_CASE("with 6 counters the told range holds, and is at most half as wide as the wait") {
    check_told(6);
  }
}
