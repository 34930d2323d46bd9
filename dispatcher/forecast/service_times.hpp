// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <random>
#include <span>
#include <vector>

#include "protocol/ids.hpp"
#include "protocol/time.hpp"

namespace antre::forecast {

/// Where randomness comes from: always passed in, so that a seed tells the whole forecast.
using Random = std::mt19937_64;

/// The service times of one service as one run of a forecast believes them: a level and a spread
/// drawn from what the recorded ones leave open, and the shape of the recorded ones. Points into
/// the ServiceTimes that drew it, which must outlive it and not change meanwhile.
class BelievedTimes {
 public:
  BelievedTimes(double level, double spread, double smooth, std::span<const double> shape)
      : level_(level), spread_(spread), smooth_(smooth), shape_(shape) {}

  /// How long a service takes.
  [[nodiscard]] EngineMs next(Random& random) const;
  /// How much longer a service takes that is under way for `elapsed_ms`.
  [[nodiscard]] EngineMs remaining(EngineMs elapsed_ms, Random& random) const;

 private:
  [[nodiscard]] double draw_log(Random& random) const;

  double level_;   ///< mean of the logarithm of milliseconds
  double spread_;  ///< its standard deviation
  double smooth_;  ///< share of draws from a log-normal instead of the recorded shape
  std::span<const double> shape_;
};

/// Recorded service times by service. A value; owned by one thread.
///
/// What is not known yet is part of it: the logarithms of a service's times are taken as normal
/// with unknown mean and variance (normal-inverse-gamma), and each run draws its own mean and
/// variance, so that few recorded times give runs that differ much. Before the first one they
/// have a median around 5 minutes (95 % between half a minute and an hour), which weighs as much as
/// half of one recorded time. The shape becomes that of the recorded times, heavier or lighter than
/// log-normal, as they grow many.
class ServiceTimes {
 public:
  /// The newest are kept: what took long last year says little about today.
  static constexpr std::size_t kKept = 500;

  /// A service that was finished after `ms`. Less than a second counts as a second (nobody is
  /// served in no time; it was a wrong key), more than a day not at all.
  void add(const ServiceId& service, std::int64_t ms);
  [[nodiscard]] std::size_t known(const ServiceId& service) const;
  /// What one run believes of a service.
  [[nodiscard]] BelievedTimes believe(const ServiceId& service, Random& random) const;

 private:
  struct Recorded {
    std::deque<double> logs;    ///< of milliseconds, oldest first
    std::vector<double> shape;  ///< how many standard deviations each is off the mean
    double mean = 0;
    double squares = 0;  ///< sum of the squared distances from the mean
  };
  static void measure(Recorded& recorded);

  std::map<ServiceId, Recorded> services_;
};

}  // namespace antre::forecast
