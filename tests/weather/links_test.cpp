// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>

#include "tests/support/hall/chance.hpp"
#include "tests/support/hall/crowd.hpp"
#include "tests/support/hall/proxied.hpp"
#include "tests/support/hall/seed.hpp"
#include "tests/support/hall/watcher.hpp"

using namespace antre;
using namespace antre::test;
using namespace std::chrono_literals;

namespace {

constexpr int kChanges = 60;

Proxy::Weather some_weather(Chance& chance) {
  switch (chance.draw(1, 4)) {
    case 1:
      return {std::chrono::milliseconds(chance.draw(1, 300)), 0, false};
    case 2:
      return {0ms, static_cast<std::size_t>(chance.draw(1'000, 20'000)), false};
    case 3:
      return {0ms, 0, true};
    default:
      return {};
  }
}

void some_change(Chance& chance, Proxy& proxy) {
  if (chance.one_in(4)) proxy.cut();
  proxy.refuse(chance.one_in(6));
  // Each way by itself: a network may carry one way only.
  const auto to_server = some_weather(chance);
  proxy.set(to_server, chance.one_in(2) ? to_server : some_weather(chance));
}

}  // namespace

TEST_SUITE("weather/links") {
  TEST_CASE("whatever a network does, each request is done once and every replica is right") {
    const auto seed = random_seed();
    INFO("replay with ANTRE_SEED=" << seed);
    Chance chance(seed);
    RunningHall hall;
    Proxied network(hall);
    Crowd crowd(hall, {2, 3, seed, 30, network.url()});
    const Watcher left(hall, "left", network.url());
    const Watcher right(hall, "right", network.url());
    const Watcher direct(hall, "direct");
    crowd.wait_for_all();
    for (int change = 0; change < kChanges; ++change) {
      some_change(chance, network.commands());
      some_change(chance, network.updates());
      if (chance.one_in(15)) {
        hall.kill_dispatcher();
        hall.start();
      }
      chance.moment(900ms);
    }
    for (auto* proxy : {&network.commands(), &network.updates()}) {
      proxy->refuse(false);
      proxy->set({});
    }
    crowd.wait_for_all();
    crowd.finish();
    const auto journal = whole_journal(hall);
    crowd.check_against(journal);
    for (const auto* watcher : {&left, &right, &direct}) check_replica(hall, *watcher);
    MESSAGE(crowd.done() << " requests done, " << network.commands().taken() << " connections");
    CHECK(hall.verified());
  }

  TEST_CASE("a link that carries nothing any more is noticed at both ends, and healed") {
    RunningHall hall;
    Proxied network(hall);
    Crowd crowd(hall, {2, 2, 1, 30, network.url()});
    const Watcher watcher(hall, "hall", network.url());
    crowd.wait_for_all();
    REQUIRE(eventually([&] { return watcher.at(1); }));
    const auto connections = network.commands().taken();
    network.set({0ms, 0, true});
    CHECK(eventually([&] { return watcher.status().state == LinkState::kOffline; }));
    CHECK(watcher.status().last_data.has_value());
    // The others are served, and the clients give the dead connections up by themselves.
    CHECK(hall.antre({"issue", "R"}).status == 0);
    CHECK(eventually([&] { return network.commands().taken() >= connections + crowd.size(); }));
    network.set({});
    CHECK(eventually([&] { return watcher.status().state == LinkState::kOnline; }));
    crowd.wait_for_all();
    crowd.finish();
    check_replica(hall, watcher);
    crowd.check_against(whole_journal(hall), {{"office"}});
  }

  TEST_CASE("a display whose updates stop is offline although its requests are answered") {
    RunningHall hall;
    Proxied network(hall);
    const Watcher watcher(hall, "hall", network.url());
    REQUIRE(hall.antre({"issue", "R"}).status == 0);
    REQUIRE(eventually([&] { return watcher.at(2); }));
    network.updates().set({0ms, 0, true});
    CHECK(eventually([&] { return watcher.status().state == LinkState::kOffline; }));
    REQUIRE(hall.antre({"issue", "R"}).status == 0);
    network.updates().set({});
    CHECK(eventually([&] { return watcher.status().state == LinkState::kOnline; }));
    check_replica(hall, watcher);
  }

  TEST_CASE("updates that come all at once after a jam are each told once") {
    RunningHall hall;
    Proxied network(hall);
    const Watcher watcher(hall, "hall", network.url());
    Crowd crowd(hall, {3, 3, 1, 0});
    crowd.wait_for_all();
    for (int jams = 0; jams < 5; ++jams) {
      network.updates().set({0ms, 0, true});
      const auto until = crowd.progress() + 100'000;
      REQUIRE(eventually([&] { return crowd.progress() > until; }));
      network.updates().set({});
    }
    crowd.finish();
    check_replica(hall, watcher);
    crowd.check_against(whole_journal(hall));
  }
}
