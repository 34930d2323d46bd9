// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace antre::ui {

using TimePoint = std::chrono::steady_clock::time_point;
using Millis = std::chrono::milliseconds;

enum class Easing { kLinear, kOutCubic, kInOutSine };
/// Eased share of a motion; `t` is cut to 0..1.
[[nodiscard]] double ease(Easing easing, double t);

/// How long and in what way; the table of motions.
struct Motion {
  Millis duration;
  Easing easing;
};
inline constexpr Motion kPressOut{Millis(120), Easing::kOutCubic};
inline constexpr Motion kPage{Millis(180), Easing::kOutCubic};
inline constexpr Motion kNumberIn{Millis(220), Easing::kOutCubic};
inline constexpr Motion kCallIn{Millis(250), Easing::kOutCubic};
inline constexpr Motion kCallPulse{Millis(600), Easing::kInOutSine};  ///< three times
inline constexpr Motion kCallOut{Millis(200), Easing::kInOutSine};
inline constexpr Motion kRowMove{Millis(150), Easing::kOutCubic};
inline constexpr Motion kRingRed{Millis(1000), Easing::kInOutSine};
inline constexpr Motion kPicture{Millis(800), Easing::kInOutSine};
inline constexpr Motion kSheet{Millis(180), Easing::kOutCubic};
inline constexpr int kCallPulses = 3;
inline constexpr double kCallPulseLow = 0.55;
inline constexpr double kRingRedLow = 0.70;
inline constexpr double kTickerSpeed = 90;  ///< px per second
/// 60 a second; a running animation asks for its next frame after this.
inline constexpr Millis kFrame{16};

/// A motion that began at `start`. A value: time is passed in. With reduced motion make it with
/// `reduced` true: it is at its end from the start.
class Animation {
 public:
  Animation() = default;
  Animation(TimePoint start, Motion motion, bool reduced = false);

  /// Eased, 0 to 1; 1 for a default-made one.
  [[nodiscard]] double value(TimePoint now) const;
  [[nodiscard]] bool running(TimePoint now) const;

 private:
  TimePoint start_{};
  Motion motion_{Millis(0), Easing::kLinear};
};

/// 1 to `low` and back to 1 in one period; outside it 1.
[[nodiscard]] double pulse(TimePoint start, Motion period, double low, int times, TimePoint now);

}  // namespace antre::ui
