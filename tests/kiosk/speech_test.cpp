// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>

#include "tests/support/process.hpp"

namespace antre::kiosk {
namespace {

using test::eventually;

/// A speech program that notes what it is asked for and, when told so, speaks until it is ended.
class FakeProgram {
 public:
  explicit FakeProgram(bool endless) {
    test::write_file(path(), "#!/bin/sh\ncat > " + (dir_ / "text") + "\necho \"$@\" > " +
                                 (dir_ / "words") + "\necho $$ > " + (dir_ / "pid.new") + "\nmv " +
                                 (dir_ / "pid.new") + " " + (dir_ / "pid") +
                                 (endless ? "\nexec tail -f /dev/null\n" : "\n"));
    std::filesystem::permissions(path(), std::filesystem::perms::owner_all);
  }
  [[nodiscard]] std::string path() const { return dir_ / "speak"; }
  [[nodiscard]] std::string text() const { return test::read_file(dir_ / "text"); }
  [[nodiscard]] std::string words() const { return test::read_file(dir_ / "words"); }
  [[nodiscard]] int pid() const {
    const std::string text = test::read_file(dir_ / "pid");
    return text.empty() ? 0 : std::stoi(text);
  }
  [[nodiscard]] bool said(const std::string& what) const {
    return eventually([&] { return pid() != 0 && text() == what; });
  }

 private:
  test::TempDir dir_;
};

bool gone(int pid) {
  return eventually([pid] { return ::kill(pid, 0) != 0; });
}

}  // namespace

TEST_SUITE("kiosk/speech") {
  TEST_CASE("the text goes to the program's input, the voice follows the language") {
    const FakeProgram program(false);
    Speech speech({program.path(), 150});
    speech.say("Rekomendasi; rm -rf $HOME `id` \"dhateng\"", "jv");
    CHECK(program.said("Rekomendasi; rm -rf $HOME `id` \"dhateng\""));
    CHECK(program.words() == "-v id -s 150 -b 1 --stdin\n");
  }

  TEST_CASE("a newer text ends what is being said") {
    const FakeProgram program(true);
    Speech speech({program.path(), 150});
    speech.say("Perpustakaan", "id");
    REQUIRE(program.said("Perpustakaan"));
    const int first = program.pid();
    speech.say("Library", "en");
    CHECK(gone(first));
    CHECK(program.said("Library"));
    const int second = program.pid();
    speech.stop();
    CHECK(gone(second));
  }

  TEST_CASE("of many texts in a hurry the last one is said") {
    const FakeProgram program(true);
    Speech speech({program.path(), 150});
    for (int i = 0; i < 200; ++i) {
      speech.say(std::to_string(i), "id");
    }
    CHECK(program.said("199"));
  }

  TEST_CASE("nothing is left behind at the end") {
    const FakeProgram program(true);
    int pid = 0;
    {
      Speech speech({program.path(), 150});
      speech.say("Perpustakaan", "id");
      REQUIRE(program.said("Perpustakaan"));
      pid = program.pid();
    }
    CHECK(gone(pid));
  }

  TEST_CASE("without a program there is silence and nothing else") {
    Speech speech({"/nonexistent/speech", 150});
    speech.say("Perpustakaan", "id");
    speech.say("Library", "en");
    speech.stop();
  }

  TEST_CASE("what cannot be read aloud is left out, and a text has an end") {
    const FakeProgram program(false);
    Speech speech({program.path(), 150});
    speech.say("[[a]]\x07" + std::string(993, 'x') + "\xC3\xA9tude", "id");
    CHECK(program.said("  a   " + std::string(993, 'x')));
  }
}

}  // namespace antre::kiosk
