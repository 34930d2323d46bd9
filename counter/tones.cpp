// SPDX-License-Identifier: Apache-2.0
#include "counter/tones.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace antre::counter {
namespace {

struct Stroke {
  double at_s;
  double pitch_hz;
};

/// A rise this long is heard as a soft mallet; a step at once would be a click.
constexpr double kAttackS = 0.006;
/// Time to 1/e, and from the last stroke to the end.
constexpr double kDecayS = 0.09;
constexpr double kTailS = 0.4;
/// Beside visitors, not through the hall.
constexpr double kPeak = 0.25;
constexpr double kFull = 32'767;

constexpr double kA4 = 440;
constexpr double kE5 = 659.255;
constexpr double kA5 = 880;

std::vector<Stroke> strokes_of(Tone tone) {
  switch (tone) {
    case Tone::kDue:
      return {{0, kE5}, {0.14, kA5}};
    case Tone::kRed:
      return {{0, kA4}, {0.16, kA4}};
    case Tone::kAutoCalled:
      return {{0, kA4}, {0.14, kE5}, {0.28, kA5}};
    case Tone::kNone:
      break;
  }
  return {};
}

double stroke_at(const Stroke& stroke, double time_s) {
  const double since = time_s - stroke.at_s;
  if (since < 0) {
    return 0;
  }
  const double angle = 2 * std::numbers::pi * stroke.pitch_hz * since;
  const double rise = std::min(1.0, since / kAttackS);
  return rise * std::exp(-since / kDecayS) * (0.8 * std::sin(angle) + 0.2 * std::sin(2 * angle));
}

}  // namespace

std::vector<std::int16_t> make_tone(Tone tone) {
  const auto strokes = strokes_of(tone);
  if (strokes.empty()) {
    return {};
  }
  const double length_s = strokes.back().at_s + kTailS;
  std::vector<std::int16_t> sound(static_cast<std::size_t>(length_s * kToneRate));
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const double time_s = static_cast<double>(i) / kToneRate;
    double sum = 0;
    for (const Stroke& stroke : strokes) {
      sum += stroke_at(stroke, time_s);
    }
    // The last tenth is drawn to zero, so that the rest of the decay is not cut off.
    const double end = std::min(1.0, (length_s - time_s) / (kTailS / 10));
    sound[i] =
        static_cast<std::int16_t>(std::lround(std::clamp(sum * end, -2.0, 2.0) * kPeak * kFull));
  }
  sound.back() = 0;
  return sound;
}

}  // namespace antre::counter
