// SPDX-License-Identifier: Apache-2.0
#include "speech/program.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "tests/support/process.hpp"

namespace antre::speech {
namespace {

using namespace std::chrono_literals;
using test::eventually;

/// A program that notes what it is asked for, starts another one, and then does `body`.
class FakeProgram {
 public:
  explicit FakeProgram(const std::string& body) {
    test::write_file(path(), "#!/bin/sh\necho \"$@\" > " + (dir_ / "words") + "\ncat > " +
                                 (dir_ / "text") + "\ntail -f /dev/null >/dev/null & echo $! > " +
                                 (dir_ / "other.new") + "\nmv " + (dir_ / "other.new") + " " +
                                 (dir_ / "other") + "\necho $$ > " + (dir_ / "pid.new") + "\nmv " +
                                 (dir_ / "pid.new") + " " + (dir_ / "pid") + "\n" + body);
    std::filesystem::permissions(path(), std::filesystem::perms::owner_all);
  }
  [[nodiscard]] std::string path() const { return dir_ / "speak"; }
  [[nodiscard]] std::string words() const { return test::read_file(dir_ / "words"); }
  [[nodiscard]] std::string text() const { return test::read_file(dir_ / "text"); }
  [[nodiscard]] int pid() const { return number("pid"); }
  /// Of what it has started.
  [[nodiscard]] int other() const { return number("other"); }
  [[nodiscard]] bool gone() const {
    return eventually([this] { return ended(pid()) && ended(other()); });
  }
  [[nodiscard]] Program program(std::chrono::milliseconds limit = 1h) const {
    return Program({path(), limit, limit});
  }

 private:
  /// Ended; whoever has to wait for what it started may not have yet.
  [[nodiscard]] static bool ended(int pid) {
    const auto status = test::read_file("/proc/" + std::to_string(pid) + "/status");
    return status.empty() || status.find("State:\tZ") != std::string::npos;
  }
  [[nodiscard]] int number(const char* file) const {
    const auto text = test::read_file(dir_ / file);
    return text.empty() ? 0 : std::stoi(text);
  }
  test::TempDir dir_;
};

constexpr const char* kEndless = "exec tail -f /dev/null\n";
constexpr const char* kEndlessAndMute = "exec >/dev/null; exec tail -f /dev/null\n";
/// What it has started ends with it.
constexpr const char* kEnd = "kill $(cat \"$(dirname \"$0\")/other\")\n";

bool no_child_is_left() {
  return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD;
}

TEST_SUITE("speech/program") {
  TEST_CASE("text goes to the program's input, voice and pace to its arguments, sound comes back") {
    const FakeProgram fake(std::string("printf 'RIFF sound'\n") + kEnd);
    const auto sound = fake.program().sound_of({"a; rm -rf $HOME `id` [[x]]", "en", 150}, {});
    REQUIRE(sound);
    CHECK(*sound == "RIFF sound");
    CHECK(fake.text() == "a; rm -rf $HOME `id`   x  ");
    CHECK(fake.words() == "-v en -s 150 -b 1 --stdin --stdout\n");
    CHECK(no_child_is_left());
  }

  TEST_CASE("aloud it is waited for until all is said, and nothing is read") {
    const FakeProgram fake(std::string("echo heard\n") + kEnd);
    CHECK(fake.program().say_aloud({"Library", "en", 140}, {}));
    CHECK(fake.words() == "-v en -s 140 -b 1 --stdin\n");
    CHECK(no_child_is_left());
  }

  TEST_CASE("what is not wanted any more ends at once, with all it has started") {
    for (const bool aloud : {false, true}) {
      CAPTURE(aloud);
      const FakeProgram fake(kEndless);
      std::stop_source stop;
      std::thread who([&] {
        if (eventually([&] { return fake.pid() != 0; })) stop.request_stop();
      });
      const Words words{"Perpustakaan", "id", 140};
      const auto said = aloud ? fake.program().say_aloud(words, stop.get_token()).error()
                              : fake.program().sound_of(words, stop.get_token()).error();
      who.join();
      CHECK(said.code == ErrorCode::kTimeout);
      CHECK(said.detail.find("no longer wanted") != std::string::npos);
      CHECK(fake.gone());
      CHECK(no_child_is_left());
    }
  }

  TEST_CASE("a program that hangs is ended at its deadline, whether it closed its output or not") {
    for (const auto* body : {kEndless, kEndlessAndMute}) {
      const FakeProgram fake(body);
      const auto program = fake.program(300ms);
      CHECK(program.sound_of({"a"}, {}).error().code == ErrorCode::kTimeout);
      CHECK(program.say_aloud({"a"}, {}).error().code == ErrorCode::kTimeout);
      CHECK(program.version({}).error().code == ErrorCode::kTimeout);
      CHECK(no_child_is_left());
    }
  }

  TEST_CASE("a program that is not there, and one that fails, say which") {
    const Program none({"/nonexistent/speech"});
    const auto missing = none.sound_of({"a"}, {});
    CHECK(missing.error().code == ErrorCode::kUnavailable);
    CHECK(missing.error().detail.find("/nonexistent/speech") != std::string::npos);
    const FakeProgram failing(std::string(kEnd) + "exit 3\n");
    const auto failed = failing.program().say_aloud({"a"}, {});
    CHECK(failed.error().code == ErrorCode::kIo);
    CHECK(failed.error().detail.find(failing.path()) != std::string::npos);
    CHECK(no_child_is_left());
  }

  TEST_CASE("a program that does not read what it is to say does no harm") {
    const FakeProgram fake("");
    test::write_file(fake.path(), "#!/bin/sh\nexec <&-\necho fine\n");
    for (int i = 0; i < 20; ++i) CHECK(fake.program().sound_of({std::string(900, 'x')}, {}));
    CHECK(no_child_is_left());
  }

  TEST_CASE("text is handed over without its signs for sounds and never cut within a letter") {
    CHECK(readable("a[[b]]\n\x01z") == "a  b  \n z");
    const std::string longest = std::string(kMaxSpoken - 1, 'x') + "\u00e9";
    CHECK(readable(longest) == std::string(kMaxSpoken - 1, 'x'));
    CHECK(readable(std::string(kMaxSpoken, 'x')).size() == kMaxSpoken);
  }

  TEST_CASE("Javanese and what nobody knows is read by the Indonesian voice") {
    for (const auto* language : {"id", "jv", "fr", ""}) CHECK(voice_of(language) == "id");
    CHECK(voice_of("en") == "en");
  }

  TEST_CASE("espeak-ng makes sound of words") {
    const auto sound = Program().sound_of({"nomor antrean", "id", 140}, {});
    REQUIRE(sound);
    CHECK(sound->starts_with("RIFF"));
    CHECK(sound->size() > 20'000);
  }
}

}  // namespace
}  // namespace antre::speech
