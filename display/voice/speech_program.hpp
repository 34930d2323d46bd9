// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "protocol/result.hpp"

namespace antre::display::voice {

/// Runs a program that makes sound of words: espeak-ng unless told otherwise. Each function waits
/// for its end, never longer than the limit; it is started without a shell and ended together with
/// whatever it started. It is run, not linked: it is GPL-3, we are Apache-2.0.
class SpeechProgram {
 public:
  struct Options {
    std::string program = "espeak-ng";  ///< looked for in PATH
    /// It takes a tenth of a second for a call; a machine under load may need much longer.
    std::chrono::milliseconds limit{8'000};
  };
  explicit SpeechProgram(Options options) : options_(std::move(options)) {}

  /// The WAV of `text` in one of its voices. Errors: kUnavailable when there is no such program,
  /// kTimeout when it took too long or `stop` was asked for, kIo for any other failure.
  [[nodiscard]] Result<std::string> say(const std::string& text, const std::string& voice,
                                        int words_per_minute, const std::stop_token& stop) const;
  /// What it says of its version: sound of another one is another sound.
  [[nodiscard]] Result<std::string> version(const std::stop_token& stop) const;

 private:
  [[nodiscard]] Result<std::string> run(std::vector<std::string> arguments,
                                        const std::string& input,
                                        const std::stop_token& stop) const;

  Options options_;
};

/// A minute and a half of speech; what is longer was not written to be said.
inline constexpr std::size_t kMaxSpoken = 1'000;

/// Text as the program reads it: no control characters, no brackets (its own sign for sounds), not
/// longer than kMaxSpoken bytes and never half a character.
[[nodiscard]] std::string readable(const std::string& text);

}  // namespace antre::display::voice
