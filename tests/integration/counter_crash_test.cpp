// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <map>
#include <optional>
#include <string>

#include "tests/support/hall/chance.hpp"
#include "tests/support/hall/running_hall.hpp"
#include "tests/support/hall/seed.hpp"

using namespace antre::test;
using namespace std::chrono_literals;

namespace {

/// A counter's window on a screen of its own, which can be killed and started again.
struct CounterHall {
  TempDir dir;
  RunningHall hall;
  Screen screen{420, 760};
  std::optional<Process> counter = std::nullopt;

  CounterHall() { start(); }
  void start() {
    counter.emplace(hall.client("antre-counter", "counter", "1",
                                {"--size", "420x760", "--state", dir / "counter"}),
                    Process::Options{{{"DISPLAY", screen.display()}}, {}});
    const bool shown = screen.has_window(".");
    INFO(counter->output());
    REQUIRE(shown);
  }
  void kill() {
    counter->signal(SIGKILL);
    counter->wait();
    counter.reset();
  }
  /// How often each ticket stands in an event of this name.
  std::map<std::string, int> tickets_of(const std::string& event) {
    std::map<std::string, int> all;
    for (const auto& entry : hall.events(event)) ++all[text(entry, "ticket")];
    return all;
  }
};

}  // namespace

TEST_SUITE("integration/counter crash") {
  TEST_CASE("a counter killed at any moment calls nobody twice and goes on with its visitor") {
    const auto seed = random_seed();
    INFO("replay with ANTRE_SEED=" << seed);
    Chance chance(seed);
    CounterHall all;
    REQUIRE(all.hall.antre({"open", "1", "--officer", "Sari"}).status == 0);
    constexpr int kKills = 20;
    for (int kills = 0; kills < kKills; ++kills) {
      REQUIRE(all.hall.antre({"issue", "R"}).status == 0);
      // Call, start or finish, whichever the window is at, and the outcome.
      all.screen.key("space");
      chance.moment(150ms);
      all.screen.key("space");
      all.screen.key("Return");
      chance.moment(100ms);
      all.kill();
      all.start();
    }
    // What is left is served to its end, by the window that is there now.
    const auto finished = all.tickets_of("service-finished").size();
    CHECK(eventually([&] {
      all.screen.key("space");
      all.screen.key("Return");
      return all.tickets_of("service-finished").size() >= finished + 3;
    }));
    for (const char* event : {"ticket-called", "service-started", "service-finished"}) {
      INFO(event);
      for (const auto& ticket : all.tickets_of(event)) {
        INFO(ticket.first);
        CHECK(ticket.second == 1);
      }
    }
    CHECK(all.counter->terminate() == 0);
    CHECK(all.hall.verified());
  }
}
