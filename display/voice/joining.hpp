// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "display/voice/pcm.hpp"

namespace antre::display::voice {

/// Every sound begins and ends on a half cosine this long: heard as no click, and as no gap.
inline constexpr double kFadeSeconds = 0.004;
/// Kept of the silence around a sound: a soft beginning ("h", "s") is not cut off.
inline constexpr double kMarginSeconds = 0.005;

/// Silence within speech. Words of one breath follow each other without any.
struct Pauses {
  double clause_s = 0.18;    ///< at a comma
  double sentence_s = 0.60;  ///< before the next language
  double again_s = 0.90;     ///< before all is said once more
};
/// When calls pile up.
inline constexpr Pauses kBriskPauses{0.10, 0.35, 0.50};
/// And faster speech: a quarter is the most that strangers still follow.
inline constexpr double kBriskRate = 1.25;

/// The sound without the silence around it: from the first to the last sample that is within 40 dB
/// of its peak, with kMarginSeconds on both sides. All silence gives nothing.
[[nodiscard]] Pcm trimmed(std::span<const float> sound);

/// Puts `sound` behind `pause_s` of silence at the end of `track`, faded at both ends.
void join(Pcm& track, std::span<const float> sound, double pause_s);

}  // namespace antre::display::voice
