// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "display/announcement.hpp"
#include "display/voice/clips.hpp"
#include "display/voice/grammar.hpp"
#include "display/voice/joining.hpp"
#include "display/voice/pcm.hpp"
#include "display/voice/sentence.hpp"
#include "display/voice/speech_cache.hpp"
#include "speech/program.hpp"

namespace antre::display::voice {

struct Options {
  NumberStyle numbers = NumberStyle::kDigits;
  int words_per_minute = 140;   ///< of words that the program makes
  std::filesystem::path clips;  ///< recorded words; empty: none
  std::filesystem::path cache;  ///< of what the program made; empty: nothing is kept
  std::uint64_t cache_bytes = kCacheBytes;
  speech::Program::Options program;
};
/// What the hall file says, with the machine's cache folder.
[[nodiscard]] Options options_of(const VoiceSettings& settings);

/// Makes the sound of words: from the hall's clips where it has recorded every word of a sentence,
/// else by the speech program, a whole sentence at once (half recorded, half spoken is harder to
/// follow than either). What the program said of calls is kept in files; a message, which may name
/// somebody, is not. All that comes out is equally loud (kLoudness). One thread; words() waits for
/// the program.
class Voice {
 public:
  /// `warn` is called with one sentence, once, when words cannot be made; calls are not named in
  /// it.
  Voice(Options options, std::function<void(const std::string&)> warn);

  /// The words of an announcement, in each language, as often as asked for; without the chime.
  /// Languages that cannot be said are left out; empty when none can, nothing is to be said or
  /// `stop` was asked for.
  [[nodiscard]] Pcm words(const Announcement& announcement, const std::stop_token& stop);

 private:
  [[nodiscard]] std::optional<Pcm> from_clips(const Sentence& sentence, const Pauses& pauses);
  [[nodiscard]] std::optional<Pcm> from_program(const Sentence& sentence, int words_per_minute,
                                                const std::stop_token& stop);
  [[nodiscard]] Result<Pcm> made(const std::string& text, const std::string& language,
                                 int words_per_minute, bool kept, const std::stop_token& stop);
  void complain(const Error& error);

  Options options_;
  std::function<void(const std::string&)> warn_;
  Clips clips_;
  SpeechCache cache_;
  speech::Program program_;
  std::string version_;  ///< of the program; empty: not yet asked
  bool warned_ = false;
};

}  // namespace antre::display::voice
