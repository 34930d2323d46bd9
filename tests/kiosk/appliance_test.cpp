// SPDX-License-Identifier: Apache-2.0
#include "kiosk/appliance.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/support/process.hpp"

namespace antre::kiosk {

TEST_SUITE("kiosk/appliance") {
  TEST_CASE("in full screen nobody leaves the kiosk, in a window everybody may") {
    Options options;
    CHECK_FALSE(window_of(options).locked);
    CHECK_FALSE(window_of(options).hide_pointer);
    options.fullscreen = true;
    const auto window = window_of(options);
    CHECK(window.locked);
    CHECK(window.always_on_top);
    CHECK(window.hide_pointer);
  }

  TEST_CASE("the picture is drawn darker only where the screen has no light of its own") {
    const test::TempDir dir;
    Appliance none(false, {}, dir / "none");
    CHECK_FALSE(none.dim(1));
    CHECK(none.dim(0.3));
    std::filesystem::create_directory(dir / "panel");
    test::write_file(dir / "panel/brightness", "200\n");
    Appliance lit(false, {}, dir.path());
    CHECK_FALSE(lit.dim(0.3));
    CHECK(test::read_file(dir / "panel/brightness") == "60\n");
    CHECK_FALSE(lit.dim(1));
    CHECK(test::read_file(dir / "panel/brightness") == "200\n");
  }

  TEST_CASE("it speaks where the hall or the command line wants it") {
    const test::TempDir dir;
    const std::string program = dir / "speak";
    // The text is there at once or not at all.
    test::write_file(program, "#!/bin/sh\ncat > " + (dir / "new") + "\nmv " + (dir / "new") + " " +
                                  (dir / "said-$$") + "\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    const auto said = [&](const std::string& text) {
      for (const auto& file : std::filesystem::directory_iterator(dir.path())) {
        if (file.path().filename() != "speak" && test::read_file(file.path().string()) == text) {
          return true;
        }
      }
      return false;
    };
    HallView hall;
    {
      Appliance silent(false, {program, 150}, {});
      silent.speak("one", "id", nullptr);
      silent.speak("two", "id", &hall);
      hall.hall.kiosk.speak = true;
      silent.speak("three", "id", &hall);
      CHECK(test::eventually([&] { return said("three"); }));
      CHECK_FALSE(said("one"));
      CHECK_FALSE(said("two"));
    }
    Appliance speaking(true, {program, 150}, {});
    speaking.speak("four", "id", nullptr);
    CHECK(test::eventually([&] { return said("four"); }));
  }
}

}  // namespace antre::kiosk
