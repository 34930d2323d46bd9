// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "display/voice/pcm.hpp"

namespace antre::display::voice {

/// What all announcements are brought to, chime and words alike. Louder than broadcasting's -23,
/// since a hall is not a living room; at -20 speech still has room above it.
inline constexpr double kLoudness = -20;  // LUFS
/// No sample lies above; 0.5 dB below what is promised (-1 dBFS), for the device's own conversion.
inline constexpr double kPeak = -1.5;  // dBFS

/// Loudness by EBU R128 (gated), LUFS. What is shorter than a second is measured as if it were said
/// again and again: the standard's blocks are 0.4 s. Silence is kSilent.
[[nodiscard]] double loudness_of(std::span<const float> sound);
inline constexpr double kSilent = -70;

/// The highest sample, dBFS.
[[nodiscard]] double peak_of(std::span<const float> sound);

/// Brings a sound to `target` LUFS. Where a peak would pass kPeak, the few milliseconds around it
/// are made softer; the rest keeps its loudness. Silence stays silence.
void to_loudness(Pcm& sound, double target = kLoudness);

[[nodiscard]] double from_db(double db);
[[nodiscard]] double to_db(double share);

}  // namespace antre::display::voice
