// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/service_times.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace antre::forecast {
namespace {

constexpr std::int64_t kLeastMs = 1000;
constexpr std::int64_t kMostMs = std::int64_t{24} * 3600 * 1000;

/// The prior of the mean and variance of the logarithms: a median of 5 minutes that weighs half an
/// observation; a variance of 0.5 on average (a standard deviation of about 80 % of the mean, usual
/// at counters), seldom below 0.15 or above 1.5.
const double kPriorMean = std::log(300'000.0);
constexpr double kPriorWeight = 0.5;
constexpr double kPriorAlpha = 3.0;
constexpr double kPriorBeta = 1.0;

/// The recorded shape says little before there are several times; the log-normal counts as three.
constexpr double kSmoothWeight = 3.0;

/// Enough to find a longer time in the recorded shape wherever there are some in a hundred.
constexpr int kTriesForLonger = 24;

/// A standard normal above `from` (Robert 1995): by an exponential in the tail, which stays exact
/// however far out it is.
double normal_above(double from, Random& random) {
  if (from < 0.5) {
    std::normal_distribution<double> normal;
    for (;;) {
      const double z = normal(random);
      if (z > from) return z;
    }
  }
  const double rate = (from + std::sqrt(from * from + 4.0)) / 2.0;
  std::exponential_distribution<double> step(rate);
  std::uniform_real_distribution<double> uniform;
  for (;;) {
    const double z = from + step(random);
    if (uniform(random) <= std::exp(-(z - rate) * (z - rate) / 2.0)) return z;
  }
}

EngineMs to_ms(double log_ms) {
  return static_cast<EngineMs>(
      std::llround(std::clamp(std::exp(log_ms), 1.0, static_cast<double>(kMostMs))));
}

}  // namespace

double BelievedTimes::draw_log(Random& random) const {
  std::uniform_real_distribution<double> uniform;
  const double u = uniform(random);
  if (shape_.empty() || u < smooth_) {
    std::normal_distribution<double> normal;
    return level_ + spread_ * normal(random);
  }
  const double share = (u - smooth_) / (1.0 - smooth_);
  const auto index = std::min(static_cast<std::size_t>(share * static_cast<double>(shape_.size())),
                              shape_.size() - 1);
  return level_ + spread_ * shape_[index];
}

EngineMs BelievedTimes::next(Random& random) const {
  return to_ms(draw_log(random));
}

EngineMs BelievedTimes::remaining(EngineMs elapsed_ms, Random& random) const {
  if (elapsed_ms <= 0) return next(random);
  const double past = std::log(static_cast<double>(elapsed_ms));
  for (int i = 0; i < kTriesForLonger; ++i) {
    const double log_ms = draw_log(random);
    if (log_ms > past) return std::max<EngineMs>(to_ms(log_ms) - elapsed_ms, 1);
  }
  // It takes longer than nearly all recorded ones: the tail of the log-normal goes on where the
  // recorded shape ends.
  const double z = normal_above((past - level_) / spread_, random);
  return std::max<EngineMs>(to_ms(level_ + spread_ * z) - elapsed_ms, 1);
}

void ServiceTimes::add(const ServiceId& service, std::int64_t ms) {
  if (ms > kMostMs) return;
  auto& recorded = services_[service];
  recorded.logs.push_back(std::log(static_cast<double>(std::max(ms, kLeastMs))));
  if (recorded.logs.size() > kKept) recorded.logs.pop_front();
  measure(recorded);
}

void ServiceTimes::measure(Recorded& recorded) {
  const auto n = static_cast<double>(recorded.logs.size());
  recorded.mean = std::accumulate(recorded.logs.begin(), recorded.logs.end(), 0.0) / n;
  recorded.squares = 0;
  for (const double log_ms : recorded.logs)
    recorded.squares += (log_ms - recorded.mean) * (log_ms - recorded.mean);
  const double deviation = std::sqrt(recorded.squares / n);
  recorded.shape.clear();
  // Times that are all the same have no shape of their own.
  if (deviation < 1e-9) return;
  for (const double log_ms : recorded.logs)
    recorded.shape.push_back((log_ms - recorded.mean) / deviation);
}

std::size_t ServiceTimes::known(const ServiceId& service) const {
  const auto found = services_.find(service);
  return found == services_.end() ? 0 : found->second.logs.size();
}

BelievedTimes ServiceTimes::believe(const ServiceId& service, Random& random) const {
  const auto found = services_.find(service);
  const Recorded* recorded = found == services_.end() ? nullptr : &found->second;
  const double n = recorded == nullptr ? 0.0 : static_cast<double>(recorded->logs.size());
  const double mean = recorded == nullptr ? 0.0 : recorded->mean;
  const double squares = recorded == nullptr ? 0.0 : recorded->squares;

  const double weight = kPriorWeight + n;
  const double level = (kPriorWeight * kPriorMean + n * mean) / weight;
  const double alpha = kPriorAlpha + n / 2.0;
  const double off = mean - kPriorMean;
  const double beta = kPriorBeta + squares / 2.0 + kPriorWeight * n * off * off / (2.0 * weight);

  std::gamma_distribution<double> precision(alpha, 1.0 / beta);
  const double variance = 1.0 / std::max(precision(random), 1e-6);
  std::normal_distribution<double> around(level, std::sqrt(variance / weight));
  const double believed_level = around(random);
  const auto shape = recorded == nullptr ? std::span<const double>{} : recorded->shape;
  return {believed_level, std::sqrt(variance), kSmoothWeight / (kSmoothWeight + n), shape};
}

}  // namespace antre::forecast
