// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>

#include "tests/support/hall/chance.hpp"
#include "tests/support/hall/crowd.hpp"
#include "tests/support/hall/seed.hpp"
#include "tests/support/hall/watcher.hpp"

using namespace antre::test;
using namespace std::chrono_literals;

namespace {

constexpr int kDispatcherKills = 220;
constexpr int kClientKills = 120;

}  // namespace

TEST_SUITE("storm/kills") {
  TEST_CASE("hundreds of kills under load lose no answer and do nothing twice") {
    const auto seed = random_seed();
    INFO("replay with ANTRE_SEED=" << seed);
    Chance chance(seed);
    RunningHall hall;
    Crowd crowd(hall, {3, 3, seed});
    const Watcher left(hall, "left");
    const Watcher right(hall, "right");

    int client_kills = 0;
    for (int kills = 1; kills <= kDispatcherKills; ++kills) {
      if (chance.one_in(5)) {
        hall.kill_dispatcher();
        hall.begin();  // this one dies in its start
        chance.moment(60ms);
        ++kills;
      } else {
        const auto some = crowd.progress() + static_cast<unsigned>(chance.draw(0, 16'000));
        REQUIRE(eventually([&] { return crowd.progress() > some; }));
        chance.moment(20ms);
      }
      hall.kill_dispatcher();
      if (client_kills * kDispatcherKills < kills * kClientKills) {
        const auto member = chance.one_of(crowd.size());
        crowd.kill(member);
        crowd.start(member);
        ++client_kills;
      }
      hall.start();
    }
    crowd.wait_for_all();
    crowd.finish();

    const auto journal = whole_journal(hall);
    crowd.check_against(journal);
    check_replica(hall, left);
    check_replica(hall, right);
    MESSAGE(kDispatcherKills << " kills of the dispatcher, " << client_kills << " of clients, "
                             << crowd.done() << " requests done, " << journal.size() << " entries");
    hall.stop_dispatcher();
    CHECK(hall.verified());
  }
}
