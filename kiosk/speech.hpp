// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

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
  explicit Speech(Options options);
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
  struct Utterance {
    std::string text;
    std::string voice;
  };
  void work();
  [[nodiscard]] bool start(const Utterance& utterance);
  void wait_for_end();
  void complain(const std::string& what);

  const Options options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Utterance> next_;
  bool ending_ = false;
  bool cut_short_ = false;  ///< the running program was ended by us
  pid_t running_ = -1;      ///< not reaped as long as it stands here
  bool complained_ = false;
  std::thread thread_;
};

/// The espeak-ng voice that reads a language. It has none for Javanese, whose spelling reads well
/// with the Indonesian one.
[[nodiscard]] std::string voice_of(const std::string& language);

}  // namespace antre::kiosk
