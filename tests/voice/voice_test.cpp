// SPDX-License-Identifier: Apache-2.0
#include "display/voice/voice.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "display/voice/loudness.hpp"
#include "tests/voice/said.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display::voice {
namespace {

using test::call_of;
using test::Folder;
using test::heard_in;
using test::Said;
using test::ToneClips;

Options with_clips(const std::filesystem::path& folder) {
  Options options;
  options.clips = folder;
  options.program.program = "/nonexistent/speech";
  return options;
}

TEST_SUITE("voice/clips") {
  TEST_CASE("the words of a call are heard in order, each once, with breaths and no other gaps") {
    const Folder folder;
    const ToneClips clips(folder.path());
    Said said(with_clips(folder.path()));
    const auto sound = said.words(call_of("R012", 3));
    const auto heard = heard_in(sound, clips.pitches);
    const std::vector<std::string> expected{"nomor-antrean", "letter-r",       "nol",   "satu",
                                            "dua",           "silakan-menuju", "loket", "tiga"};
    CHECK(test::words_of(heard) == expected);
    // Silence only at the three commas, as long as the rule says.
    std::vector<double> pauses;
    for (std::size_t i = 1; i + 1 < heard.size(); ++i)
      if (heard[i].word.empty()) pauses.push_back(heard[i].end_s - heard[i].begin_s);
    REQUIRE(pauses.size() == 3);
    for (const double pause : pauses)
      CHECK(pause == doctest::Approx(Pauses{}.clause_s + 2 * kMarginSeconds).epsilon(0.25));
    CHECK(said.warnings.empty());
  }

  TEST_CASE("joins do not click: no step is larger than the steepest tone's own") {
    const Folder folder;
    const ToneClips clips(folder.path());
    Said said(with_clips(folder.path()));
    const auto sound = said.words(call_of("R123", 4));
    REQUIRE_FALSE(sound.empty());
    double highest_pitch = 0;
    for (const auto& [word, pitch] : clips.pitches) highest_pitch = std::max(highest_pitch, pitch);
    const double steepest =
        from_db(peak_of(sound)) * 2 * std::numbers::pi * highest_pitch / kSampleRate;
    double largest = 0;
    for (std::size_t i = 1; i < sound.size(); ++i)
      largest = std::max(largest, static_cast<double>(std::abs(sound[i] - sound[i - 1])));
    CHECK(largest <= 1.05 * steepest);
    CHECK(std::abs(sound.front()) < 0.01F);
    CHECK(std::abs(sound.back()) < 0.01F);
  }

  TEST_CASE("all announcements are equally loud and keep below the peak") {
    const Folder folder;
    const ToneClips clips(folder.path());
    Said said(with_clips(folder.path()));
    auto group = call_of("R012", 3);
    group.kind = Announcement::Kind::kGroup;
    group.calls.push_back({"R345", 1, {}});
    auto recall = call_of("R5", 5);
    recall.kind = Announcement::Kind::kRecall;
    recall.times = 2;
    auto brisk = call_of("R100", 2);
    brisk.brisk = true;
    for (const auto& one : {call_of("R012", 3), call_of("R555", 4), recall, group, brisk}) {
      const auto sound = said.words(one);
      CHECK(loudness_of(sound) == doctest::Approx(kLoudness).epsilon(0.025));
      CHECK(peak_of(sound) < -1);
    }
  }

  TEST_CASE("said twice is the same twice; brisk is shorter") {
    const Folder folder;
    const ToneClips clips(folder.path());
    Said said(with_clips(folder.path()));
    auto call = call_of("R012", 3);
    const auto once = said.words(call);
    call.times = 2;
    const auto twice = said.words(call);
    CHECK(twice.size() == 2 * once.size() + samples_in(Pauses{}.again_s));
    call.brisk = true;
    CHECK(said.words(call).size() < twice.size());
  }

  TEST_CASE("a clip recorded anew is heard anew") {
    const Folder folder;
    const ToneClips made(folder.path());
    Clips clips(folder.path());
    const auto file = folder.path() / "id" / "tiga.wav";
    const Pcm* before = clips.find("id", "tiga");
    REQUIRE(before != nullptr);
    CHECK(test::share_of(*before, made.pitches.at("tiga")) > 0.05);
    REQUIRE(save_wav(file, to_device(test::tone(3000, 0.3, 0.3), 100)));
    std::filesystem::last_write_time(
        file, std::filesystem::last_write_time(file) + std::chrono::seconds{5});
    const Pcm* after = clips.find("id", "tiga");
    REQUIRE(after != nullptr);
    CHECK(test::share_of(*after, 3000) > 0.05);
  }

  TEST_CASE("a clip is checked for what a hall can do better") {
    const Folder folder;
    const auto put = [&](const char* name, double level) {
      std::filesystem::create_directories(folder.path() / "id");
      REQUIRE(save_wav(folder.path() / "id" / (std::string(name) + ".wav"),
                       to_device(test::tone(500, 0.5, level), 100)));
    };
    put("fine", 0.2);
    put("loud", 1.0);
    put("quiet", 0.005);
    put("nothing", 0.0);
    std::ofstream(folder.path() / "id" / "broken.ogg") << "no sound";
    const Clips clips(folder.path());
    CHECK(clips.check("id", "fine").state == ClipState::kFine);
    CHECK(clips.check("id", "fine").seconds == doctest::Approx(0.5).epsilon(0.05));
    CHECK(clips.check("id", "loud").state == ClipState::kTooLoud);
    CHECK(clips.check("id", "quiet").state == ClipState::kTooQuiet);
    CHECK(clips.check("id", "nothing").state == ClipState::kUnreadable);
    CHECK(clips.check("id", "broken").state == ClipState::kUnreadable);
    CHECK(clips.check("id", "absent").state == ClipState::kMissing);
    CHECK(clips.check("en", "fine").state == ClipState::kMissing);
  }
}

}  // namespace
}  // namespace antre::display::voice
