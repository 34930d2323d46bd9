// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <fmt/ranges.h>
#include <stdlib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "display/sound_sdl.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display::test {

/// SDL's driver that writes what would be heard to a file, at some speed above the real one.
class DiskDriver {
 public:
  explicit DiskDriver(const std::filesystem::path& file) {
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", file.c_str(), 1);
    setenv("SDL_DISKAUDIODELAY", "2", 1);
  }
  DiskDriver(const DiskDriver&) = delete;
  DiskDriver& operator=(const DiskDriver&) = delete;
  ~DiskDriver() {
    for (const char* name : {"SDL_AUDIODRIVER", "SDL_DISKAUDIOFILE", "SDL_DISKAUDIODELAY"})
      unsetenv(name);
  }
};

inline voice::Pcm recorded(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  voice::Pcm sound(bytes.size() / 2);
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const auto low = static_cast<unsigned char>(bytes[2 * i]);
    const auto high = static_cast<unsigned char>(bytes[2 * i + 1]);
    sound[i] = static_cast<float>(static_cast<std::int16_t>(low | (high << 8))) / 32'768;
  }
  return sound;
}

/// Announcements that were done, for a thread that waits for them.
class Done {
 public:
  void add(std::uint64_t seq) {
    const std::scoped_lock lock(mutex_);
    seqs_.push_back(seq);
    changed_.notify_all();
  }
  bool wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    // Only there to end a test that fails; a busy machine may take its time.
    return changed_.wait_for(lock, std::chrono::minutes{2}, [&] { return seqs_.size() >= count; });
  }
  std::vector<std::uint64_t> seqs() {
    const std::scoped_lock lock(mutex_);
    return seqs_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::uint64_t> seqs_;
};

inline Announcement call_of(std::uint64_t seq, const std::string& number, int counter) {
  Announcement announcement;
  announcement.seq = seq;
  announcement.calls.push_back({number, counter, {}});
  announcement.languages = {"id"};
  announcement.times = 1;
  return announcement;
}

/// The tones of the clips; either stroke of the chime is the chime.
inline std::vector<antre::test::Heard> heard_in(std::span<const float> sound,
                                                std::map<std::string, double> pitches) {
  pitches["chime 1"] = 659.255;
  pitches["chime 2"] = 523.251;
  auto heard = antre::test::heard_in(sound, pitches);
  for (auto& one : heard)
    if (one.word.starts_with("chime")) one.word = "chime";
  return heard;
}

/// Chime and words in order, a run of the same one only once.
inline std::string order_of(const std::vector<antre::test::Heard>& heard) {
  auto words = antre::test::words_of(heard);
  const auto same = std::ranges::unique(words);
  words.erase(same.begin(), same.end());
  return fmt::format("{}", fmt::join(words, " "));
}

/// The sound output, and what it told.
class Hearing {
 public:
  std::unique_ptr<SoundOutput> open(const std::filesystem::path& clips) {
    auto sound = open_sdl_sound([this](auto seq) { done.add(seq); },
                                [this](const std::string&) { ++warnings_; });
    VoiceSettings settings;
    settings.clips = clips.string();
    sound->set_voice(settings);
    return sound;
  }
  [[nodiscard]] int warnings() const { return warnings_; }
  Done done;

 private:
  std::atomic<int> warnings_ = 0;
};

}  // namespace antre::display::test
