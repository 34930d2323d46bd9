// SPDX-License-Identifier: Apache-2.0
#include "cli/look.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

using namespace antre;

TEST_SUITE("cli/look") {
  TEST_CASE("a width is columns, not bytes") {
    CHECK(cli::width_of("Sari") == 4);
    CHECK(cli::width_of("Sōri – é") == 8);
    CHECK(cli::width_of("e\xcc\x81") == 1);  // a mark above its letter
    CHECK(cli::width_of("統計") == 4);
    CHECK(cli::width_of("\xff\xfe") == 2);  // no UTF-8
    CHECK(cli::width_of("\x1b[1;31mmissed\x1b[0m") == 6);
    CHECK(cli::cut("統計 kantor", 3) == "統");
    CHECK(cli::cut("kantor", 3) == "kan");
  }

  TEST_CASE("columns stand under each other whatever the letters") {
    CHECK(cli::table({{"Name", "N"}, {"統計", "1"}, {"Éva", "2"}}) == "Name  N\n統計  1\nÉva   2");
  }

  TEST_CASE("colours change no column, and are not there unless wanted") {
    const cli::Look colours{true, 0};
    const auto red = cli::paint("late", cli::Tone::kRed, colours);
    CHECK(red == "\x1b[1;31mlate\x1b[0m");
    CHECK(cli::paint("late", cli::Tone::kRed, {}) == "late");
    CHECK(cli::paint("late", cli::Tone::kPlain, colours) == "late");
    CHECK(cli::table({{"A", "B"}, {red, "x"}}, colours) ==
          "\x1b[1mA\x1b[0m     \x1b[1mB\x1b[0m\n" + red + "  x");
  }

  TEST_CASE("lines break between words; a word that is too long has its own") {
    CHECK(cli::wrapped("one two three", 0) == "one two three");
    CHECK(cli::wrapped("one two three", 8) == "one two\nthree");
    CHECK(cli::wrapped("  one two three", 9) == "  one two\n  three");
    CHECK(cli::wrapped("a extraordinary b", 5) == "a\nextraordinary\nb");
    CHECK(cli::wrapped("one two\nthree", 7) == "one two\nthree");
    CHECK(cli::wrapped("", 7).empty());
  }

  TEST_CASE("a long cell goes on in its column when the terminal is narrow") {
    CHECK(cli::table({{"Id", "Text", "N"}, {"R", "one two three", "7"}}, {false, 14}) ==
          "Id  Text     N\nR   one two  7\n    three");
  }

  TEST_CASE("where not even that fits, each row is a paragraph") {
    CHECK(cli::table({{"Name", "State"}, {"extraordinary", "waiting"}, {"b", ""}}, {false, 16}) ==
          "Name:\nextraordinary\nState: waiting\n\nName: b");
  }

  TEST_CASE("no table has a line wider than the terminal, down to its longest word") {
    const std::vector<std::vector<std::string>> rows{
        {"Service", "Name", "Expected wait"},
        {"R", "Rekomendasi kegiatan statistik", "5 to 9 min"},
        {"K", "Konsultasi data", "none"}};
    for (int columns = 12; columns < 70; ++columns) {
      std::istringstream lines{cli::table(rows, {false, columns})};
      for (std::string line; std::getline(lines, line);)
        CHECK(cli::width_of(line) <= static_cast<std::size_t>(columns));
    }
  }
}
