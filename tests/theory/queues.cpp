// SPDX-License-Identifier: Apache-2.0
#include "tests/theory/queues.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace antre::theory {
namespace {

constexpr int kNeverS = 1'000'000'000;  // thirty years
constexpr double kMsPerSecond = 1000;

// A library's distributions differ from one to the next; the seeds' results should not.
double exponential(Random& random, double mean) {
  const double u = (static_cast<double>(random() >> 11U) + 0.5) / 9007199254740992.0;
  return -mean * std::log(u);
}

}  // namespace

HallSettings plain_hall(int counters) {
  HallSettings hall;
  hall.id = "plain";
  hall.target = TargetSettings{kNeverS, kNeverS, kNeverS, kNeverS, false};
  hall.selection.priority_burst = kNeverS;
  ServiceSettings& service = hall.services.emplace_back();
  service.id = ServiceId{"A"};
  service.target = hall.target;
  for (int id = 1; id <= counters; ++id) {
    CounterSettings& counter = hall.counters.emplace_back();
    counter.id = CounterId{id};
    counter.primary = {service.id};
  }
  return hall;
}

forecast::SimulateOptions plain_options() {
  forecast::SimulateOptions options;
  options.always_open = true;
  return options;
}

std::vector<forecast::Visit> poisson_visits(std::size_t n, double between_s, double service_s,
                                            double priority, std::uint64_t seed) {
  Random random(seed);
  std::vector<forecast::Visit> visits(n);
  double at_s = 0;
  for (auto& visit : visits) {
    at_s += exponential(random, between_s);
    visit.arrival_ms = std::llround(at_s * kMsPerSecond);
    visit.service = ServiceId{"A"};
    visit.service_ms = std::llround(exponential(random, service_s) * kMsPerSecond);
    const double u = static_cast<double>(random() >> 11U) / 9007199254740992.0;
    if (u < priority) visit.class_ = TicketClass::kPriority;
  }
  return visits;
}

std::vector<double> waits_s(const std::vector<forecast::Visit>& visits,
                            const std::vector<forecast::SimulatedVisit>& simulated) {
  REQUIRE(visits.size() == simulated.size());
  std::vector<double> waits;
  waits.reserve(visits.size());
  for (std::size_t i = 0; i < visits.size(); ++i) {
    REQUIRE(simulated[i].started_ms);
    waits.push_back(static_cast<double>(*simulated[i].started_ms - visits[i].arrival_ms) /
                    kMsPerSecond);
  }
  return waits;
}

Estimate batch_means(std::span<const double> values) {
  constexpr std::size_t kBatches = 20;
  constexpr double kStudentT = 3.883;  // 99.9 % with 19 degrees of freedom
  values = values.subspan(values.size() / 10);
  const std::size_t size = values.size() / kBatches;
  std::vector<double> means;
  for (std::size_t i = 0; i < kBatches; ++i) {
    const auto batch = values.subspan(i * size, size);
    means.push_back(std::accumulate(batch.begin(), batch.end(), 0.0) / static_cast<double>(size));
  }
  Estimate found;
  found.mean = std::accumulate(means.begin(), means.end(), 0.0) / kBatches;
  double squares = 0;
  for (const double mean : means) squares += (mean - found.mean) * (mean - found.mean);
  found.within = kStudentT * std::sqrt(squares / (kBatches - 1) / kBatches);
  return found;
}

double erlang_c(int counters, double load) {
  // By the recursion of Erlang B, which does not overflow.
  double blocked = 1;
  for (int i = 1; i <= counters; ++i) blocked = load * blocked / (i + load * blocked);
  return counters * blocked / (counters - load * (1 - blocked));
}

}  // namespace antre::theory
