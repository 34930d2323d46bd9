// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/restored.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/service/rig.hpp"

using namespace antre;
using test::issue;
using test::Rig;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

std::string next_number(Rig& rig, const char* session, const char* service) {
  return std::get<TicketReply>(rig.ask(rig.kiosk, session, 1, issue(service)).body).ticket;
}

/// Three numbers of R were given when the backup was made; it is put back now.
void put_back(Rig& rig, std::vector<store::Told> told) {
  for (const auto* session : {"a", "b", "c"}) next_number(rig, session, "R");
  rig.store.put_back("epoch-2", {rig.clock.reading.wall_ms, std::move(told)});
}

int restores(const Rig& rig) {
  return static_cast<int>(std::ranges::count(rig.journal(), "store-restored"));
}

}  // namespace

TEST_SUITE("service/restored") {
  TEST_CASE("after a restore 100 numbers of each service are skipped, in one transaction") {
    Rig rig;
    put_back(rig, {});
    rig.store.batches.clear();
    rig.restart();
    REQUIRE_FALSE(rig.store.batches.empty());
    const auto& batch = rig.store.batches.front();
    CHECK(batch.restored_done);
    REQUIRE(batch.records.size() == 3);
    const auto& restored = std::get<StoreRestored>(batch.records[0].entry.event);
    CHECK(restored.why == "backup");
    CHECK_FALSE(restored.had_seq);
    const auto& skipped = std::get<NumbersSkipped>(batch.records[1].entry.event);
    CHECK(skipped.service == ServiceId{"R"});
    CHECK(skipped.from == 4);
    CHECK(skipped.to == 103);
    CHECK(std::get<NumbersSkipped>(batch.records[2].entry.event).to == 100);
    CHECK(next_number(rig, "d", "R") == "R104");
    CHECK(next_number(rig, "e", "K") == "K101");
    const auto view = std::get<SnapshotReply>(rig.ask(rig.display, "", 1, GetSnapshot{}).body).view;
    CHECK(view.epoch == "epoch-2");
    SUBCASE("once") {
      rig.restart();
      CHECK(restores(rig) == 1);
      CHECK(next_number(rig, "f", "R") == "R105");
    }
  }

  TEST_CASE("where somebody said how far the numbers went, no more are skipped") {
    Rig rig;
    put_back(rig, {{{"R"}, 5}, {{"X"}, 9}, {{"R"}, 4'000'000'000U}});
    rig.restart();
    CHECK(next_number(rig, "d", "R") == "R006");
    CHECK(next_number(rig, "e", "K") == "K101");
  }

  TEST_CASE("a number that the backup knows of skips nothing") {
    Rig rig;
    put_back(rig, {{{"R"}, 2}});
    rig.restart();
    CHECK(next_number(rig, "d", "R") == "R004");
  }

  TEST_CASE("a backup of the day before opens today, and skips in it") {
    Rig rig;
    next_number(rig, "a", "R");
    rig.clock.pass(24 * kHourMs);
    rig.store.put_back("epoch-2", {rig.clock.reading.wall_ms, {{{"R"}, 80}}});
    rig.restart();
    const auto names = rig.journal();
    CHECK(std::ranges::count(names, "day-opened") == 2);
    CHECK(next_number(rig, "b", "R") == "R081");
    CHECK(next_number(rig, "c", "K") == "K101");
  }

  TEST_CASE("on a day after the restore nothing can be out") {
    Rig rig;
    put_back(rig, {{{"R"}, 80}});
    rig.clock.pass(24 * kHourMs);
    rig.restart();
    CHECK(restores(rig) == 1);
    CHECK(next_number(rig, "d", "R") == "R001");
    CHECK_FALSE(rig.store.load()->restored);
  }

  TEST_CASE("until disk and clock are right nothing is journalled, and no number is given") {
    Rig rig;
    put_back(rig, {});
    rig.store.set_free_bytes(1);
    const auto rows = rig.store.records().size();
    rig.restart();
    CHECK(rig.store.records().size() == rows);
    CHECK(Rig::refused(rig.ask(rig.kiosk, "d", 1, issue("R"))) == "unavailable");
    rig.store.set_free_bytes(std::uint64_t{1} << 40U);
    SUBCASE("then the next heartbeat does it") {
      rig.dispatcher->heartbeat();
      rig.settle_down();
    }
    SUBCASE("or the next request, before it is carried out") {}
    SUBCASE("or another hall file") {
      auto hall = rig.hall;
      hall.name["id"] = "Aula baru";
      CHECK(rig.dispatcher->change_hall(hall));
      rig.settle_down();
      CHECK(rig.journal().back() == "numbers-skipped");
    }
    CHECK(next_number(rig, "e", "R") == "R104");
    CHECK(restores(rig) == 1);
  }

  TEST_CASE("a client that was further is not forgotten while the disk is full") {
    Rig rig;
    next_number(rig, "a", "R");
    rig.store.set_free_bytes(1);
    GetSnapshot ahead;
    ahead.had_seq = 500;
    rig.ask(rig.display, "", 1, ahead);
    CHECK(restores(rig) == 0);
    rig.store.set_free_bytes(std::uint64_t{1} << 40U);
    // Before the next number is given: nobody reports a second time.
    CHECK(next_number(rig, "b", "R") == "R102");
    CHECK(restores(rig) == 1);
  }

  TEST_CASE("a store put back by hand from before today opens today to skip in") {
    Rig rig;
    rig.clock.pass(24 * kHourMs);
    GetSnapshot ahead;
    ahead.had_seq = 500;
    rig.ask(rig.display, "", 1, ahead);
    CHECK(next_number(rig, "a", "R") == "R101");
    CHECK(next_number(rig, "b", "K") == "K101");
  }
}
