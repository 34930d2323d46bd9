// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/range.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "dispatcher/forecast/virtual_hall.hpp"

namespace antre::forecast {
namespace {

constexpr double kTail = 0.025;
constexpr double kNormalQuantile = 1.9600;  ///< of 1 - kTail
/// From so many runs on the percentiles are found within the runs.
constexpr std::size_t kMany = 60;

/// The same quantile of Student's t (Cornish-Fisher; within 1 % from 5 degrees of freedom on).
double student_quantile(double degrees) {
  const double z = kNormalQuantile;
  const double z3 = z * z * z;
  const double z5 = z3 * z * z;
  return z + (z3 + z) / (4 * degrees) + (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees);
}

/// Between the two runs that it lies between (Hyndman and Fan's type 6, which does not pull the
/// tails in).
double quantile(const std::vector<EngineMs>& sorted, double share) {
  const auto n = static_cast<double>(sorted.size());
  const double at = std::clamp(share * (n + 1) - 1, 0.0, n - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = at - std::floor(at);
  return static_cast<double>(sorted[below]) * (1 - part) +
         static_cast<double>(sorted[above]) * part;
}

WaitRange rounded(double low_ms, double high_ms) {
  const double low = std::max(low_ms, 0.0);
  return {static_cast<int>(std::floor(low / 1000)),
          static_cast<int>(std::ceil(std::max(high_ms, low) / 1000))};
}

}  // namespace

std::optional<WaitRange> range_of(std::vector<EngineMs> waits, EngineMs horizon_ms) {
  const auto unserved = std::ranges::count(waits, kNever);
  const auto n = static_cast<double>(waits.size());
  if (waits.empty() || static_cast<double>(unserved) > n * (1 - kTail)) return std::nullopt;
  std::ranges::replace(waits, kNever, horizon_ms);
  if (waits.size() >= kMany || waits.size() < 3 || unserved > 0) {
    std::ranges::sort(waits);
    return rounded(quantile(waits, kTail), quantile(waits, 1 - kTail));
  }
  const double mean =
      std::accumulate(waits.begin(), waits.end(), 0.0,
                      [](double sum, EngineMs ms) { return sum + static_cast<double>(ms); }) /
      n;
  double squares = 0;
  for (const EngineMs ms : waits)
    squares += (static_cast<double>(ms) - mean) * (static_cast<double>(ms) - mean);
  const double deviation = std::sqrt(squares / (n - 1));
  const double off = student_quantile(n - 1) * deviation * std::sqrt(1 + 1 / n);
  return rounded(mean - off, mean + off);
}

}  // namespace antre::forecast
