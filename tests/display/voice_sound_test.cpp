// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/ranges.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "display/sound_sdl.hpp"
#include "display/voice/chime.hpp"
#include "display/voice/joining.hpp"
#include "display/voice/loudness.hpp"
#include "tests/display/disk_sound.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display {
namespace {

using test::call_of;
using test::DiskDriver;
using test::Done;
using test::heard_in;
using test::order_of;
using test::recorded;

/// The announcements in a recording, each from its chime to the next one's.
std::vector<std::span<const float>> announcements_in(std::span<const float> sound,
                                                     const std::vector<antre::test::Heard>& heard) {
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

const std::vector<std::string> kDigits{"nol", "satu", "dua", "tiga", "empat", "lima"};

/// The sound output with the clips of a folder; what was heard goes to `done`.
std::unique_ptr<SoundOutput> sound_of_clips(Done& done, const std::filesystem::path& clips) {
  auto sound = open_sdl_sound([&done](auto seq) { done.add(seq); }, [](const auto&) {});
  VoiceSettings settings;
  settings.clips = clips.string();
  sound->set_voice(settings);
  return sound;
}

TEST_SUITE("display/voice_sound") {
  TEST_CASE("a burst of twelve calls is heard completely, in order, none over another") {
    const antre::test::Folder folder;
    const antre::test::ToneClips clips(folder.path());
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
    const antre::test::Folder folder;
    const antre::test::ToneClips clips(folder.path());
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
    const antre::test::Folder folder;
    const antre::test::ToneClips clips(folder.path());
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
    const antre::test::Folder folder;
    const auto file = folder.path() / "heard.raw";
    const DiskDriver driver(file);
    setenv("XDG_CACHE_HOME", folder.path().c_str(), 1);
    Done done;
    std::vector<std::string> warnings;
    {
      auto sound = open_sdl_sound([&](auto seq) { done.add(seq); },
                                  [&](const std::string& why) { warnings.push_back(why); });
      sound->play(call_of(1, "R012", 3), 100);
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
    const antre::test::Folder folder;
    const auto file = folder.path() / "heard.raw";
    const auto wav = folder.path() / "tone.wav";
    REQUIRE(voice::save_wav(wav, voice::to_device(antre::test::tone(900, 1.0, 0.3), 100)));
    // A program that has nothing to say before the chime is over: it looks at what was written.
    const std::size_t over = 2 * voice::samples_in(voice::kChimeSeconds + 0.3);
    const auto program = antre::test::script(
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
      sound->play(call_of(1, "R012", 3), 100);
      CHECK(done.wait_for(1));
    }
    setenv("PATH", path.c_str(), 1);
    unsetenv("XDG_CACHE_HOME");
    CHECK(order_of(heard_in(recorded(file), {{"words", 900}})) == "chime words");
  }
}

}  // namespace
}  // namespace antre::display
