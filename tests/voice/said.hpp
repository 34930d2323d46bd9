// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "display/voice/voice.hpp"

namespace antre::test {

/// A call that is said once.
inline display::Announcement call_of(const std::string& number, int counter,
                                     std::vector<std::string> languages = {"id"}) {
  display::Announcement announcement;
  announcement.calls.push_back({number, counter, {}});
  announcement.languages = std::move(languages);
  announcement.times = 1;
  return announcement;
}

/// A voice and what it complained of.
struct Said {
  explicit Said(display::voice::Options options)
      : voice(std::move(options), [this](const std::string& why) { warnings.push_back(why); }) {}
  display::voice::Pcm words(const display::Announcement& announcement) {
    return voice.words(announcement, {});
  }

  std::vector<std::string> warnings;
  display::voice::Voice voice;
};

}  // namespace antre::test
