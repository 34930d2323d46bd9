// SPDX-License-Identifier: Apache-2.0
// What somebody at a terminal sees, and what a pipe gets.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "tests/support/hall/running_hall.hpp"
#include "tests/terminal/pty.hpp"

using namespace antre;
using test::Pty;

namespace {

constexpr const char* kOver = "\r\x1b[2K";

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string hall_file() {
  return std::string{ANTRE_SOURCE_DIR} + "/assets/hall/pst-jateng.toml";
}

std::string visits(const test::TempDir& dir) {
  std::string rows = "arrival_s,service,class,service_s\n";
  for (int i = 0; i < 40; ++i) rows += std::to_string(30'000 + i * 60) + ",R,regular,200\n";
  test::write_file(dir / "day.csv", rows);
  return dir / "day.csv";
}

test::RunningHall::Options open_to_all() {
  test::RunningHall::Options options;
  options.plaintext = true;
  options.more = {"--always-open"};
  return options;
}

std::vector<std::string> in_hall(const test::RunningHall& hall, std::vector<std::string> more) {
  std::vector<std::string> command{test::bin("antre"), "--dispatcher", hall.url()};
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

}  // namespace

TEST_SUITE("terminal/screen") {
  TEST_CASE("a bar is drawn on a terminal and gone at the end") {
    const test::TempDir dir;
    Pty::Options options;
    options.out = dir / "rows.csv";
    Pty screen{{test::bin("antre"), "simulate", "--hall", hall_file(), "--visits", visits(dir),
                "--always-open", "--estimates"},
               options};
    CHECK(screen.sees("] "));
    CHECK(screen.end() == 0);
    CHECK(holds(screen.seen(), "of 40 visits"));
    CHECK(screen.seen().ends_with(kOver));
    CHECK(holds(test::read_file(options.out), "ticket,service,class"));
    CHECK_FALSE(holds(test::read_file(options.out), "\x1b"));
  }

  TEST_CASE("work whose end nobody knows has a moving bar, gone at the end") {
    test::RunningHall hall{open_to_all()};
    hall.antre({"issue", "R"});
    Pty screen{{test::bin("antre"), "verify", "--data", hall.data()}, {}};
    CHECK(screen.end() == 0);
    CHECK(holds(screen.seen(), "checking " + hall.data().substr(0, 5)));
    const auto gone = screen.seen().rfind(kOver);
    REQUIRE(gone != std::string::npos);
    CHECK(holds(screen.seen().substr(gone), "all agree"));
  }

  TEST_CASE("nothing is drawn where no terminal is") {
    test::RunningHall hall{open_to_all()};
    const auto checked = test::run({test::bin("antre"), "verify", "--data", hall.data()});
    CHECK(checked.status == 0);
    CHECK(checked.err.empty());
    CHECK_FALSE(holds(checked.out, "\x1b"));
  }

  TEST_CASE("colours come on a terminal, not in a pipe, and not where NO_COLOR is set") {
    test::RunningHall hall{open_to_all()};
    Pty coloured{in_hall(hall, {"status"}), {}};
    CHECK(coloured.end() == 0);
    CHECK(holds(coloured.seen(), "\x1b[1m"));
    Pty::Options plain;
    plain.environment = {{"NO_COLOR", "1"}};
    Pty without{in_hall(hall, {"status"}), plain};
    CHECK(without.end() == 0);
    CHECK_FALSE(holds(without.seen(), "\x1b[1m"));
    Pty asked{in_hall(hall, {"status", "--color", "always"}), plain};
    CHECK(asked.end() == 0);
    CHECK(holds(asked.seen(), "\x1b[1m"));
    CHECK_FALSE(holds(test::run(in_hall(hall, {"status"})).out, "\x1b"));
    CHECK(holds(test::run(in_hall(hall, {"status", "--color", "always"})).out, "\x1b[1m"));
  }

  TEST_CASE("a narrow terminal has no line that is too long, and no word in two pieces") {
    test::RunningHall hall{open_to_all()};
    Pty::Options narrow;
    narrow.columns = 44;
    narrow.environment = {{"NO_COLOR", "1"}};
    Pty screen{in_hall(hall, {"status"}), narrow};
    CHECK(screen.end() == 0);
    std::istringstream lines{screen.seen()};
    for (std::string line; std::getline(lines, line);) {
      line.erase(std::remove(line.begin(), line.end(), '\r'), line.end());
      CAPTURE(line);
      CHECK(line.size() <= 44);
    }
    CHECK(holds(screen.seen(), "Rekomendasi"));
  }

  TEST_CASE("status shows the hall's clock and offset, wherever the terminal is") {
    test::RunningHall hall{open_to_all()};
    Pty::Options elsewhere;
    elsewhere.environment = {{"TZ", "America/New_York"}};
    Pty screen{in_hall(hall, {"status"}), elsewhere};
    CHECK(screen.end() == 0);
    CHECK(holds(screen.seen(), "(UTC+07:00), open"));
    // A machine whose clock is two hours ahead shows the hall's time all the same.
    std::vector<std::string> ahead{"faketime", "-f", "+2h"};
    const auto command = in_hall(hall, {"status", "--json"});
    ahead.insert(ahead.end(), command.begin(), command.end());
    const auto there = test::run(ahead);
    const auto here = test::run(command);
    REQUIRE(there.status == 0);
    REQUIRE(here.status == 0);
    const auto hour = [](const test::Ran& ran) {
      const auto now = boost::json::parse(ran.out).at("now");
      return boost::json::value_to<std::string>(now);
    };
    CHECK(hour(there).ends_with("+07:00"));
    // Asked later, so not before, and surely within the same two hours.
    CHECK(hour(here) >= hour(there));
  }
}
