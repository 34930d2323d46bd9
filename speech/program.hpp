// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/result.hpp"

namespace antre::speech {

/// What is said, by which of the program's voices, how fast.
struct Words {
  std::string text;  ///< UTF-8; made readable() before it is handed over
  std::string voice = "id";
  int words_per_minute = 140;
};

/// Runs a program that makes sound of words: espeak-ng unless told otherwise. Each function waits
/// for its end, never longer than its limit, and ends it at once when `stop` is asked for, from any
/// thread; it is started without a shell and ended together with whatever it started. Errors of
/// all: kUnavailable when there is no such program, kTimeout when it took too long or was not
/// wanted any more, kIo for any other failure. A value; its functions may be called from any
/// thread, several at once.
class Program {
 public:
  struct Options {
    std::string program = "espeak-ng";  ///< looked for in PATH
    /// To make sound. It takes a tenth of a second for a call; a machine under load may need much
    /// longer.
    std::chrono::milliseconds limit{8'000};
    /// To say it aloud: twice what kMaxSpoken takes.
    std::chrono::milliseconds aloud_limit{180'000};
  };
  Program() : Program(Options{}) {}
  explicit Program(Options options) : options_(std::move(options)) {}

  /// The WAV of the words.
  [[nodiscard]] Result<std::string> sound_of(const Words& words, const std::stop_token& stop) const;
  /// Says them on the machine's own sound, and returns when it has.
  [[nodiscard]] Result<void> say_aloud(const Words& words, const std::stop_token& stop) const;
  /// What it says of its version: sound of another one is another sound.
  [[nodiscard]] Result<std::string> version(const std::stop_token& stop) const;
  [[nodiscard]] const Options& options() const { return options_; }

 private:
  struct Task {
    std::vector<std::string> arguments;
    std::string input;
    bool keep_output = true;
    std::chrono::milliseconds limit{0};
  };
  [[nodiscard]] Result<std::string> run(Task task, const std::stop_token& stop) const;
  [[nodiscard]] static std::vector<std::string> arguments_of(const Words& words);

  Options options_;
};

/// A minute and a half of speech; what is longer was not written to be said.
inline constexpr std::size_t kMaxSpoken = 1'000;

/// Text as the program reads it: no control characters but the ends of lines, no brackets (its own
/// sign for sounds), not longer than kMaxSpoken bytes and never half a character.
[[nodiscard]] std::string readable(const std::string& text);

/// The program's voice that reads a language: it has none for Javanese, which is read by the
/// Indonesian one, nor for others that we do not know.
[[nodiscard]] std::string voice_of(std::string_view language);

}  // namespace antre::speech
