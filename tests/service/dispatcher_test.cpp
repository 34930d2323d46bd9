// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/dispatcher.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/service/rig.hpp"

using namespace antre;
using test::issue;
using test::Rig;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

std::vector<Update> updates(const Rig& rig) {
  std::vector<Update> read;
  for (const auto& bytes : rig.transport.published) read.push_back(*codec::decode_update(bytes));
  return read;
}

}  // namespace

TEST_SUITE("service/dispatcher") {
  TEST_CASE("nothing is answered, published or shown before its commit") {
    Rig rig;
    rig.transport.replies.clear();
    rig.transport.published.clear();
    const auto before = rig.dispatcher->view().seq;
    rig.send(rig.kiosk, "s", 1, issue("R"));
    rig.send(rig.display, "", 5, Ping{});
    rig.loop.run();
    CHECK(rig.transport.replies.empty());
    CHECK(rig.transport.published.empty());
    CHECK(rig.dispatcher->view().seq == before);
    // The number, and the clock of who waits where nobody serves.
    CHECK(rig.dispatcher->state().seq == before + 2);
    rig.settle_down();
    REQUIRE(rig.transport.replies.size() == 2);
    CHECK(std::get<Pong>(rig.last_reply().body).seq == before + 2);
    REQUIRE(rig.transport.published.size() == 2);
    CHECK(updates(rig)[0].seq == before + 1);
  }

  TEST_CASE("requests that arrive together share one commit, in their order") {
    Rig rig;
    rig.transport.replies.clear();
    for (const auto* session : {"a", "b", "c"}) rig.send(rig.kiosk, session, 1, issue("R"));
    rig.loop.run();
    REQUIRE(rig.committer.held.size() == 1);
    CHECK(std::ranges::count_if(rig.committer.held[0].batch.records, [](const auto& record) {
            return std::holds_alternative<TicketIssued>(record.entry.event);
          }) == 3);
    SUBCASE("and what comes meanwhile is decided on the live state and goes with the next") {
      rig.send(rig.kiosk, "d", 1, issue("R"));
      rig.loop.run();
      CHECK(rig.committer.held.size() == 2);
      rig.commit_one();
      CHECK(rig.transport.replies.size() == 3);
      rig.settle_down();
      CHECK(std::get<TicketReply>(rig.last_reply().body).ticket == "R004");
      CHECK(std::get<TicketReply>(rig.last_reply().body).ahead == 3);
    }
    SUBCASE("and when it fails, nobody is told anything and the program must end") {
      auto work = std::move(rig.committer.held[0]);
      rig.committer.held.clear();
      work.done = Error{ErrorCode::kIo, "disk"};
      rig.dispatcher->completed(std::move(work));
      CHECK(rig.fatal.size() == 1);
      rig.send(rig.kiosk, "d", 1, issue("R"));
      rig.loop.run();
      CHECK(rig.transport.replies.empty());
      CHECK(rig.committer.held.empty());
    }
  }

  TEST_CASE("a restart goes on where the journal ends") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.ask(rig.admin, "a", 1, OpenCounter{{1}, "Sari"});
    rig.ask(rig.admin, "a", 2, Call{{1}, std::nullopt});
    const auto state = rig.dispatcher->state();
    const auto view = rig.dispatcher->view();
    rig.restart();
    CHECK(rig.dispatcher->state() == state);
    CHECK(rig.dispatcher->view() == view);
    const auto next = rig.ask(rig.kiosk, "s", 2, issue("R"));
    CHECK(std::get<TicketReply>(next.body).ticket == "R002");
  }

  TEST_CASE("every entry is chained to the one before") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.ask(rig.kiosk, "s", 2, issue("K"));
    auto before = store::kNoHash;
    for (const auto& record : rig.store.records()) {
      CHECK(record.hash == store::chained(before, record.bytes));
      before = record.hash;
    }
  }

  TEST_CASE("a new day begins with its first command, and numbers begin anew") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.clock.pass(24 * kHourMs);
    const auto next = rig.ask(rig.kiosk, "s", 2, issue("R"));
    CHECK(std::get<TicketReply>(next.body).ticket == "R001");
    const auto names = rig.journal();
    CHECK(std::ranges::count(names, "day-opened") == 2);
    const auto closed = std::ranges::find_if(rig.store.records(), [](const auto& record) {
      return std::holds_alternative<DayClosed>(record.entry.event);
    });
    REQUIRE(closed != rig.store.records().end());
    const auto& event = std::get<DayClosed>(closed->entry.event);
    CHECK(event.unserved == std::vector<std::string>{"R001"});
    CHECK(event.head == store::hex(std::prev(closed)->hash));
    // Day and its first command are one transaction.
    CHECK(rig.dispatcher->view().today.issued == 1);
  }

  TEST_CASE("a restart after midnight knows who is still at a counter") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.ask(rig.admin, "a", 1, OpenCounter{{1}, "Sari"});
    rig.ask(rig.admin, "a", 2, OpenCounter{{2}, "Budi"});
    rig.ask(rig.admin, "a", 3, Call{{1}, std::nullopt});
    rig.clock.pass(24 * kHourMs);
    rig.ask(rig.kiosk, "s", 2, issue("R"));
    const auto state = rig.dispatcher->state();
    const auto view = rig.dispatcher->view();
    rig.restart();
    CHECK(rig.dispatcher->state() == state);
    CHECK(rig.dispatcher->view() == view);
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 4, Start{{1}})).empty());
  }

  TEST_CASE("a wall clock set back over midnight opens no day anew") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.clock.reading.wall_ms -= 24 * kHourMs;
    const auto next = rig.ask(rig.kiosk, "s", 2, issue("R"));
    CHECK(std::get<TicketReply>(next.body).ticket == "R002");
    CHECK(std::ranges::count(rig.journal(), "clock-corrected") == 1);
  }

  TEST_CASE("a ticket's code is drawn here, and is in no update") {
    Rig rig;
    auto asked = issue("R");
    asked.code = "MINE";
    const auto reply = rig.ask(rig.kiosk, "s", 1, asked);
    CHECK(std::get<TicketReply>(reply.body).code == "CODE1001");
    CHECK(rig.transport.published.back().find("CODE1001") == std::string::npos);
  }

  TEST_CASE("a full disk refuses commands, and reads go on") {
    Rig rig;
    rig.store.set_free_bytes(63ULL * 1024 * 1024);
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 1, issue("R"))) == "unavailable");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "", 1, Settle{"s", 1})) == "unavailable");
    const auto read = rig.ask(rig.display, "", 1, GetSnapshot{});
    CHECK(std::holds_alternative<SnapshotReply>(read.body));
  }

  TEST_CASE("a changed hall file is journalled at the start, once") {
    Rig rig;
    rig.hall.name["id"] = "Aula baru";
    rig.restart();
    CHECK(rig.journal().back() == "hall-changed");
    CHECK(rig.dispatcher->view().hall.name.at("id") == "Aula baru");
    const auto rows = rig.store.records().size();
    rig.restart();
    CHECK(rig.store.records().size() == rows);
  }

  TEST_CASE("a reload is applied whole, and never another hall's") {
    Rig rig;
    auto changed = rig.hall;
    changed.name["id"] = "Aula baru";
    CHECK(rig.dispatcher->change_hall(changed));
    rig.settle_down();
    CHECK(rig.dispatcher->view().hall.name.at("id") == "Aula baru");
    changed.id = "another";
    CHECK_FALSE(rig.dispatcher->change_hall(changed));
  }

  TEST_CASE("a heartbeat tells the head that was published, and the time") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.clock.pass(1000);
    rig.dispatcher->heartbeat();
    const auto beat = updates(rig).back();
    CHECK(std::holds_alternative<Heartbeat>(beat.event));
    CHECK(beat.epoch == "epoch-1");
    CHECK(beat.seq == rig.store.records().size());
    CHECK(beat.at_ms == rig.clock.reading.wall_ms);
    CHECK(std::get<Heartbeat>(beat.event).utc_offset_s == 7 * 3600);
  }

  TEST_CASE("queries are answered") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto welcome = std::get<Welcome>(rig.ask(rig.display, "", 1, Hello{"x"}).body);
    CHECK(welcome.role == "display");
    CHECK(welcome.updates == "tcp://127.0.0.1:7301");
    CHECK(welcome.hall_id == "test");
    const auto view = std::get<SnapshotReply>(rig.ask(rig.display, "", 2, GetSnapshot{}).body).view;
    CHECK(view.seq == rig.store.records().size());
    CHECK(view.tickets.size() == 1);
    const auto page = std::get<EventsPage>(rig.ask(rig.admin, "", 3, GetEvents{1, {}, 1}).body);
    REQUIRE(page.entries.size() == 1);
    CHECK(page.entries[0].seq == 2);
    REQUIRE(page.hashes.size() == 1);
    CHECK(page.hashes[0] == store::hex(rig.store.records()[1].hash));
    CHECK(page.utc_offset_s == 7 * 3600);
  }

  TEST_CASE("what cannot be understood is refused to the one who asked") {
    Rig rig;
    rig.dispatcher->receive(rig.kiosk, R"({"v":9,"session":"s","n":3,"do":"dance"})");
    CHECK(Rig::refused(rig.last_reply()) == "unknown-command");
    CHECK(rig.last_reply().session == "s");
    CHECK(rig.last_reply().n == 3);
    rig.dispatcher->receive(rig.kiosk, "\xff{");
    CHECK(Rig::refused(rig.last_reply()) == "bad-request");
  }

  TEST_CASE("a client ahead of the journal begins a new epoch, once a start") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    GetSnapshot behind;
    behind.had_seq = 500;
    const auto view = std::get<SnapshotReply>(rig.ask(rig.display, "", 1, behind).body).view;
    CHECK(view.epoch != "epoch-1");
    const auto next = rig.ask(rig.kiosk, "s", 2, issue("R"));
    CHECK(std::get<TicketReply>(next.body).ticket == "R102");
    const auto again = std::get<SnapshotReply>(rig.ask(rig.display, "", 2, behind).body).view;
    CHECK(again.epoch == view.epoch);
    const auto told = std::ranges::find_if(rig.store.records(), [](const auto& record) {
      return std::holds_alternative<StoreRestored>(record.entry.event);
    });
    REQUIRE(told != rig.store.records().end());
    CHECK(std::get<StoreRestored>(told->entry.event).why == "by-hand");
    CHECK(std::get<StoreRestored>(told->entry.event).had_seq == 500);
    CHECK(std::ranges::count(rig.journal(), "store-restored") == 1);
    SUBCASE("and when it is put back a second time, other numbers are skipped") {
      rig.restart();
      behind.had_seq = 900;
      rig.ask(rig.display, "", 3, behind);
      rig.restart();
      rig.ask(rig.display, "", 4, behind);
      const auto third = rig.ask(rig.kiosk, "s", 3, issue("R"));
      CHECK(std::get<TicketReply>(third.body).ticket == "R303");
    }
  }

  TEST_CASE("stopping finishes what was taken, then says so") {
    Rig rig;
    rig.transport.replies.clear();
    rig.send(rig.kiosk, "s", 1, issue("R"));
    rig.dispatcher->stop();
    CHECK_FALSE(rig.stopped);
    rig.send(rig.kiosk, "t", 1, issue("R"));
    rig.settle_down();
    CHECK(rig.stopped);
    CHECK(rig.transport.replies.size() == 1);
    CHECK(std::holds_alternative<GoingDown>(updates(rig).back().event));
  }
}

