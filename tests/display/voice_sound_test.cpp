// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/ranges.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "display/sound_sdl.hpp"
#include "display/voice/chime.hpp"
#include "display/voice/joining.hpp"
#include "display/voice/loudness.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display {
namespace {

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

voice::Pcm recorded(const std::filesystem::path& file) {
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

Announcement call_of(std::uint64_t seq, const std::string& number, int counter) {
  Announcement announcement;
  announcement.seq = seq;
  announcement.calls.push_back({number, counter, {}});
  announcement.languages = {"id"};
  announcement.times = 1;
  return announcement;
}

/// The announcements in a recording, each from its chime to the next one's.
std::vector<std::span<const float>> announcements_in(std::span<const float> sound,
                                                     const std::vector<test::Heard>& heard) {
  std::vector<std::size_t> begins;
  bool in_chime = false;
  for (const auto& one : heard) {
    const bool chime = one.word == "chime";
    if (chime && !in_chime) begins.push_back(voice::samples_in(one.begin_s));
    if (!one.word.empty()) in_chime = chime;
  }
  std::vector<std::span<const float>> all;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : sound.size();
    all.push_back(sound.subspan(begins[i], end - begins[i]));
  }
  return all;
}

/// The tones of the clips; either stroke of the chime is the chime.
std::vector<test::Heard> heard_in(std::span<const float> sound,
                                  std::map<std::string, double> pitches) {
  pitches["chime 1"] = 659.255;
  pitches["chime 2"] = 523.251;
  auto heard = test::heard_in(sound, pitches);
  for (auto& one : heard)
    if (one.word.starts_with("chime")) one.word = "chime";
  return heard;
}

/// Chime and words in order, a run of the same one only once.
std::string order_of(const std::vector<test::Heard>& heard) {
  auto words = test::words_of(heard);
  const auto same = std::ranges::unique(words);
  words.erase(same.begin(), same.end());
  return fmt::format("{}", fmt::join(words, " "));
}

const std::vector<std::string> kDigits{"nol", "satu", "dua", "tiga", "empat", "lima"};

/// The sound output with the clips of a folder; what was heard goes to `done`.
std::unique_ptr<SoundOutput> sound_of_clips(Done& done, const std::filesystem::path& clips) {
  auto sound = open_sdl_sound([&done](auto seq) { done.add(seq); }, [](const auto&) {});
  REQUIRE_MESSAGE(sound, sound);
  VoiceSettings settings;
  settings.clips = clips.string();
  (*sound)->set_voice(settings);
  return std::move(*sound);
}

TEST_SUITE("display/voice_sound") {
  TEST_CASE("a burst of twelve calls is heard completely, in order, none over another") {
    const test::Folder folder;
    const test::ToneClips clips(folder.path());
    const auto file = folder.path() / "heard.raw";
    const DiskDriver driver(file);
    Done done;
    std::vector<std::string> expected;
    std::vector<std::uint64_t> seqs;
    {
      const auto sound = sound_of_clips(done, folder.path());
      for (std::uint64_t seq = 1; seq <= 12; ++seq) {
        const std::string& last = kDigits[1 + seq % 5];
        const std::string& counter = kDigits[1 + seq % 3];
        auto call = call_of(seq, "R0" + std::to_string(1 + seq % 5), static_cast<int>(1 + seq % 3));
        call.brisk = seq > 2;
        expected.insert(expected.end(), {"chime", "nomor-antrean", "letter-r", "nol", last,
                                         "silakan-menuju", "loket", counter});
        seqs.push_back(seq);
        sound->play(call, 100);
        REQUIRE(done.wait_for(seqs.size()));
        sound->rest();
      }
    }
    CHECK(done.seqs() == seqs);
    const auto sound = recorded(file);
    const auto heard = heard_in(sound, clips.pitches);
    CHECK(order_of(heard) == fmt::format("{}", fmt::join(expected, " ")));
    CHECK(voice::peak_of(sound) < -1);
    // Nothing is said into a chime: its words begin only when it is over.
    double chime_s = 0;
    int calls = 0;
    for (std::size_t i = 0; i < heard.size(); ++i) {
      const bool begins = heard[i].word == "chime" && (i == 0 || heard[i - 1].word.empty());
      if (begins && (calls == 0 || heard[i].begin_s > chime_s + 1)) chime_s = heard[i].begin_s;
      if (heard[i].word != "nomor-antrean") continue;
      ++calls;
      CHECK(heard[i].begin_s - chime_s >=
            (calls > 2 ? voice::kBriskChimeSeconds : voice::kChimeSeconds));
    }
    const auto all = announcements_in(sound, heard);
    REQUIRE(all.size() == 12);
    for (const auto& one : all)
      CHECK(std::abs(voice::loudness_of(one) - voice::loudness_of(all.front())) < 1);
  }

  TEST_CASE("half the volume is 6 dB less, none is silence") {
    const test::Folder folder;
    const test::ToneClips clips(folder.path());
    std::vector<double> peaks;
    for (const int volume : {100, 50, 0}) {
      const auto file = folder.path() / ("heard-" + std::to_string(volume));
      const DiskDriver driver(file);
      Done done;
      {
        const auto sound = sound_of_clips(done, folder.path());
        sound->play(call_of(1, "R012", 3), volume);
        REQUIRE(done.wait_for(1));
      }
      peaks.push_back(voice::peak_of(recorded(file)));
    }
    CHECK(peaks[0] - peaks[1] == doctest::Approx(6.02).epsilon(0.02));
    CHECK(peaks[2] == -120);
  }

  TEST_CASE("a call that was stopped is not reported and the next one is heard") {
    const test::Folder folder;
    const test::ToneClips clips(folder.path());
    const auto file = folder.path() / "heard.raw";
    const DiskDriver driver(file);
    Done done;
    {
      const auto sound = sound_of_clips(done, folder.path());
      sound->play(call_of(1, "R011", 1), 100);
      sound->stop();
      sound->play(call_of(2, "R022", 2), 100);
      sound->play(call_of(3, "R033", 3), 100);
      REQUIRE(done.wait_for(1));
    }
    CHECK(done.seqs() == std::vector<std::uint64_t>{3});
    const auto order = order_of(heard_in(recorded(file), clips.pitches));
    const std::string third = "nomor-antrean letter-r nol tiga silakan-menuju loket tiga";
    CHECK_MESSAGE(order.ends_with(third), order);
    CHECK_MESSAGE(order.find("loket") == order.rfind("loket"), order);
  }

  TEST_CASE("without recorded words the speech program's follow the chime, equally loud") {
    const test::Folder folder;
    const auto file = folder.path() / "heard.raw";
    const DiskDriver driver(file);
    setenv("XDG_CACHE_HOME", folder.path().c_str(), 1);
    Done done;
    std::vector<std::string> warnings;
    {
      auto sound = open_sdl_sound([&](auto seq) { done.add(seq); },
                                  [&](const std::string& why) { warnings.push_back(why); });
      REQUIRE_MESSAGE(sound, sound);
      (*sound)->play(call_of(1, "R012", 3), 100);
      CHECK(done.wait_for(1));
    }
    unsetenv("XDG_CACHE_HOME");
    CHECK(warnings.empty());
    const auto sound = recorded(file);
    CHECK(voice::peak_of(sound) < -1);
    const auto first = std::ranges::find_if(sound, [](float sample) { return sample != 0; });
    const auto rest =
        std::span<const float>(sound).subspan(static_cast<std::size_t>(first - sound.begin()));
    const std::size_t chime = voice::samples_in(voice::kChimeSeconds);
    REQUIRE(rest.size() > 2 * chime);
    const auto words = voice::trimmed(rest.subspan(chime));
    CHECK(voice::seconds_of(words.size()) > 3);
    CHECK(std::abs(voice::loudness_of(words) - voice::loudness_of(rest.first(chime))) < 1);
    CHECK(std::filesystem::exists(folder.path() / "antre" / "voice"));
  }

  TEST_CASE("the chime does not wait for the words, which follow when they are there") {
    const test::Folder folder;
    const auto file = folder.path() / "heard.raw";
    const auto wav = folder.path() / "tone.wav";
    REQUIRE(voice::save_wav(wav, voice::to_device(test::tone(900, 1.0, 0.3), 100)));
    // A program that has nothing to say before the chime is over: it looks at what was written.
    const std::size_t over = 2 * voice::samples_in(voice::kChimeSeconds + 0.3);
    const auto program = test::script(
        folder.path(), fmt::format("[ \"$1\" = --version ] && echo one && exit\n"
                                   "while [ \"$(stat -c %s {})\" -lt {} ]; do :; done\n"
                                   "cat {}\n",
                                   file.string(), over, wav.string()));
    std::filesystem::rename(program, folder.path() / "espeak-ng");
    const std::string path = getenv("PATH");
    setenv("PATH", (folder.path().string() + ":" + path).c_str(), 1);
    setenv("XDG_CACHE_HOME", folder.path().c_str(), 1);
    const DiskDriver driver(file);
    Done done;
    {
      auto sound = open_sdl_sound([&](auto seq) { done.add(seq); }, [](const auto&) {});
      REQUIRE_MESSAGE(sound, sound);
      (*sound)->play(call_of(1, "R012", 3), 100);
      CHECK(done.wait_for(1));
    }
    setenv("PATH", path.c_str(), 1);
    unsetenv("XDG_CACHE_HOME");
    CHECK(order_of(heard_in(recorded(file), {{"words", 900}})) == "chime words");
  }

  TEST_CASE("without a device every call is done, which is said once") {
    // A device that cannot be opened: the file would lie in a folder that is not there.
    const DiskDriver driver("/nonexistent/folder/heard.raw");
    Done done;
    std::mutex mutex;
    std::vector<std::string> warnings;
    {
      auto sound = open_sdl_sound([&](auto seq) { done.add(seq); },
                                  [&](const std::string& why) {
                                    const std::scoped_lock lock(mutex);
                                    warnings.push_back(why);
                                  });
      REQUIRE_MESSAGE(sound, sound);
      (*sound)->play(call_of(1, "R012", 3), 100);
      REQUIRE(done.wait_for(1));
      (*sound)->play(call_of(2, "R013", 3), 100);
      REQUIRE(done.wait_for(2));
    }
    CHECK(done.seqs() == std::vector<std::uint64_t>{1, 2});
    CHECK(warnings.size() == 1);
  }
}

}  // namespace
}  // namespace antre::display
