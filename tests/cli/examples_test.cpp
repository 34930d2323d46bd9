// SPDX-License-Identifier: Apache-2.0
// What --help shows is taken by the program.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "cli/run.hpp"
#include "tests/cli/fake_door.hpp"

using namespace antre;

namespace {

std::string help_of(std::vector<std::string> command) {
  command.emplace_back("--help");
  test::FakeDispatcher dispatcher;
  const auto ran = test::run(dispatcher, command);
  REQUIRE(ran.status == cli::kFine);
  return ran.out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// The commands that a help lists.
std::vector<std::string> commands_in(const std::string& help) {
  std::vector<std::string> found;
  bool listed = false;
  for (const std::string& line : lines_of(help)) {
    if (line == "Subcommands:") {
      listed = true;
    } else if (listed && line.empty()) {
      break;
    } else if (listed && line.size() > 2 && line[2] != ' ') {
      found.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
  }
  return found;
}

/// Every command line in a text, as a shell would take it apart: without what explains it, up to
/// the first pipe or redirection, and what comes behind "&&" or "||" for itself.
std::vector<std::vector<std::string>> command_lines(const std::string& help) {
  std::vector<std::vector<std::string>> found;
  for (const std::string& line : lines_of(help)) {
    if (!line.starts_with("  antre ")) continue;
    std::vector<std::string> words;
    std::string word;
    char quote = 0;
    const auto end_word = [&] {
      if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    for (std::size_t i = 2; i < line.size(); ++i) {
      const char letter = line[i];
      if (quote == 0 && line.compare(i, 2, "  ") == 0) break;  // what explains it
      if (quote == 0 && (letter == '"' || letter == '\'')) {
        quote = letter;
      } else if (letter == quote) {
        quote = 0;
      } else if (quote == 0 && letter == ' ') {
        end_word();
      } else {
        word += letter;
      }
    }
    end_word();
    std::vector<std::string> command;
    for (auto at = words.begin(); at != words.end(); ++at) {
      if (*at == "|" || *at == ">" || *at == "<" || *at == "&&" || *at == "||") {
        if (*at == "&&" && at + 1 != words.end() && *(at + 1) == "antre") {
          found.push_back(std::exchange(command, {}));
          continue;
        }
        break;
      }
      command.push_back(*at);
    }
    found.push_back(command);
  }
  return found;
}

int check_examples(const std::vector<std::string>& command) {
  const auto help = help_of(command);
  int checked = 0;
  for (auto line : command_lines(help)) {
    REQUIRE(line.front() == "antre");
    line.erase(line.begin());
    // A folder of the reader's own.
    std::ranges::replace(line, std::string{"/srv/antre/clips"}, std::string{ANTRE_SOURCE_DIR});
    // Shortened on the page.
    std::ranges::replace(line, std::string{"1234:3f0c..."}, "1234:" + std::string(64, 'a'));
    std::ostringstream err;
    const int status = cli::read_only(line, err);
    std::string shown;
    for (const auto& word : line) shown += word + ' ';
    CAPTURE(shown);
    CAPTURE(err.str());
    CHECK(status == cli::kFine);
    ++checked;
  }
  for (const std::string& name : commands_in(help)) {
    auto below = command;
    below.push_back(name);
    CAPTURE(name);
    const auto page = help_of(below);
    CHECK(page.find("Examples:\n  antre " + below.front()) != std::string::npos);
    checked += check_examples(below);
  }
  return checked;
}

}  // namespace

TEST_SUITE("cli/examples") {
  TEST_CASE("every command's help has examples, and the program takes each of them") {
    CHECK(check_examples({}) > 80);
  }
}
