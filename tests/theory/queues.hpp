// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "dispatcher/forecast/simulate.hpp"
#include "dispatcher/forecast/visits.hpp"
#include "protocol/hall_settings.hpp"

/// Queues as queueing theory has them, and what it says about them.
namespace antre::theory {

using Random = std::mt19937_64;

/// A hall of one service "A" and `counters` alike, whose target never comes and whose rows of
/// priority calls never end: nothing but arrivals and services decides.
[[nodiscard]] HallSettings plain_hall(int counters);
/// Always open, no delay, no walk.
[[nodiscard]] forecast::SimulateOptions plain_options();

/// Visits with exponential times between arrivals and exponential service times; `priority` is the
/// share of the priority class.
[[nodiscard]] std::vector<forecast::Visit> poisson_visits(std::size_t n, double between_s,
                                                          double service_s, double priority,
                                                          std::uint64_t seed);

/// Waits from arrival to start in seconds, of one class or of all; everybody was served.
[[nodiscard]] std::vector<double> waits_s(const std::vector<forecast::Visit>& visits,
                                          const std::vector<forecast::SimulatedVisit>& simulated);

/// A mean with the half width of its confidence interval.
struct Estimate {
  double mean = 0;
  double within = 0;
};
/// By means of 20 batches after a tenth of the run to warm up, at 99.9 % (Student's t).
[[nodiscard]] Estimate batch_means(std::span<const double> values);

/// The probability that a visitor of an M/M/c queue waits; `load` is arrival rate times service
/// time.
[[nodiscard]] double erlang_c(int counters, double load);

}  // namespace antre::theory
