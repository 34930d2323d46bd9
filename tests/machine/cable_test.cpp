// SPDX-License-Identifier: Apache-2.0
#include "tests/machine/cable.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <optional>

#include "tests/support/hall/chance.hpp"
#include "tests/support/hall/crowd.hpp"
#include "tests/support/hall/seed.hpp"
#include "tests/support/hall/watcher.hpp"

using namespace antre;
using namespace antre::test;
using namespace std::chrono_literals;

TEST_SUITE("machine/cable") {
  TEST_CASE("a cable that is pulled in the middle of requests loses none and does none twice") {
    if (const auto why = Cable::why_not(); !why.empty()) {
      MESSAGE("skipped: " << why);
      return;
    }
    const auto seed = random_seed();
    INFO("replay with ANTRE_SEED=" << seed);
    Chance chance(seed);
    const Cable cable;
    const Cable::In dispatchers_side(cable.left());
    RunningHall::Options options;
    options.host = cable.left_address();
    RunningHall hall(options);
    Crowd crowd(hall, {2, 3, seed, 10, hall.url(), {"ip", "netns", "exec", cable.right()}});
    std::optional<Watcher> watcher;
    {
      const Cable::In other_side(cable.right());
      watcher.emplace(hall, "hall");
    }
    for (int times = 0; times < 4; ++times) {
      crowd.wait_for_all();
      const auto connections = health_of(hall).connections;
      chance.moment(200ms);
      cable.set(false);
      if (times == 0) {
        // Nobody tells anybody that the cable is gone: both ends find out.
        CHECK(eventually([&] { return watcher->status().state == LinkState::kOffline; }));
        CHECK(
            eventually([&] { return health_of(hall).connections + crowd.size() <= connections; }));
      } else {
        chance.moment(3s);
      }
      cable.set(true);
      CHECK(eventually([&] { return watcher->status().state == LinkState::kOnline; }));
    }
    crowd.wait_for_all();
    crowd.finish();
    crowd.check_against(whole_journal(hall));
    check_replica(hall, *watcher);
    CHECK(hall.verified());
  }
}
