// SPDX-License-Identifier: Apache-2.0
#include "display/voice/chime.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "display/voice/loudness.hpp"

namespace antre::display::voice {
namespace {

/// A partial of a bell: its pitch in parts of the stroke's, its share and how fast it dies away.
struct Partial {
  double ratio;
  double share;
  double decay_s;  ///< time to 1/e
};
/// The hum, the octave and a little of the twelfth: what makes a bell and not a beep. The slightly
/// raised third partial beats softly, as metal does.
constexpr std::array<Partial, 3> kPartials{
    {{1.0, 1.0, 0.50}, {2.0, 0.35, 0.28}, {3.01, 0.12, 0.14}}};
/// A rise this long is heard as a soft mallet; a step at once would be a click.
constexpr double kAttackSeconds = 0.008;
/// The end is drawn to zero, so that the rest of the decay is not cut off.
constexpr double kReleaseSeconds = 0.25;

double half_cosine(double share) {
  return 0.5 - 0.5 * std::cos(std::numbers::pi * std::clamp(share, 0.0, 1.0));
}

double stroke_at(const BellStroke& stroke, double time_s) {
  const double since = time_s - stroke.at_s;
  if (since < 0) return 0;
  double sum = 0;
  for (const auto& partial : kPartials) {
    const double angle = 2 * std::numbers::pi * stroke.pitch_hz * partial.ratio * since;
    sum += partial.share * std::exp(-since / partial.decay_s) * std::sin(angle);
  }
  return stroke.loudness * half_cosine(since / kAttackSeconds) * sum;
}

}  // namespace

Pcm make_bells(const std::vector<BellStroke>& strokes, double length_s) {
  Pcm sound(samples_in(length_s));
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const double time_s = seconds_of(i);
    double sum = 0;
    for (const auto& stroke : strokes) sum += stroke_at(stroke, time_s);
    sound[i] = static_cast<float>(sum * half_cosine((length_s - time_s) / kReleaseSeconds));
  }
  to_loudness(sound);
  // The very ends are silence whatever the rounding of the last step.
  if (!sound.empty()) sound.front() = sound.back() = 0;
  return sound;
}

Pcm make_chime(bool brisk) {
  constexpr double kE5 = 659.255;
  constexpr double kC5 = 523.251;
  const double second_s = brisk ? 0.25 : 0.55;
  return make_bells({{0.0, kE5, 1.0}, {second_s, kC5, 0.9}},
                    brisk ? kBriskChimeSeconds : kChimeSeconds);
}

}  // namespace antre::display::voice
