// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace antre::display {

/// What is being heard: the chime at once, then the words, which may come while it sounds. One
/// announcement at a time. All functions may be called from any thread; fill() is the sound
/// device's and only copies.
class SoundTrack {
 public:
  /// Begins announcement `seq` with its chime (maybe none) in place of what sounds.
  void begin(std::uint64_t seq, std::vector<std::int16_t> chime);
  /// The words of what was begun last, empty when there are none; they follow the chime after
  /// kPauseSamples, or at once when they come later than that.
  void add_words(std::vector<std::int16_t> words);
  /// Silence from the next sample on.
  void stop();
  [[nodiscard]] bool busy() const;

  /// Fills `out`, with silence where nothing sounds. The announcement that is done with it: all of
  /// it was handed out and a whole buffer of silence after it, so that closing the device then cuts
  /// nothing off.
  [[nodiscard]] std::optional<std::uint64_t> fill(std::span<std::int16_t> out);

  /// A breath between chime and words: 0.15 s at 48 kHz.
  static constexpr std::size_t kPauseSamples = 7'200;

 private:
  mutable std::mutex mutex_;
  std::uint64_t seq_ = 0;
  std::vector<std::int16_t> chime_;
  std::vector<std::int16_t> words_;
  std::size_t played_ = 0;  ///< of the chime and the pause behind it
  std::size_t said_ = 0;    ///< of the words
  bool words_known_ = false;
  bool sounding_ = false;
};

}  // namespace antre::display
