// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace antre::kiosk {

Speech::Speech(const Options& options)
    : program_(speech::Program::Options{options.program}),
      words_per_minute_(options.words_per_minute),
      thread_([this] { work(); }) {}

Speech::~Speech() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  stop();
  thread_.join();
}

void Speech::say(const std::string& text, const std::string& language) {
  const std::scoped_lock lock(mutex_);
  next_ = speech::Words{text, speech::voice_of(language), words_per_minute_};
  saying_.request_stop();  // at once: half a word too many is already confusing
  changed_.notify_one();
}

void Speech::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || next_; });
    if (ending_) {
      return;
    }
    const speech::Words words = std::move(*next_);
    next_.reset();
    if (words.text.empty()) {
      continue;
    }
    saying_ = std::stop_source();
    const auto wanted = saying_.get_token();
    lock.unlock();
    const auto said = program_.say_aloud(words, wanted);
    if (!said && !wanted.stop_requested() && !std::exchange(complained_, true)) {
      spdlog::warn("nothing is read aloud: {}", said.error().detail);
    }
    lock.lock();
  }
}

}  // namespace antre::kiosk
