// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/health.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "tests/service/rig.hpp"

using namespace antre;
using test::issue;
using test::Rig;

namespace {

HealthReply health(Rig& rig) {
  return std::get<HealthReply>(rig.ask(rig.admin, "", 1, GetHealth{}).body);
}

}  // namespace

TEST_SUITE("service/health") {
  TEST_CASE("health tells who it is, how long it is up and where the journal stands") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.pass(61'500);
    const auto told = health(rig);
    CHECK(told.program == "antre-dispatcher test");
    CHECK(told.hall_id == "test");
    CHECK(told.epoch == "epoch-1");
    CHECK(told.seq == rig.store.records().size());
    CHECK(told.head == store::hex(rig.store.records().back().hash));
    CHECK(told.at_wall_ms == rig.clock.reading.wall_ms);
    CHECK(told.utc_offset_s == 7 * 3600);
    CHECK(told.up_s == 61);
    CHECK(told.takes_commands);
    CHECK(told.why_not.empty());
    rig.restart();
    CHECK(health(rig).head == told.head);
    CHECK(health(rig).up_s == 0);
  }

  TEST_CASE("health tells what links, commits and disk say") {
    Rig rig;
    rig.gauges.counted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    rig.gauges.memory = 11;
    rig.committer.measured = {12, 13, 14, 15};
    rig.store.own = 16;
    rig.store.set_free_bytes(std::uint64_t{17} << 30U);
    const auto told = health(rig);
    CHECK(std::vector{told.connections, told.requests, told.replies, told.refused, told.revoked,
                      told.malformed, told.dropped, told.throttled, told.cut, told.rebinds,
                      told.memory_bytes, told.commits} ==
          std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    CHECK(told.commit_p50_us == 13);
    CHECK(told.commit_p99_us == 14);
    CHECK(told.commit_max_us == 15);
    CHECK(told.store_bytes == 16);
    CHECK(told.free_bytes == std::uint64_t{17} << 30U);
    CHECK(told.reserve_bytes == std::uint64_t{64} << 20U);
  }

  TEST_CASE("repeats are counted") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    CHECK(health(rig).repeats == 0);
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    CHECK(health(rig).repeats == 1);
  }

  TEST_CASE("while a commit is under way health is answered at once, and tells who waits") {
    Rig rig;
    const auto seq = health(rig).seq;
    rig.send(rig.kiosk, "s", 1, issue("R"));
    rig.send(rig.kiosk, "t", 1, issue("R"));
    rig.loop.run();
    rig.transport.replies.clear();
    rig.send(rig.admin, "", 1, GetHealth{});
    REQUIRE(rig.transport.replies.size() == 1);
    const auto told = std::get<HealthReply>(rig.last_reply().body);
    CHECK(told.waiting == 2);
    CHECK(told.seq == seq);
  }

  TEST_CASE("why no commands are taken is told: a full disk, a read-only store, the clock") {
    Rig rig;
    SUBCASE("disk") {
      rig.store.set_free_bytes(1);
      CHECK(health(rig).why_not.find("64 MiB") != std::string::npos);
    }
    SUBCASE("store") {
      rig.store.why_not = "the disk is read-only";
      CHECK(health(rig).why_not == "the disk is read-only");
    }
    SUBCASE("clock") {
      rig.clock.boot = "boot-2";
      rig.clock.reading.wall_ms = 0;
      rig.restart();
      CHECK(health(rig).why_not.find("clock") != std::string::npos);
    }
    CHECK_FALSE(health(rig).takes_commands);
  }

  TEST_CASE("health is for who answers for the hall") {
    Rig rig;
    CHECK(Rig::refused(rig.ask(rig.counter, "", 1, GetHealth{})) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.supervisor, "", 1, GetHealth{})).empty());
  }

  TEST_CASE("the memory of a process is known") {
    const auto before = service::resident_bytes();
    CHECK(before > 1'000'000);
    const std::vector<char> used(std::size_t{64} << 20U, 'x');
    CHECK(service::resident_bytes() >= before + (std::size_t{32} << 20U));
    CHECK(used.back() == 'x');
  }
}

TEST_SUITE("service/read-only store") {
  TEST_CASE("commands are refused in the store's words, and reads go on") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.store.why_not = "the disk is read-only";
    rig.restart();
    const auto refused = rig.ask(rig.kiosk, "t", 1, issue("R"));
    CHECK(Rig::refused(refused) == "unavailable");
    CHECK(std::get<Refused>(refused.body).error.message == "the disk is read-only");
    const auto view = std::get<SnapshotReply>(rig.ask(rig.display, "", 1, GetSnapshot{}).body).view;
    CHECK(view.tickets.size() == 1);
    CHECK(std::get<EventsPage>(rig.ask(rig.admin, "", 1, GetEvents{}).body).entries.size() >= 2);
    rig.pass(60'000);
    CHECK(rig.fatal.empty());
  }

  TEST_CASE("it tries to write every five seconds, and commands go on by themselves") {
    Rig rig;
    rig.store.why_not = "the disk is read-only";
    rig.restart();
    const auto beat = [&] {
      rig.pass(1000);
      rig.dispatcher->heartbeat();
      rig.settle_down();
    };
    for (int second = 0; second < 20; ++second) beat();
    CHECK(rig.store.tries == 4);
    rig.store.disk_is_well = true;
    for (int second = 0; second < 5; ++second) beat();
    CHECK(rig.store.why_not.empty());
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 1, issue("R"))).empty());
    const auto tries = rig.store.tries;
    for (int second = 0; second < 10; ++second) beat();
    CHECK(rig.store.tries == tries);
  }

  TEST_CASE("a start on it writes nothing, whatever there would be to write") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.store.why_not = "the disk is read-only";
    rig.hall.name["id"] = "Aula baru";
    rig.store.put_back("epoch-2", {rig.clock.reading.wall_ms, {}});
    rig.clock.pass(std::int64_t{24} * 3'600'000);
    rig.restart();
    rig.dispatcher->heartbeat();
    rig.settle_down();
    CHECK(rig.fatal.empty());
    CHECK(rig.dispatcher->view().tickets.size() == 1);
  }
}
