// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace antre::display {

/// The sample rate of all that the display plays.
inline constexpr int kSampleRate = 48'000;

/// One stroke of a bell: a sum of partials that die away, the higher the sooner.
struct BellStroke {
  double at_s = 0;
  double pitch_hz = 0;
  double loudness = 1;
};

/// The hall's chime, mono, 48 kHz, 16 bit: a falling third of two soft strokes. It begins and ends
/// in silence without a click; its peak is kChimePeak. Always the same samples.
[[nodiscard]] std::vector<std::int16_t> make_chime();
/// The same for other strokes; `length_s` is the whole sound.
[[nodiscard]] std::vector<std::int16_t> make_bells(const std::vector<BellStroke>& strokes,
                                                   double length_s);
/// The samples at `percent` of their loudness, 0 to 100.
[[nodiscard]] std::vector<std::int16_t> at_volume(const std::vector<std::int16_t>& samples,
                                                  int percent);

/// Peak in parts of full scale: -6 dBFS, so that words of the same loudness stand beside it.
inline constexpr double kChimePeak = 0.5;
inline constexpr double kChimeSeconds = 2.2;

}  // namespace antre::display
