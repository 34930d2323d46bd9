// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tests/support/hall/crowd.hpp"
#include "tests/support/hall/deeds.hpp"
#include "tests/support/hall/watcher.hpp"

using namespace antre;
using namespace antre::test;

namespace {

template <class Event>
std::size_t count(const std::vector<Entry>& journal) {
  return static_cast<std::size_t>(
      std::count_if(journal.begin(), journal.end(),
                    [](const auto& entry) { return std::holds_alternative<Event>(entry.event); }));
}

}  // namespace

TEST_SUITE("integration/restore") {
  TEST_CASE("after a restored backup everybody goes on by itself, and no number is given twice") {
    RunningHall hall;
    const TempDir dir;
    const auto backup = dir / "hall.antre";
    Crowd crowd(hall, {2, 3, 11});
    const Watcher watcher(hall, "hall");
    crowd.wait_for_all();
    // Taken under load, and fit to be put back.
    const auto copied = hall.antre({"backup", backup, "--timeout", "60"});
    INFO(copied.out << copied.err);
    REQUIRE(copied.status == 0);
    CHECK(run({bin("antre"), "verify", "--data", backup}).status == 0);
    crowd.wait_for_all();
    REQUIRE(eventually([&] { return watcher.at(1); }));
    const auto epoch = watcher.view()->epoch;

    hall.kill_dispatcher();
    const auto restored = run({bin("antre"), "restore", backup, "--data", hall.data()});
    INFO(restored.out << restored.err);
    REQUIRE(restored.status == 0);
    hall.start();
    crowd.wait_for_all();
    crowd.finish();

    const auto journal = whole_journal(hall);
    CHECK(count<StoreRestored>(journal) == 1);
    CHECK(count<NumbersSkipped>(journal) >= 1);
    crowd.check_answers({{}, true});
    for (const auto& fault : faults_of_numbers(journal)) FAIL_CHECK(fault);
    // What visitors hold from before and after: each number is on one paper.
    const auto numbers = crowd.numbers();
    for (const auto& number : numbers) CHECK_MESSAGE(numbers.count(number) == 1, number);
    check_replica(hall, watcher);
    CHECK(watcher.view()->epoch != epoch);
    hall.stop_dispatcher();
    CHECK(hall.verified());
  }

  TEST_CASE("backups under load, one after the other, are each whole and the hall goes on") {
    RunningHall hall;
    const TempDir dir;
    Crowd crowd(hall, {2, 2, 12, 0});
    for (int i = 0; i < 5; ++i) {
      crowd.wait_for_all();
      const auto file = dir / ("copy" + std::to_string(i));
      const auto copied = hall.antre({"backup", file, "--timeout", "60"});
      INFO(copied.out << copied.err);
      REQUIRE(copied.status == 0);
      const auto verified = run({bin("antre"), "verify", "--data", file});
      INFO(verified.out << verified.err);
      CHECK(verified.status == 0);
    }
    crowd.wait_for_all();
    crowd.finish();
    crowd.check_against(whole_journal(hall));
    CHECK(hall.verified());
  }
}
