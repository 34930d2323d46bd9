// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "display/voice/pcm.hpp"

namespace antre::display::voice {

/// What is wrong with one recorded word, if anything.
enum class ClipState {
  kFine,
  kMissing,     ///< no such file
  kUnreadable,  ///< a file, but no sound in it that can be read
  kTooLoud,     ///< its peaks are cut off
  kTooQuiet     ///< made loud enough, the room's noise would be heard
};
/// "fine", "missing", "unreadable", "too loud", "too quiet".
[[nodiscard]] const char* name_of(ClipState state);

struct ClipCheck {
  ClipState state = ClipState::kMissing;
  std::filesystem::path file;  ///< empty when missing
  std::string detail;          ///< of kUnreadable: why
  double loudness = 0;         ///< LUFS, of one that can be read
  double peak = 0;             ///< dBFS
  double seconds = 0;          ///< without the silence around it
};

/// At this peak (dBFS) a recording was cut off; under this loudness (LUFS) it was taken too far
/// away: raised by more than 18 dB, a quiet office is heard behind the word.
inline constexpr double kClippedPeak = -0.1;
inline constexpr double kQuietClip = -38;

/// The words that a hall has recorded: FOLDER/LANGUAGE/WORD.wav, .ogg or .flac. One thread.
class Clips {
 public:
  /// An empty folder has no clips.
  explicit Clips(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// The word without silence around it, as loud as all words, or null when there is no usable
  /// clip. Read once, and again when the file has changed. Good until the next call of find().
  [[nodiscard]] const Pcm* find(const std::string& language, const std::string& clip);
  /// Looks at the file as it is.
  [[nodiscard]] ClipCheck check(const std::string& language, const std::string& clip) const;

 private:
  struct Loaded {
    std::filesystem::file_time_type changed;
    Pcm sound;
  };
  [[nodiscard]] std::filesystem::path file_of(const std::string& language,
                                              const std::string& clip) const;

  std::filesystem::path folder_;
  std::map<std::filesystem::path, Loaded> loaded_;
};

}  // namespace antre::display::voice
