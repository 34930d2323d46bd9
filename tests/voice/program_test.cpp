// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "display/voice/loudness.hpp"
#include "tests/voice/said.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display::voice {
namespace {

using test::call_of;
using test::Folder;
using test::Said;

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

TEST_SUITE("voice/program") {
  TEST_CASE("with one word not recorded the whole sentence is left to the program") {
    const Folder folder;
    const test::ToneClips clips(folder.path());
    auto options = with_script(folder);
    options.clips = folder.path();
    Said said(options);
    const auto sound = said.words(call_of("R019", 3));  // nobody recorded "sembilan"
    auto pitches = clips.pitches;
    pitches["program"] = 700;
    CHECK(test::words_of(test::heard_in(sound, pitches)) == std::vector<std::string>{"program"});
  }

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
      options.program.program = test::script(folder.path(), body);
      options.program.limit = std::chrono::milliseconds{200};
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
    options.program.program = test::script(folder.path(), "exec tail -f /dev/null\n");
    options.program.limit = std::chrono::hours{1};
    Said said(options);
    std::stop_source stop;
    stop.request_stop();
    CHECK(said.voice.words(call_of("R012", 3), stop.get_token()).empty());
    CHECK(said.warnings.empty());
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
