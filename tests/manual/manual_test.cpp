// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <CLI/CLI.hpp>
#include <regex>
#include <set>

#include "manual/manual_page.hpp"
#include "tests/support/process.hpp"

using namespace antre;

namespace {

const std::vector<std::string> kPrograms{"antre", "antre-dispatcher", "antre-kiosk",
                                         "antre-display", "antre-counter"};

/// Every "--option" in a help text.
std::set<std::string> options_in(const std::string& help) {
  std::set<std::string> found;
  const std::regex option{"\\n  (?:-h,)?(--[a-z-]+)"};
  for (std::sregex_iterator at{help.begin(), help.end(), option}, end; at != end; ++at)
    found.insert((*at)[1]);
  return found;
}

/// The commands that a help lists.
std::vector<std::string> commands_in(const std::string& help) {
  std::vector<std::string> found;
  const auto begin = help.find("Subcommands:\n");
  if (begin == std::string::npos) return found;
  const std::string list = help.substr(begin, help.find("\n\n", begin) - begin + 1);
  const std::regex command{"\\n  ([a-z-]+) "};
  for (std::sregex_iterator at{list.begin(), list.end(), command}, end; at != end; ++at)
    found.push_back((*at)[1]);
  return found;
}

std::string without_escapes(std::string page) {
  page = std::regex_replace(page, std::regex{"\\\\f[BIR]"}, "");
  return std::regex_replace(page, std::regex{"\\\\-"}, "-");
}

/// Checks a help's options, and those of the commands below it.
void check_help(const std::string& program, std::vector<std::string> command,
                const std::string& page) {
  auto ask = command;
  ask.insert(ask.begin(), test::bin(program));
  ask.emplace_back("--help");
  const auto help = test::run(ask);
  REQUIRE(help.status == 0);
  for (const std::string& option : options_in(help.out)) {
    CAPTURE(option);
    CHECK(page.find(option) != std::string::npos);
  }
  for (const std::string& name : commands_in(help.out)) {
    auto below = command;
    below.push_back(name);
    check_help(program, below, page);
  }
}

}  // namespace

TEST_SUITE("manual/pages") {
  TEST_CASE("every option of every help is in the program's page") {
    for (const std::string& program : kPrograms) {
      CAPTURE(program);
      const auto page = test::run({test::bin(program), "--man"});
      REQUIRE(page.status == 0);
      const auto text = without_escapes(page.out);
      check_help(program, {}, text);
      CHECK(text.find(".SH EXAMPLES") != std::string::npos);
      CHECK(text.find("--man") == std::string::npos);
    }
  }

  TEST_CASE("man and mandoc read every page without a warning") {
    const test::TempDir dir;
    for (const std::string& program : kPrograms) {
      CAPTURE(program);
      const std::string file = dir / (program + ".1");
      test::write_file(file, test::run({test::bin(program), "--man"}).out);
      const auto read = test::run({"man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", file},
                                  {{"MANWIDTH", "80"}, {"LC_ALL", "C.UTF-8"}});
      CHECK(read.status == 0);
      CHECK(read.err == "");
      const auto checked = test::run({"mandoc", "-T", "lint", "-W", "warning", file});
      CHECK(checked.status == 0);
      CHECK(checked.out == "");
    }
  }
}

TEST_SUITE("manual/page") {
  TEST_CASE("what looks like a request stays text, and hidden options stay hidden") {
    CLI::App app{"Does .things.", "thing"};
    bool flag = false;
    app.add_flag("--seen", flag, ".begins with a dot and has a \\");
    app.add_flag("--hidden", flag, "not for all")->group("");
    app.footer("Some words.\n\nKeys:\n  A  one\n  'B two\n\nExit status: 0 fine.");
    const auto page = manual::page(app, "thing 1.2", "2026-11-24");
    CHECK(page.starts_with(".TH THING 1 \"2026-11-24\" \"thing 1.2\" \"Antre\"\n.SH NAME\n"));
    CHECK(page.find("\\&.begins with a dot and has a \\e\n") != std::string::npos);
    CHECK(page.find("hidden") == std::string::npos);
    CHECK(page.find(".SH KEYS\n.nf\n  A  one\n  \\(aqB two\n.fi\n") != std::string::npos);
    CHECK(page.find(".SH EXIT STATUS\n0 fine.\n") != std::string::npos);
  }

  TEST_CASE("the date is the source's where it is told") {
    CLI::App app{"Does things.", "thing"};
    manual::offer_page(app, "thing 1.2");
    setenv("SOURCE_DATE_EPOCH", "0", 1);
    try {
      app.parse("--man");
      FAIL("the page ends the program");
    } catch (const CLI::CallForVersion& page) {
      CHECK(std::string{page.what()}.find("\"1970-01-01\"") != std::string::npos);
    }
    unsetenv("SOURCE_DATE_EPOCH");
  }
}
