// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>

#include "tests/support/hall/crowd.hpp"
#include "tests/support/hall/watcher.hpp"

using namespace antre;
using namespace antre::test;

namespace {

/// A wall clock that the test sets, for one process alone: libfaketime, which leaves the clocks
/// that count on as they are.
class WallClock {
 public:
  WallClock() { set("+0"); }
  /// Why this machine allows none; empty when it does.
  [[nodiscard]] static std::string why_not() {
    if (library().empty()) return "libfaketime is not installed";
    // The sanitizers' own library must come first, and does not when another is preloaded.
    const WallClock clock;
    const auto ran = run({bin("antre-dispatcher"), "--version"}, clock.environment());
    return ran.status == 0 ? std::string() : "libfaketime cannot be preloaded: " + ran.err;
  }
  /// "+2h", "-3d": ahead of the machine's or behind it. Whole at any moment somebody reads it.
  void set(const std::string& offset) const {
    write_file(dir_ / "new", offset + "\n");
    std::filesystem::rename(dir_ / "new", dir_ / "offset");
  }
  [[nodiscard]] std::map<std::string, std::string> environment() const {
    return {{"LD_PRELOAD", library()},
            {"FAKETIME_TIMESTAMP_FILE", dir_ / "offset"},
            {"FAKETIME_NO_CACHE", "1"},
            {"FAKETIME_DONT_FAKE_MONOTONIC", "1"}};
  }

 private:
  static std::string library() {
    for (const char* machine : {"x86_64-linux-gnu", "aarch64-linux-gnu"}) {
      auto file = std::string("/usr/lib/") + machine + "/faketime/libfaketimeMT.so.1";
      if (std::filesystem::exists(file)) return file;
    }
    return {};
  }
  TempDir dir_;
};

std::string refusal_of_issue(RunningHall& hall) {
  const auto ran = hall.antre({"issue", "R", "--json", "--timeout", "10"});
  if (ran.status == 0) return {};
  const auto answer = boost::json::parse(ran.out);
  return text(answer.at("error").as_object(), "code");
}

RunningHall::Options with(const WallClock& clock) {
  RunningHall::Options options;
  options.environment = clock.environment();
  return options;
}

}  // namespace

TEST_SUITE("machine/clock") {
  TEST_CASE("a wall clock set forward, back and over midnight moves no time that decides") {
    if (const auto why = WallClock::why_not(); !why.empty()) {
      MESSAGE("skipped: " << why);
      return;
    }
    const WallClock clock;
    const auto begun = std::chrono::steady_clock::now();
    RunningHall hall(with(clock));
    Crowd crowd(hall, {2, 2, 9});
    const Watcher watcher(hall, "hall");
    constexpr std::array kSteps{"+1h", "-2h", "+0", "+25h", "+24h", "-10m", "+30d"};
    for (const char* step : kSteps) {
      crowd.wait_for_all();
      clock.set(step);
      crowd.wait_for_all();
    }
    crowd.finish();
    const auto journal = whole_journal(hall);
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(
                            std::chrono::steady_clock::now() - begun)
                            .count();
    CHECK(std::is_sorted(journal.begin(), journal.end(), [](const auto& left, const auto& right) {
      return left.at_ms < right.at_ms;
    }));
    CHECK(std::is_sorted(journal.begin(), journal.end(),
                         [](const auto& left, const auto& right) { return left.day < right.day; }));
    // All of it took as long as it took, whatever the wall clock said.
    CHECK(journal.back().at_ms - journal.front().at_ms <= passed);
    const auto corrections = std::count_if(journal.begin(), journal.end(), [](const auto& entry) {
      return std::holds_alternative<ClockCorrected>(entry.event);
    });
    CHECK(corrections >= static_cast<std::ptrdiff_t>(kSteps.size()));
    // Nobody waited longer than that, so no clock of a ticket reached a mark.
    CHECK(std::none_of(journal.begin(), journal.end(), [](const auto& entry) {
      return std::holds_alternative<ClockReached>(entry.event);
    }));
    crowd.check_against(journal);
    check_replica(hall, watcher);
    CHECK(hall.verified());
  }

  TEST_CASE("a start with a wall clock that cannot be believed reads only, until it is right") {
    if (const auto why = WallClock::why_not(); !why.empty()) {
      MESSAGE("skipped: " << why);
      return;
    }
    const WallClock clock;
    RunningHall hall(with(clock));
    CHECK(refusal_of_issue(hall).empty());
    for (const char* wrong : {"-3d", "-30y", "+90d"}) {
      INFO(wrong);
      hall.kill_dispatcher();
      clock.set(wrong);
      hall.start();
      CHECK(refusal_of_issue(hall) == "clock");
      CHECK(hall.antre({"status"}).status == 0);
      clock.set("+0");
      CHECK(eventually([&] { return refusal_of_issue(hall).empty(); }));
    }
    CHECK(hall.verified());
  }
}
