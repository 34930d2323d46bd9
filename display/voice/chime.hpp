// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "display/voice/pcm.hpp"

namespace antre::display::voice {

/// One stroke of a bell: a sum of partials that die away, the higher the sooner.
struct BellStroke {
  double at_s = 0;
  double pitch_hz = 0;
  double loudness = 1;
};

/// The hall's chime: a falling third of two soft strokes, as loud as the words (kLoudness). It
/// begins and ends in silence without a click. `brisk`: the same two strokes in less than half the
/// time, for calls that pile up. Always the same samples.
[[nodiscard]] Pcm make_chime(bool brisk = false);
/// The same for other strokes; `length_s` is the whole sound.
[[nodiscard]] Pcm make_bells(const std::vector<BellStroke>& strokes, double length_s);

/// How long the chime lasts; whoever paces the calls reckons with it.
inline constexpr double kChimeSeconds = 2.2;
inline constexpr double kBriskChimeSeconds = 0.9;

}  // namespace antre::display::voice
