// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "tests/display/whole_display.hpp"

namespace antre::display {
namespace {

using test::Source;
using test::WholeDisplay;
using Told = std::vector<WholeDisplay::Told>;

/// On, with a call told: nothing that follows is the very first of anything.
struct Morning {
  Morning() {
    display.connect(source);
    display.rest(source, 3);
    display.hear(source.call("K001"), source);
    display.rest(source);
    REQUIRE(display.told() == Told{{"e1", source.view().seq}});
  }
  Source source;
  WholeDisplay display;
};

TEST_SUITE("display/never stale") {
  TEST_CASE("a call is told once, though its updates are heard again and the link is made anew") {
    Morning morning;
    auto& [source, display] = morning;
    const auto updates = source.call("K002");
    display.hear(updates, source);
    display.hear(updates, source);
    display.rest(source);
    CHECK(display.told() == Told{{"e1", source.view().seq}});
    display.cut();
    display.connect(source);
    display.hear(updates, source);
    display.rest(source);
    CHECK(display.told().empty());
  }

  TEST_CASE("what was called during a cut is shown and not told; the next call is told") {
    Morning morning;
    auto& [source, display] = morning;
    display.cut();
    for (const char* ticket : {"K002", "K003", "K004"}) {
      source.pass(Millis(2'000));
      source.call(ticket);
    }
    display.connect(source);
    display.rest(source);
    CHECK(display.told().empty());
    REQUIRE(display.shown());
    CHECK(display.shown()->calls.front().ticket == "K004");
    display.hear(source.call("K005"), source);
    display.rest(source);
    CHECK(display.told() == Told{{"e1", source.view().seq}});
  }

  TEST_CASE("a display that stood still tells nothing old of what its link had kept") {
    Morning morning;
    auto& [source, display] = morning;
    std::vector<Update> kept;
    const auto stand = [&](int seconds) {
      for (int second = 0; second < seconds; ++second) {
        source.pass(Millis(1'000));
        kept.push_back(source.beat());
      }
    };
    const auto keep_call = [&](const char* ticket) {
      for (auto& update : source.call(ticket)) kept.push_back(std::move(update));
      return source.view().seq;
    };
    stand(1);
    keep_call("K002");
    stand(15);
    keep_call("K003");
    stand(15);
    const auto young = keep_call("K004");
    stand(6);
    for (const auto& update : kept) display.hear(update, source);
    display.rest(source);
    CHECK(display.told() == Told{{"e1", young}});
  }

  TEST_CASE("a restored store uses its seqs again: its live calls are told, none of before") {
    Morning morning;
    auto& [source, display] = morning;
    const Source backup = source;
    source.pass(Millis(30'000));
    display.hear(source.beat(), source);
    const auto lost = source.call("K002");
    display.hear(lost, source);
    const auto lost_seq = source.view().seq;
    display.rest(source);
    CHECK(display.told() == Told{{"e1", lost_seq}});
    display.cut();
    source.restore(backup, "e2");
    display.connect(source);
    display.hear(lost, source);  // still under way from before
    display.rest(source, 3);
    CHECK(display.told().empty());
    display.hear(source.call("K007"), source);
    REQUIRE(source.view().seq == lost_seq);
    display.rest(source);
    CHECK(display.told() == Told{{"e2", lost_seq}});
    CHECK(*display.shown() == source.view());
    CHECK(display.shown()->calls.front().ticket == "K007");
  }

  TEST_CASE("a store that was restored while the display stayed on ends what it was telling") {
    Morning morning;
    auto& [source, display] = morning;
    const Source backup = source;
    display.hear(source.call("K002"), source);
    display.hear(source.call("K003"), source);  // waits its turn
    CHECK(display.told().size() == 1);
    source.restore(backup, "e2");
    display.rest(source);
    CHECK(display.told().empty());
    display.hear(source.call("K002"), source);
    display.rest(source);
    CHECK(display.told() == Told{{"e2", source.view().seq}});
  }

  TEST_CASE("a display that starts late, or again, tells nothing of before") {
    Morning morning;
    auto& source = morning.source;
    source.call("K002");
    WholeDisplay late;
    late.connect(source);
    late.rest(source);
    CHECK(late.told().empty());
    REQUIRE(late.shown());
    CHECK(late.shown()->calls.front().ticket == "K002");
    late.hear(source.call("K003"), source);
    late.rest(source);
    CHECK(late.told() == Told{{"e1", source.view().seq}});
  }

  TEST_CASE("whatever is lost, repeated, cut and restored, no call is told twice") {
    for (unsigned seed = 1; seed <= 100; ++seed) {
      CAPTURE(seed);
      std::mt19937 random(seed);
      const auto one_in = [&random](unsigned n) { return random() % n == 0; };
      Morning morning;
      auto& [source, display] = morning;
      Source backup = source;
      std::vector<Update> old;
      std::set<WholeDisplay::Told> all;
      const auto look = [&] {
        for (const auto& told : display.told()) CHECK(all.insert(told).second);
      };
      int epochs = 1;
      for (int step = 0; step < 60; ++step) {
        for (const auto& update : source.call("K" + std::to_string(100 + step))) {
          old.push_back(update);
          if (!one_in(6)) display.hear(update, source);
        }
        if (one_in(4)) display.hear(old[random() % old.size()], source);
        if (one_in(10)) display.cut(), display.connect(source);
        if (one_in(12)) backup = source;
        if (one_in(15)) source.restore(backup, "e" + std::to_string(++epochs));
        display.rest(source, static_cast<int>(random() % 20));
        look();
      }
      display.rest(source);
      look();
      CHECK(*display.shown() == source.view());
    }
  }
}

}  // namespace
}  // namespace antre::display