TEST_SUITE("service/roles") {
  TEST_CASE("a role does its own and nothing else") {
    Rig rig;
    CHECK(Rig::refused(rig.ask(rig.display, "d", 1, issue("R"))) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.display, "", 1, GetEvents{})) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.display, "", 1, Settle{"d", 1})) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "k", 1, OpenCounter{{1}, "Sari"})) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 1, OpenCounter{{2}, "Sari"})) == "not-allowed");
    CHECK(Rig::refused(rig.ask({"x", "ghost", "x"}, "", 1, Ping{})) == "not-allowed");
    CHECK(rig.journal() == std::vector<std::string>{"day-opened"});
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 2, OpenCounter{{1}, "Sari"})).empty());
    CHECK(Rig::refused(rig.ask(rig.kiosk, "k", 2, issue("R"))).empty());
  }

  TEST_CASE("officers' names are for staff") {
    Rig rig;
    rig.ask(rig.counter, "c", 1, OpenCounter{{1}, "Sari"});
    rig.ask(rig.display, "", 1, GetSnapshot{});
    CHECK(rig.transport.replies.back().bytes.find("Sari") == std::string::npos);
    rig.ask(rig.counter, "", 1, GetSnapshot{});
    CHECK(rig.transport.replies.back().bytes.find("Sari") != std::string::npos);
  }
}
