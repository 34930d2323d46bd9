// SPDX-License-Identifier: Apache-2.0
#include "protocol/liveness.hpp"

#include <doctest/doctest.h>

using namespace antre;
using namespace std::chrono_literals;

TEST_SUITE("protocol/liveness") {
  TEST_CASE("both links and a heartbeat make it online") {
    Liveness live(true);
    CHECK(live.state(0ms) == LinkState::kConnecting);
    live.on_connected(0ms);
    CHECK(live.state(0ms) == LinkState::kConnecting);
    live.on_update(10ms);
    CHECK(live.state(10ms) == LinkState::kOnline);
  }

  TEST_CASE("three heartbeats missed make it offline, with the time of the last data") {
    Liveness live(true);
    live.on_connected(0ms);
    live.on_update(1s);
    CHECK(live.state(1s + Liveness::kUpdatesLimit - 1ms) == LinkState::kOnline);
    CHECK(live.state(1s + Liveness::kUpdatesLimit) == LinkState::kOffline);
    CHECK(live.last_data() == Millis(1s));
    live.on_update(9s);
    CHECK(live.state(9s) == LinkState::kOnline);
  }

  TEST_CASE("a stuck dispatcher behind a live socket is found by unanswered pings") {
    Liveness live(false);
    live.on_connected(0ms);
    live.on_reply(0ms);
    int pings = 0;
    Millis now{};
    while (live.state(now) == LinkState::kOnline && now < 60s) {
      now = *live.next_deadline();
      if (live.tick(now)) ++pings;
    }
    CHECK(live.state(now) == LinkState::kOffline);
    CHECK(pings == Liveness::kMisses + 1);
    live.on_reply(now);
    CHECK(live.state(now) == LinkState::kOnline);
  }

  TEST_CASE("no pings while replies arrive anyway") {
    Liveness live(false);
    live.on_connected(0ms);
    for (Millis now = 0ms; now < 20s; now += 1s) {
      live.on_reply(now);
      CHECK_FALSE(live.tick(now));
    }
  }

  TEST_CASE("a lost connection is offline at once, a refused key is told as that") {
    Liveness live(true);
    live.on_connected(0ms);
    live.on_update(0ms);
    live.on_disconnected();
    CHECK(live.state(1ms) == LinkState::kOffline);
    live.on_not_authorised();
    CHECK(live.state(2ms) == LinkState::kNotAuthorised);
    live.on_connected(3ms);
    CHECK(live.state(3ms) == LinkState::kOnline);
  }

  TEST_CASE("deadlines lie ahead: driving it by them ends each silence") {
    Liveness live(true);
    live.on_connected(0ms);
    live.on_update(0ms);
    Millis now{};
    int steps = 0;
    while (now < 100s && steps < 1000) {
      now = std::max(now, *live.next_deadline());
      (void)live.tick(now);
      ++steps;
    }
    CHECK(steps < 60);
  }
}
