// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "protocol/result.hpp"

namespace antre::display {

/// The sample rate of all that the display plays.
inline constexpr int kSampleRate = 48'000;

namespace voice {

/// Sound: mono, kSampleRate, full scale from -1 to 1.
using Pcm = std::vector<float>;

/// The number of samples of so many seconds.
[[nodiscard]] inline std::size_t samples_in(double seconds) {
  return seconds <= 0 ? 0 : static_cast<std::size_t>(std::llround(seconds * kSampleRate));
}
[[nodiscard]] constexpr double seconds_of(std::size_t samples) {
  return static_cast<double>(samples) / kSampleRate;
}

/// A sound file (WAV, OGG, FLAC) made mono and brought to kSampleRate. Errors: kIo when it cannot
/// be read, kInvalid when it is no sound, has none in it or is longer than kLongestSound.
[[nodiscard]] Result<Pcm> load_sound(const std::filesystem::path& file);
/// The same of a file's bytes; also of a WAV written to a pipe, whose length its header does not
/// know.
[[nodiscard]] Result<Pcm> parse_sound(std::string_view bytes);
/// Ten minutes: what is longer was not meant to be said.
inline constexpr double kLongestSound = 600;

/// Writes a WAV of 16 bits. Errors: kIo.
[[nodiscard]] Result<void> save_wav(const std::filesystem::path& file,
                                    std::span<const std::int16_t> samples);

/// As a sound device takes it, at `percent` (0 to 100) of its loudness.
[[nodiscard]] std::vector<std::int16_t> to_device(std::span<const float> sound, int percent);

}  // namespace voice
}  // namespace antre::display
