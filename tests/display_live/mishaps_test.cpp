// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <string>
#include <vector>

#include "tests/display_live/hung_display.hpp"
#include "tests/support/hall/proxied.hpp"

using namespace antre::test;
using namespace std::chrono_literals;

namespace {

struct Live {
  TempDir dir;
  RunningHall hall{{quiet_hall(dir)}};
  Proxied network{hall};
  Counters counters{hall};
  HungDisplay display{hall, "hall", network.url()};

  /// Visitors are called until the display, back by itself, announces one.
  void until_it_calls() {
    const auto before = display.chimes();
    CHECK(eventually([&] {
      if (display.chimes() > before) return true;
      counters.call();
      return eventually([&] { return display.chimes() > before; }, 5s);
    }));
  }
  /// Once it is calm it looks as a display that starts now: what the dispatcher has, and no more.
  void looks_like_a_new_one() {
    HungDisplay other(hall, "other", hall.url(), {"--mute"});
    CHECK(eventually([&] { return other.picture() == display.picture(); }));
    CHECK(other.chimes() == 0);
  }
};

}  // namespace

TEST_SUITE("display live/mishaps") {
  TEST_CASE("a display that starts late shows what is, and announces only what comes") {
    Live live;
    live.until_it_calls();
    live.looks_like_a_new_one();
    CHECK(live.display.chimes() <= live.counters.calls());
  }

  TEST_CASE(
      "killed, cut off or beside a dispatcher that was killed: right again, nothing told of it") {
    struct Mishap {
      std::string name;
      std::function<void(Live&)> begin;
      std::function<void(Live&)> end;
    };
    const std::vector<Mishap> mishaps{
        {"the display is killed", [](Live& live) { live.display.kill(); },
         [](Live& live) { live.display.start(); }},
        {"the network is cut",
         [](Live& live) {
           for (auto* proxy : {&live.network.commands(), &live.network.updates()}) {
             proxy->refuse(true);
             proxy->cut();
           }
         },
         [](Live& live) {
           for (auto* proxy : {&live.network.commands(), &live.network.updates()})
             proxy->refuse(false);
         }},
        {"the dispatcher is killed",
         [](Live& live) {
           live.hall.kill_dispatcher();
           live.hall.start();
         },
         [](Live&) {}},
    };
    Live live;
    live.until_it_calls();
    for (const auto& mishap : mishaps) {
      CAPTURE(mishap.name);
      // Announced live before it happens; how often is known then.
      live.looks_like_a_new_one();
      mishap.begin(live);
      const auto told = live.display.chimes();
      live.counters.call();
      live.counters.call();
      const auto called = live.counters.calls();
      mishap.end(live);
      live.until_it_calls();
      live.looks_like_a_new_one();
      // A dispatcher that is there again at once may be heard before the next call.
      const auto missed = mishap.name == "the dispatcher is killed" ? 2 : 0;
      CHECK(live.display.chimes() - told <= live.counters.calls() - called + missed);
      CHECK(live.display.chimes() <= live.counters.calls());
    }
    CHECK(live.hall.verified());
  }

  TEST_CASE("stopped, or behind a network that holds everything back: each call once at most") {
    struct Mishap {
      std::string name;
      std::function<void(Live&)> begin;
      std::function<void(Live&)> end;
    };
    const std::vector<Mishap> mishaps{
        {"the display stands still", [](Live& live) { live.display.process().signal(SIGSTOP); },
         [](Live& live) { live.display.process().signal(SIGCONT); }},
        {"the network holds everything back",
         [](Live& live) {
           live.network.set({0ms, 0, true});
         },
         [](Live& live) { live.network.set({}); }},
    };
    Live live;
    live.until_it_calls();
    for (const auto& mishap : mishaps) {
      CAPTURE(mishap.name);
      live.looks_like_a_new_one();
      mishap.begin(live);
      live.counters.call(1);
      live.counters.call(2);
      live.counters.recall(2);
      mishap.end(live);
      live.until_it_calls();
      live.looks_like_a_new_one();
      CHECK(live.display.chimes() <= live.counters.calls());
    }
    CHECK(live.hall.verified());
  }

  TEST_CASE("displays of two zones announce each its own, and are told of a message in theirs") {
    TempDir dir;
    RunningHall hall{{quiet_hall(dir)}};
    Counters counters(hall);
    HungDisplay left(hall, "left", hall.url());
    HungDisplay right(hall, "right", hall.url());
    // Both are there once each has announced a call.
    const auto both_told = [&] { return left.chimes() > 0 && right.chimes() > 0; };
    CHECK(eventually([&] {
      if (both_told()) return true;
      counters.call(1);
      counters.call(2);
      return eventually(both_told, 5s);
    }));
    // Calm again, they look as those that are started for their zones now.
    for (auto* display : {&left, &right}) {
      HungDisplay other(hall, "later", hall.url(),
                        {"--mute", "--zone", display == &left ? "left" : "right"});
      CHECK(eventually([&] { return other.picture() == display->picture(); }));
    }
    CHECK(eventually([&] { return left.picture() != right.picture(); }));
    const auto of_left = left.chimes();
    const auto of_right = right.chimes();
    REQUIRE(hall.antre({"announce", "Mohon tunggu", "--spoken", "--zone", "left"}).status == 0);
    counters.call(3);
    CHECK(eventually([&] { return left.chimes() == of_left + 1; }));
    CHECK(eventually([&] { return right.chimes() == of_right + 1; }));
    CHECK(left.chimes() == of_left + 1);
  }
}
