// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/clock.hpp"

#include <doctest/doctest.h>

#include "tests/service/rig.hpp"

using namespace antre;
using service::EngineTime;
using test::FakeClock;
using test::issue;
using test::Rig;

TEST_SUITE("service/clock") {
  TEST_CASE("a new journal begins at the wall clock") {
    const FakeClock clock;
    EngineTime time(clock, std::nullopt, 0);
    CHECK(time.now()->at_ms == clock.reading.wall_ms);
    CHECK(time.now()->wall_offset_ms == 0);
  }

  TEST_CASE("within one boot time goes on by the boot-time clock, over a restart too") {
    FakeClock clock;
    EngineTime before(clock, std::nullopt, 0);
    const auto at = before.now()->at_ms;
    const auto anchor = before.anchor();
    clock.pass(7000);
    clock.reading.wall_ms += 60'000;  // and somebody set the wall clock
    EngineTime after(clock, anchor, 0);
    CHECK(after.now()->at_ms == at + 7000);
    CHECK(after.now()->corrected_ms == 60'000);
    after.correct(60'000);
    CHECK(after.now()->corrected_ms == 0);
    CHECK(after.now()->wall_offset_ms == 60'000);
  }

  TEST_CASE("after a reboot time goes on by the wall clock, and never back") {
    FakeClock clock;
    EngineTime before(clock, std::nullopt, 0);
    const auto at = before.now()->at_ms;
    const auto anchor = before.anchor();
    clock.boot = "boot-2";
    clock.reading.boottime_ms = 10;
    SUBCASE("forward") {
      clock.reading.wall_ms += 90'000;
      EngineTime after(clock, anchor, 0);
      CHECK(after.now()->at_ms == at + 90'000);
    }
    SUBCASE("a little back") {
      clock.reading.wall_ms -= 90'000;
      EngineTime after(clock, anchor, 0);
      CHECK(after.now()->at_ms == at);
      CHECK(after.now()->corrected_ms == -90'000);
    }
  }

  TEST_CASE("a drift that nobody sees is no correction") {
    FakeClock clock;
    EngineTime time(clock, std::nullopt, 0);
    REQUIRE(time.now());
    clock.reading.wall_ms += 2000;
    CHECK(time.now()->corrected_ms == 0);
    clock.reading.wall_ms += 1;
    CHECK(time.now()->corrected_ms == 2001);
  }

  TEST_CASE("a wall clock that cannot be right refuses commands until it is") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto right = rig.clock.reading.wall_ms;
    rig.clock.boot = "boot-2";
    rig.clock.reading.boottime_ms = 0;
    SUBCASE("behind the journal") {
      rig.clock.reading.wall_ms = right - 301'000;
    }
    SUBCASE("far ahead") {
      rig.clock.reading.wall_ms = right + 61LL * 24 * 3'600'000;
    }
    SUBCASE("not set at all") {
      rig.clock.reading.wall_ms = 12'000;
    }
    rig.restart();
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 2, issue("R"))) == "clock");
    CHECK(std::holds_alternative<Pong>(rig.ask(rig.kiosk, "", 1, Ping{}).body));
    rig.dispatcher->heartbeat();
    rig.clock.reading.wall_ms = right + 1000;
    const auto reply = rig.ask(rig.kiosk, "s", 3, issue("R"));
    CHECK(std::get<TicketReply>(reply.body).ticket == "R002");
  }

  TEST_CASE("a correction is journalled once, and shifts what is shown alone") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto at = rig.store.records().back().entry.at_ms;
    rig.clock.reading.wall_ms += 10'000;
    rig.dispatcher->heartbeat();
    rig.settle_down();
    const auto& entry = rig.store.records().back().entry;
    CHECK(std::get<ClockCorrected>(entry.event).by_ms == 10'000);
    CHECK(entry.at_ms == at);
    CHECK(entry.wall_ms() == rig.clock.reading.wall_ms);
    const auto rows = rig.store.records().size();
    rig.dispatcher->heartbeat();
    rig.settle_down();
    CHECK(rig.store.records().size() == rows);
  }
}
