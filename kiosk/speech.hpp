// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "speech/program.hpp"

namespace antre::kiosk {

/// Reads texts aloud with a speech program, offline: espeak-ng unless told otherwise. Only the
/// newest text matters: whatever is being said stops at once when there is another. Functions
/// return at once and may be called from any thread; the program is started and waited for on a
/// thread of its own. Where there is no such program or no sound, that is logged once and the
/// kiosk is silent.
class Speech {
 public:
  struct Options {
    std::string program = "espeak-ng";  ///< looked for in PATH
    int words_per_minute = 150;         ///< calmer than the program's own 175
  };
  Speech() : Speech(Options{}) {}
  explicit Speech(const Options& options);
  Speech(const Speech&) = delete;
  Speech& operator=(const Speech&) = delete;
  /// Ends what is being said.
  ~Speech();

  /// Says `text` (UTF-8) in `language` ("id", "en", "jv") in place of what is being said. A text
  /// of nothing only stops.
  void say(const std::string& text, const std::string& language);
  /// Silence.
  void stop() { say({}, {}); }

 private:
  void work();

  const speech::Program program_;
  const int words_per_minute_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<speech::Words> next_;
  std::stop_source saying_;
  bool ending_ = false;
  bool complained_ = false;  ///< the thread's own
  std::thread thread_;       ///< last: it uses all of the above
};

}  // namespace antre::kiosk
