// SPDX-License-Identifier: Apache-2.0
#include "protocol/replica.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <vector>

using namespace antre;
using namespace std::chrono_literals;

namespace {

/// The dispatcher as far as a replica sees it.
struct Source {
  HallView view;
  std::vector<Update> published;

  Source() { view.epoch = "e1"; }
  Update next() {
    Entry entry;
    entry.seq = view.seq + 1;
    entry.at_ms = 1000 * static_cast<EngineMs>(entry.seq);
    TicketIssued issued;
    issued.ticket = number_text({"R"}, static_cast<std::uint32_t>(entry.seq), 3);
    issued.service = {"R"};
    entry.event = issued;
    view.apply(entry);
    published.push_back(public_update(view.epoch, entry));
    return published.back();
  }
  [[nodiscard]] Update beat() const {
    Update update;
    update.epoch = view.epoch;
    update.seq = view.seq;
    update.at_ms = view.at_ms;
    update.event = Heartbeat{view.utc_offset_s, view.hall_open, {}};
    return update;
  }
};

struct Driver {
  Driver() { take(replica.on_connected(0ms)); }
  void take(const Replica::Actions& actions) {
    for (const auto& action : actions) {
      if (const auto* ask = std::get_if<Replica::Ask>(&action)) asks.push_back(*ask);
      if (const auto* done = std::get_if<Replica::Applied>(&action)) applied.push_back(*done);
    }
  }
  void hear(const Update& update, Millis now) { take(replica.on_update(update, now)); }
  void answer(const HallView& view, Millis now) {
    take(replica.on_snapshot(asks.back().mark, view, now));
  }
  void tick_until(Millis end) {
    for (auto at = replica.next_deadline(); at && *at <= end; at = replica.next_deadline()) {
      take(replica.tick(*at));
    }
  }
  Marks marks;
  Replica replica{marks, [] { return 0.5; }};
  std::vector<Replica::Ask> asks;
  std::vector<Replica::Applied> applied;
};

}  // namespace

