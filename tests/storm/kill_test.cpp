// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <random>
#include <thread>

#include "tests/support/hall/crowd.hpp"
#include "tests/support/hall/seed.hpp"
#include "tests/support/hall/watcher.hpp"

using namespace antre::test;

namespace {

constexpr int kDispatcherKills = 220;
constexpr int kClientKills = 120;

/// When a process is killed: at a point of the work that chance chooses, then a moment later.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}
  int draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  bool one_in(int cases) { return draw(1, cases) == 1; }
  /// The moment of the kill itself is the input of this test, so it is time and no condition.
  void moment(int most_us) {
    std::this_thread::sleep_for(std::chrono::microseconds(draw(0, most_us)));
  }

 private:
  std::mt19937_64 random_;
};

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
        chance.moment(60'000);
        ++kills;
      } else {
        const auto some = crowd.progress() + static_cast<unsigned>(chance.draw(0, 16'000));
        REQUIRE(eventually([&] { return crowd.progress() > some; }));
        chance.moment(20'000);
      }
      hall.kill_dispatcher();
      if (client_kills * kDispatcherKills < kills * kClientKills) {
        const auto last = static_cast<int>(crowd.size()) - 1;
        const auto member = static_cast<std::size_t>(chance.draw(0, last));
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
