// SPDX-License-Identifier: Apache-2.0
#include "display/voice/joining.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "display/voice/loudness.hpp"

namespace antre::display::voice {

Pcm trimmed(std::span<const float> sound) {
  constexpr double kBelowPeak = -40;  // dB: a quiet room's noise is lower, a soft "s" is not
  const auto floor = static_cast<float>(from_db(peak_of(sound) + kBelowPeak));
  const auto heard = [floor](float sample) { return sample != 0 && std::abs(sample) >= floor; };
  const auto first = std::ranges::find_if(sound, heard);
  if (first == sound.end()) return {};
  const auto last = std::find_if(sound.rbegin(), sound.rend(), heard).base();
  const auto margin = static_cast<std::ptrdiff_t>(samples_in(kMarginSeconds));
  return {first - std::min(margin, first - sound.begin()),
          last + std::min(margin, sound.end() - last)};
}

void join(Pcm& track, std::span<const float> sound, double pause_s) {
  const std::size_t begin = track.size() + (track.empty() ? 0 : samples_in(pause_s));
  track.resize(begin);
  track.insert(track.end(), sound.begin(), sound.end());
  const std::size_t fade = std::min(samples_in(kFadeSeconds), sound.size() / 2);
  for (std::size_t i = 0; i < fade; ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(fade);
    const auto gain = static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * share));
    track[begin + i] *= gain;
    track[track.size() - 1 - i] *= gain;
  }
}

}  // namespace antre::display::voice
