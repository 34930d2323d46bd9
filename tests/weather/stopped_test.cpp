// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "tests/support/hall/crowd.hpp"
#include "tests/support/hall/watcher.hpp"

using namespace antre;
using namespace antre::test;

namespace {

// Longer than every heartbeat's limit (6 s). How long a process stands is this test's input.
constexpr std::chrono::seconds kStopped{10};

}  // namespace

TEST_SUITE("weather/stopped") {
  TEST_CASE("a dispatcher that stood for 10 s goes on, and each request is done once") {
    RunningHall hall;
    Crowd crowd(hall, {3, 3, 2});
    const Watcher watcher(hall, "hall");
    crowd.wait_for_all();
    hall.dispatcher().signal(SIGSTOP);
    const auto since = std::chrono::steady_clock::now();
    CHECK(eventually([&] { return watcher.status().state == LinkState::kOffline; }));
    std::this_thread::sleep_until(since + kStopped);
    hall.dispatcher().signal(SIGCONT);
    crowd.wait_for_all();
    CHECK(eventually([&] { return watcher.status().state == LinkState::kOnline; }));
    crowd.finish();
    crowd.check_against(whole_journal(hall));
    check_replica(hall, watcher);
    CHECK(hall.verified());
  }

  TEST_CASE("clients that stood for 10 s go on where they were, and nobody else waited") {
    RunningHall hall;
    Crowd crowd(hall, {3, 3, 3});
    crowd.wait_for_all();
    constexpr std::size_t kKiosk = 0;
    constexpr std::size_t kCounter = 3;
    for (const auto member : {kKiosk, kCounter}) crowd.process(member).signal(SIGSTOP);
    std::this_thread::sleep_for(kStopped);
    const auto others = crowd.progress(kKiosk + 1);
    CHECK(eventually([&] { return crowd.progress(kKiosk + 1) > others; }));
    for (const auto member : {kKiosk, kCounter}) crowd.process(member).signal(SIGCONT);
    crowd.wait_for_all();
    crowd.finish();
    crowd.check_against(whole_journal(hall));
  }
}