TEST_SUITE("protocol/replica") {
  TEST_CASE("it asks only after the first sign of life, and keeps what arrives meanwhile") {
    Source source;
    for (int i = 0; i < 5; ++i) (void)source.next();
    Driver d;
    CHECK(d.asks.empty());
    d.hear(source.beat(), 0ms);
    REQUIRE(d.asks.size() == 1);
    const HallView snapshot = source.view;
    d.hear(source.next(), 1ms);
    d.hear(source.next(), 2ms);
    CHECK_FALSE(d.replica.view());
    d.answer(snapshot, 3ms);
    CHECK(*d.replica.view() == source.view);
    CHECK(d.replica.complete());
    REQUIRE(d.applied.size() == 2);
    CHECK_FALSE(d.applied[0].fresh);
    d.hear(source.next(), 4ms);
    CHECK(d.applied.back().fresh);
    CHECK(d.asks.size() == 1);
  }

  TEST_CASE("updates that are in the snapshot already are dropped, repeats too") {
    Source source;
    Driver d;
    d.hear(source.next(), 0ms);
    d.hear(source.next(), 1ms);
    d.answer(source.view, 2ms);
    CHECK(d.applied.empty());
    d.hear(source.published.front(), 3ms);
    CHECK(d.applied.empty());
    CHECK(d.replica.view()->seq == 2);
    CHECK(d.replica.kept() == 0);
  }

  TEST_CASE("a gap makes it ask again, and the copy it has stays until then") {
    Source source;
    Driver d;
    d.hear(source.beat(), 0ms);
    d.answer(source.view, 0ms);
    (void)source.next();  // lost
    d.hear(source.next(), 10s);
    CHECK_FALSE(d.replica.complete());
    CHECK(d.replica.view()->seq == 0);
    d.tick_until(11s);
    REQUIRE(d.asks.size() == 2);
    d.answer(source.view, 11s);
    CHECK(*d.replica.view() == source.view);
  }

  TEST_CASE("a heartbeat ahead makes it ask: the last update before silence was lost") {
    Source source;
    Driver d;
    d.hear(source.beat(), 0ms);
    d.answer(source.view, 0ms);
    (void)source.next();
    d.hear(source.beat(), 10s);
    d.tick_until(11s);
    CHECK(d.asks.size() == 2);
    CHECK_FALSE(d.asks.back().had_seq);
  }

  TEST_CASE("another epoch makes it ask, whatever the number") {
    Source source;
    Driver d;
    d.hear(source.next(), 0ms);
    d.answer(source.view, 0ms);
    source.view.epoch = "e2";
    d.hear(source.beat(), 10s);
    d.tick_until(11s);
    REQUIRE(d.asks.size() == 2);
    d.answer(source.view, 11s);
    CHECK(d.replica.view()->epoch == "e2");
    d.hear(source.next(), 12s);
    CHECK(d.replica.view()->seq == 2);
  }

  TEST_CASE("a heartbeat behind in the same epoch makes it say how far it was") {
    Source source;
    for (int i = 0; i < 9; ++i) (void)source.next();
    Driver d;
    d.hear(source.beat(), 0ms);
    d.answer(source.view, 0ms);
    Source back;
    for (int i = 0; i < 4; ++i) (void)back.next();
    d.hear(back.beat(), 10s);
    d.tick_until(11s);
    REQUIRE(d.asks.size() == 2);
    CHECK(d.asks.back().had_seq == 9);
    // The truth is the dispatcher's, even when it is older.
    d.answer(back.view, 11s);
    CHECK(*d.replica.view() == back.view);
  }

  TEST_CASE("it was as far as the last update that it keeps") {
    Source source;
    for (int i = 0; i < 4; ++i) (void)source.next();
    Driver d;
    d.hear(source.beat(), 0ms);
    const auto back = source.view;
    for (int i = 0; i < 3; ++i) (void)source.next();
    d.hear(source.published.back(), 0ms);
    d.answer(back, 0ms);
    Update behind = source.beat();
    behind.seq = back.seq;
    d.hear(behind, 10s);
    d.tick_until(11s);
    CHECK(d.asks.back().had_seq == 7);
  }

  TEST_CASE("what it says of one dispatcher it does not say to the next one") {
    Source source;
    for (int i = 0; i < 9; ++i) (void)source.next();
    Driver d;
    d.hear(source.beat(), 0ms);
    d.answer(source.view, 0ms);
    Source back;
    for (int i = 0; i < 4; ++i) (void)back.next();
    d.hear(back.beat(), 10s);
    d.replica.on_disconnected();
    back.view.epoch = "e2";
    d.take(d.replica.on_connected(11s));
    d.hear(back.beat(), 11s);
    d.tick_until(12s);
    REQUIRE(d.asks.size() >= 2);
    CHECK_FALSE(d.asks.back().had_seq);
  }

  TEST_CASE("asks are rate-limited, repeated without an answer, and lost with the connection") {
    Source source;
    Driver d;
    d.hear(source.beat(), 0ms);
    d.hear(source.beat(), 1ms);
    d.hear(source.beat(), 2ms);
    CHECK(d.asks.size() == 1);
    d.tick_until(60s);
    CHECK(d.asks.size() >= 4);
    CHECK(d.asks.size() <= 8);
    const auto asks = d.asks.size();
    d.replica.on_disconnected();
    d.tick_until(200s);
    CHECK(d.asks.size() == asks);
    d.take(d.replica.on_connected(200s));
    CHECK(d.asks.size() == asks + 1);
    // A gap every time: still no more than one ask in half a second.
    for (Millis now = 201s; now < 211s; now += 10ms) {
      d.answer(Source().view, now);
      (void)source.next();
      d.hear(source.next(), now);
      d.take(d.replica.tick(now));
    }
    CHECK(d.asks.size() <= asks + 1 + 20);
  }

  TEST_CASE("an answer to an older ask is ignored") {
    Source source;
    Driver d;
    d.hear(source.beat(), 0ms);
    const auto first = d.asks.back().mark;
    d.tick_until(10s);
    REQUIRE(d.asks.size() > 1);
    d.take(d.replica.on_snapshot(first, source.view, 10s));
    CHECK_FALSE(d.replica.view());
  }

  TEST_CASE("a withheld event counts its place and is told to nobody") {
    Source source;
    Driver d;
    d.hear(source.beat(), 0ms);
    d.answer(source.view, 0ms);
    Update withheld = source.next();
    withheld.event = Withheld{};
    d.hear(withheld, 1ms);
    CHECK(d.replica.view()->seq == 1);
    d.hear(source.next(), 2ms);
    CHECK(d.applied.size() == 1);
    CHECK(d.asks.size() == 1);
  }

  TEST_CASE("a heartbeat brings the hall's opening and the offset of its clock") {
    Source source;
    Driver d;
    d.hear(source.beat(), 0ms);
    d.answer(source.view, 0ms);
    source.view.hall_open = false;
    source.view.utc_offset_s = 25'200;
    d.hear(source.beat(), 1s);
    CHECK(*d.replica.view() == source.view);
  }

  TEST_CASE("what is kept is bounded, and what that loses is asked for again") {
    Source source;
    Driver d;
    d.hear(source.beat(), 0ms);
    const HallView snapshot = source.view;
    for (std::size_t i = 0; i < Replica::kKeptLimit + 10; ++i) d.hear(source.next(), 1ms);
    CHECK(d.replica.kept() == Replica::kKeptLimit);
    d.answer(snapshot, 2ms);
    CHECK_FALSE(d.replica.complete());
    d.tick_until(5s);
    d.answer(source.view, 5s);
    CHECK(*d.replica.view() == source.view);
    CHECK(d.replica.kept() == 0);
  }

  TEST_CASE("over a link that loses, repeats and reorders it converges and tells each entry once") {
    CHECK(rc::check("it ends where the dispatcher is", [] {
      Source source;
      Driver d;
      std::deque<Update> wire;
      struct Answer {
        std::uint64_t mark;
        HallView view;
      };
      std::deque<Answer> answers;
      std::size_t seen = 0;
      Millis now{};
      int epoch = 1;
      const auto collect = [&](bool faulty) {
        for (; seen < d.asks.size(); ++seen) {
          const int copies = faulty ? *rc::gen::inRange(0, 3) : 1;
          for (int i = 0; i < copies; ++i) answers.push_back({d.asks[seen].mark, source.view});
        }
      };
      const int steps = *rc::gen::inRange(10, 150);
      for (int step = 0; step < steps; ++step) {
        now += Millis(*rc::gen::inRange(1, 900));
        switch (*rc::gen::inRange(0, 8)) {
          case 0:
          case 1: {
            const Update update = source.next();
            const int copies = *rc::gen::inRange(0, 3);
            for (int i = 0; i < copies; ++i) wire.push_back(update);
            break;
          }
          case 2:
            wire.push_back(source.beat());
            break;
          case 3:
          case 4:
            if (!wire.empty()) {
              const auto at = *rc::gen::inRange<std::size_t>(
                  0, std::min<std::size_t>(wire.size(), 4));  // reordered, not by much
              d.hear(wire[at], now);
              wire.erase(wire.begin() + static_cast<std::ptrdiff_t>(at));
            }
            break;
          case 5:
            if (!answers.empty()) {
              d.take(d.replica.on_snapshot(answers.front().mark, answers.front().view, now));
              answers.pop_front();
            }
            break;
          case 6:
            d.replica.on_disconnected();
            d.take(d.replica.on_connected(now));
            break;
          default:
            if (*rc::gen::inRange(0, 10) == 0) {
              source.view.epoch = "e" + std::to_string(++epoch);
            }
        }
        d.take(d.replica.tick(now));
        collect(true);
        if (d.replica.view() && d.replica.view()->epoch == source.view.epoch) {
          RC_ASSERT(d.replica.view()->seq <= source.view.seq);
        }
      }
      // Heal: what is on the wire arrives, then a heartbeat a second.
      for (const auto& update : wire) d.hear(update, now);
      for (int second = 0; second < 40; ++second) {
        now += 1s;
        d.hear(source.beat(), now);
        d.take(d.replica.tick(now));
        collect(false);
        while (!answers.empty()) {
          d.take(d.replica.on_snapshot(answers.front().mark, answers.front().view, now));
          answers.pop_front();
        }
      }
      RC_ASSERT(d.replica.complete());
      RC_ASSERT(*d.replica.view() == source.view);
    }));
  }
}
