// SPDX-License-Identifier: Apache-2.0
#include "ui/motion.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace antre::ui {
namespace {

double share_of(TimePoint start, Millis duration, TimePoint now) {
  const auto passed = std::chrono::duration<double, std::milli>(now - start).count();
  return passed / static_cast<double>(duration.count());
}

}  // namespace

double ease(Easing easing, double t) {
  const double x = std::clamp(t, 0.0, 1.0);
  switch (easing) {
    case Easing::kOutCubic:
      return 1 - std::pow(1 - x, 3);
    case Easing::kInOutSine:
      return (1 - std::cos(std::numbers::pi * x)) / 2;
    case Easing::kLinear:
      break;
  }
  return x;
}

Animation::Animation(TimePoint start, Motion motion, bool reduced)
    : start_(start), motion_{reduced ? Millis(0) : motion.duration, motion.easing} {}

double Animation::value(TimePoint now) const {
  if (motion_.duration.count() == 0) {
    return 1;
  }
  return ease(motion_.easing, share_of(start_, motion_.duration, now));
}

bool Animation::running(TimePoint now) const {
  return now < start_ + motion_.duration;
}

double pulse(TimePoint start, Motion period, double low, int times, TimePoint now) {
  const double periods = share_of(start, period.duration, now);
  if (periods < 0 || periods >= times) {
    return 1;
  }
  const double phase = periods - std::floor(periods);
  const double down = ease(period.easing, phase < 0.5 ? phase * 2 : (1 - phase) * 2);
  return 1 - (1 - low) * down;
}

}  // namespace antre::ui
