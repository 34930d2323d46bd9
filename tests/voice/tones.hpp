// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdlib.h>

#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <numbers>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "display/voice/pcm.hpp"

namespace antre::test {

/// A folder of its own that goes with the test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "antre-voice-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline display::voice::Pcm tone(double pitch_hz, double seconds, double level) {
  display::voice::Pcm sound(display::voice::samples_in(seconds));
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const double angle = 2 * std::numbers::pi * pitch_hz * display::voice::seconds_of(i);
    sound[i] = static_cast<float>(level * std::sin(angle));
  }
  return sound;
}

/// How much of a pitch is in the sound (Goertzel): 1 for a tone of full scale.
inline double share_of(std::span<const float> sound, double pitch_hz) {
  const double turn = 2 * std::numbers::pi * pitch_hz / display::kSampleRate;
  const double step = 2 * std::cos(turn);
  double one = 0;
  double two = 0;
  for (const float sample : sound) {
    const double next = static_cast<double>(sample) + step * one - two;
    two = one;
    one = next;
  }
  return 2 * std::sqrt(std::max(0.0, one * one + two * two - step * one * two)) /
         static_cast<double>(sound.size());
}

/// A run of windows in which one tone sounded, or silence (an empty word).
struct Heard {
  std::string word;
  double begin_s = 0;
  double end_s = 0;
};

/// What was said, tone by tone. Windows of 20 ms tell tones 50 Hz apart from each other.
inline std::vector<Heard> heard_in(std::span<const float> sound,
                                   const std::map<std::string, double>& pitches) {
  constexpr double kWindow = 0.02;
  constexpr double kThreshold = 0.02;
  const std::size_t step = display::voice::samples_in(kWindow);
  std::vector<Heard> all;
  for (std::size_t at = 0; at + step <= sound.size(); at += step) {
    std::string loudest;
    double most = kThreshold;
    for (const auto& [word, pitch] : pitches) {
      const double share = share_of(sound.subspan(at, step), pitch);
      if (share > most) loudest = word;
      most = std::max(most, share);
    }
    const double begin = display::voice::seconds_of(at);
    if (all.empty() || all.back().word != loudest) all.push_back({loudest, begin, begin});
    all.back().end_s = begin + kWindow;
  }
  return all;
}

/// The words alone, in order.
inline std::vector<std::string> words_of(const std::vector<Heard>& all) {
  std::vector<std::string> words;
  for (const Heard& one : all)
    if (!one.word.empty()) words.push_back(one.word);
  return words;
}

/// Every word of a call in Indonesian as a tone of its own, so long, between silences as a
/// recording has them, at different loudness.
class ToneClips {
 public:
  explicit ToneClips(const std::filesystem::path& folder, double seconds = 0.4) {
    std::filesystem::create_directories(folder / "id");
    double pitch = 850;
    double level = 0.15;
    for (const char* word : {"nomor-antrean", "letter-r", "nol", "satu", "dua", "tiga", "empat",
                             "lima", "silakan-menuju", "ke", "loket", "panggilan-ulang"}) {
      const auto sound = tone(pitch, seconds, level);
      display::voice::Pcm recorded(display::voice::samples_in(0.12), 0.0F);
      recorded.insert(recorded.end(), sound.begin(), sound.end());
      recorded.resize(recorded.size() + display::voice::samples_in(0.2), 0.0F);
      const auto samples = display::voice::to_device(recorded, 100);
      const auto saved =
          display::voice::save_wav(folder / "id" / (std::string(word) + ".wav"), samples);
      if (!saved) throw std::runtime_error(saved.error().detail);
      pitches[word] = pitch;
      pitch += 150;
      level = level < 0.5 ? level + 0.06 : 0.15;
    }
  }
  std::map<std::string, double> pitches;
};

/// A speech program for tests: a script that notes each call in `log` and answers with a file, or
/// does something else.
inline std::filesystem::path script(const std::filesystem::path& folder, const std::string& body) {
  const auto file = folder / "speech";
  {
    std::ofstream out(file);
    out << "#!/bin/sh\n" << body;
  }
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  return file;
}

}  // namespace antre::test
