// SPDX-License-Identifier: Apache-2.0
#include "display/voice/voice.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "display/voice/loudness.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display::voice {
namespace {

using test::Folder;
using test::heard_in;
using test::ToneClips;

Announcement call_of(const std::string& number, int counter,
                     std::vector<std::string> languages = {"id"}) {
  Announcement announcement;
  announcement.calls.push_back({number, counter, {}});
  announcement.languages = std::move(languages);
  announcement.times = 1;
  return announcement;
}

/// A voice and what it complained of.
struct Said {
  explicit Said(Options options)
      : voice(std::move(options), [this](const std::string& why) { warnings.push_back(why); }) {}
  Pcm words(const Announcement& announcement) { return voice.words(announcement, {}); }

  std::vector<std::string> warnings;
  Voice voice;
};

Options with_clips(const std::filesystem::path& folder) {
  Options options;
  options.clips = folder;
  options.program.program = "/nonexistent/speech";
  return options;
}

std::size_t lines_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::size_t lines = 0;
  for (std::string line; std::getline(in, line);) ++lines;
  return lines;
}

/// A program that answers with one tone, whatever is said.
Options with_script(const Folder& folder) {
  const auto wav = folder.path() / "tone.wav";
  REQUIRE(save_wav(wav, to_device(test::tone(700, 1.0, 0.3), 100)));
  Options options;
  options.cache = folder.path() / "cache";
  options.program.program =
      test::script(folder.path(),
                   "if [ \"$1\" = --version ]; then echo one; exit; fi\n"
                   "echo called >>\"" +
                       (folder.path() / "log").string() + "\"\ncat \"" + wav.string() + "\"\n");
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

  TEST_CASE("with one word not recorded the whole sentence is left to the program") {
    const Folder folder;
    const ToneClips clips(folder.path());
    auto options = with_script(folder);
    options.clips = folder.path();
    Said said(options);
    const auto sound = said.words(call_of("R019", 3));  // nobody recorded "sembilan"
    auto pitches = clips.pitches;
    pitches["program"] = 700;
    CHECK(test::words_of(heard_in(sound, pitches)) == std::vector<std::string>{"program"});
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

TEST_SUITE("voice/program") {
  TEST_CASE("a sentence is made once and then taken from the cache, also after a restart") {
    const Folder folder;
    const auto options = with_script(folder);
    const auto first = Said(options).words(call_of("R012", 3));
    CHECK_FALSE(first.empty());
    Said again(options);
    CHECK(again.words(call_of("R012", 3)) == first);
    CHECK(again.words(call_of("R012", 3)) == first);
    CHECK(lines_of(folder.path() / "log") == 1);
    CHECK_FALSE(again.words(call_of("R013", 3)).empty());
    auto brisk = call_of("R012", 3);
    brisk.brisk = true;
    CHECK_FALSE(again.words(brisk).empty());
    CHECK(lines_of(folder.path() / "log") == 3);
  }

  TEST_CASE("a message is said but not kept: it may name somebody") {
    const Folder folder;
    Said said(with_script(folder));
    Announcement message;
    message.kind = Announcement::Kind::kMessage;
    message.message = "Ibu Sari ditunggu di pintu masuk.";
    message.languages = {"id"};
    CHECK_FALSE(said.words(message).empty());
    CHECK_FALSE(std::filesystem::exists(folder.path() / "cache"));
  }

  TEST_CASE("a damaged file of the cache is made anew") {
    const Folder folder;
    const auto options = with_script(folder);
    const auto first = Said(options).words(call_of("R012", 3));
    for (const auto& file : std::filesystem::directory_iterator(folder.path() / "cache")) {
      std::fstream out(file.path(), std::ios::in | std::ios::out | std::ios::binary);
      out.seekp(1'000);
      out << "damage";
    }
    CHECK(Said(options).words(call_of("R012", 3)) == first);
    CHECK(Said(options).words(call_of("R012", 3)) == first);
    CHECK(lines_of(folder.path() / "log") == 2);
  }

  TEST_CASE("the cache keeps within its size, the longest unread going first") {
    const Folder folder;
    SpeechCache cache(folder.path(), 350);
    const std::string bytes(100, 'x');
    for (const char* key : {"a", "b"}) REQUIRE(cache.keep(key, bytes));
    const auto now = std::filesystem::file_time_type::clock::now();
    std::filesystem::last_write_time(cache.file_of("a"), now - std::chrono::hours{2});
    std::filesystem::last_write_time(cache.file_of("b"), now - std::chrono::hours{1});
    CHECK(cache.find("a") == bytes);  // read again: now b is the oldest
    REQUIRE(cache.keep("c", bytes));
    REQUIRE(cache.keep("d", bytes));
    CHECK(cache.find("a") == bytes);
    CHECK_FALSE(cache.find("b").has_value());
    CHECK(cache.find("d") == bytes);
  }

  TEST_CASE("without a program nothing is said and one sentence tells why") {
    Options options;
    options.program.program = "/nonexistent/speech";
    Said said(options);
    CHECK(said.words(call_of("R012", 3, {"id", "en", "jv"})).empty());
    CHECK(said.words(call_of("R013", 3)).empty());
    REQUIRE(said.warnings.size() == 1);
    CHECK(said.warnings.front().find("/nonexistent/speech") != std::string::npos);
  }

  TEST_CASE("a program that hangs, fails or writes no sound does not hold up the calls") {
    const Folder folder;
    const auto with = [&](const std::string& body) {
      Options options;
      options.program = {test::script(folder.path(), body), std::chrono::milliseconds{200}};
      Said said(options);
      CHECK(said.words(call_of("R012", 3)).empty());
      CHECK(said.warnings.size() == 1);
    };
    with("exec tail -f /dev/null\n");
    with("exec >&-; exec tail -f /dev/null\n");
    with("exit 3\n");
    with("echo no sound\n");
  }

  TEST_CASE("what is no longer wanted ends at once and without a warning") {
    const Folder folder;
    Options options;
    options.program = {test::script(folder.path(), "exec tail -f /dev/null\n"),
                       std::chrono::hours{1}};
    Said said(options);
    std::stop_source stop;
    stop.request_stop();
    CHECK(said.voice.words(call_of("R012", 3), stop.get_token()).empty());
    CHECK(said.warnings.empty());
  }

  TEST_CASE("text is handed over without its signs for sounds and never cut within a letter") {
    CHECK(readable("a[[b]]\n\x01z") == "a  b    z");
    const std::string longest = std::string(kMaxSpoken - 1, 'x') + "\u00e9";
    CHECK(readable(longest) == std::string(kMaxSpoken - 1, 'x'));
  }

  TEST_CASE("espeak-ng says a call in every language, as long as speech is and as loud as all") {
    Options options;
    Said said(options);
    for (const char* language : {"id", "en", "jv"}) {
      const auto sound = said.words(call_of("R012", 3, {language}));
      CHECK_MESSAGE(said.warnings.empty(), said.warnings.size());
      CHECK(seconds_of(sound.size()) > 3);
      CHECK(seconds_of(sound.size()) < 9);
      CHECK(loudness_of(sound) == doctest::Approx(kLoudness).epsilon(0.025));
      CHECK(peak_of(sound) < -1);
    }
  }

  TEST_CASE("calls in all languages are equally loud, one after the other") {
    Said said(Options{});
    const auto three = said.words(call_of("R012", 3, {"jv", "id", "en"}));
    const auto one = said.words(call_of("R012", 3, {"jv"}));
    CHECK(three.size() > 2 * one.size());
    CHECK(std::abs(loudness_of(three) - loudness_of(one)) < 1);
  }
}

}  // namespace
}  // namespace antre::display::voice
