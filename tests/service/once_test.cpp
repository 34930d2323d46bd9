// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/service/rig.hpp"

using namespace antre;
using test::issue;
using test::Rig;

TEST_SUITE("service/exactly once") {
  TEST_CASE("a repeat gets the same bytes and no second ticket") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto first = rig.transport.replies.back().bytes;
    const auto rows = rig.store.records().size();
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    CHECK(rig.transport.replies.back().bytes == first);
    rig.restart();
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    CHECK(rig.transport.replies.back().bytes == first);
    CHECK(rig.store.records().size() == rows);
  }

  TEST_CASE("a repeat of what is being committed waits for that commit") {
    Rig rig;
    rig.transport.replies.clear();
    rig.send(rig.kiosk, "s", 1, issue("R"));
    rig.loop.run();
    rig.send(rig.kiosk, "s", 1, issue("R"));
    rig.loop.run();
    CHECK(rig.transport.replies.empty());
    rig.settle_down();
    REQUIRE(rig.transport.replies.size() == 2);
    CHECK(rig.transport.replies[0].bytes == rig.transport.replies[1].bytes);
    CHECK(rig.dispatcher->view().today.issued == 1);
  }

  TEST_CASE("numbers that do not follow are refused") {
    Rig rig;
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 2, issue("R"))) == "gap");
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.ask(rig.kiosk, "s", 2, issue("R"));
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 1, issue("R"))) == "stale");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 4, issue("R"))) == "gap");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 2, issue("K"))) == "conflict");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "", 1, issue("R"))) == "bad-request");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "t", 0, issue("R"))) == "bad-request");
    CHECK(rig.dispatcher->view().today.issued == 2);
  }

  TEST_CASE("two clients may draw the same session and are told apart by their keys") {
    Rig rig;
    const auto one = rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto two = rig.ask(rig.other_kiosk, "s", 1, issue("R"));
    CHECK(std::get<TicketReply>(one.body).ticket == "R001");
    CHECK(std::get<TicketReply>(two.body).ticket == "R002");
  }

  TEST_CASE("a refusal of the hall is stored under its number, and the next one goes on") {
    Rig rig;
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 1, issue("X"))) == "unknown-service");
    const auto bytes = rig.transport.replies.back().bytes;
    rig.restart();
    rig.ask(rig.kiosk, "s", 1, issue("X"));
    CHECK(rig.transport.replies.back().bytes == bytes);
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 2, issue("R"))).empty());
  }

  TEST_CASE("settle tells what was executed") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto stored = rig.transport.replies.back().bytes;
    const auto settled = rig.ask(rig.kiosk, "new", 7, Settle{"s", 1});
    const auto& body = std::get<SettleReply>(settled.body);
    CHECK(body.executed);
    CHECK(body.stored == stored);
    CHECK(settled.session == "new");
    CHECK(settled.n == 7);
  }

  TEST_CASE("what was settled as not done is never done") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto settled = rig.ask(rig.kiosk, "", 1, Settle{"s", 2});
    CHECK_FALSE(std::get<SettleReply>(settled.body).executed);
    rig.restart();
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 2, issue("R"))) == "settled");
    CHECK_FALSE(std::get<SettleReply>(rig.ask(rig.kiosk, "", 2, Settle{"s", 2}).body).executed);
    CHECK(rig.dispatcher->view().tickets.size() == 1);
    SUBCASE("the session goes on after it") {
      CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 3, issue("R"))).empty());
    }
    SUBCASE("a session that never was is spent too") {
      CHECK_FALSE(
          std::get<SettleReply>(rig.ask(rig.kiosk, "", 3, Settle{"never", 1}).body).executed);
      CHECK(Rig::refused(rig.ask(rig.kiosk, "never", 1, issue("R"))) == "settled");
      CHECK(Rig::refused(rig.ask(rig.kiosk, "", 4, Settle{"other", 5})) == "gap");
    }
  }

  TEST_CASE("a refusal of the moment spends no number on the disk, and the session goes on") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.store.set_free_bytes(1);
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 2, issue("R"))) == "unavailable");
    const auto refused = rig.transport.replies.back().bytes;
    rig.store.set_free_bytes(std::uint64_t{1} << 40U);
    rig.ask(rig.kiosk, "s", 2, issue("R"));
    CHECK(rig.transport.replies.back().bytes == refused);
    const auto next = rig.ask(rig.kiosk, "s", 3, issue("R"));
    CHECK(std::get<TicketReply>(next.body).ticket == "R002");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 2, issue("R"))) == "stale");
  }

  TEST_CASE("a session unused for a week is forgotten with the next day") {
    Rig rig;
    rig.ask(rig.kiosk, "old", 1, issue("R"));
    rig.clock.pass(std::int64_t{8} * 24 * 3600 * 1000);
    rig.ask(rig.kiosk, "new", 1, issue("R"));
    const auto loaded = rig.store.load();
    REQUIRE(loaded->sessions.size() == 1);
    CHECK(loaded->sessions[0].session == "new");
  }

  TEST_CASE("of a client with very many sessions the longest unused one is forgotten") {
    service::Sessions sessions({});
    store::SessionRow row;
    row.client = "admin:local";
    row.n = 1;
    for (std::size_t i = 0; i <= service::Sessions::kMostPerClient; ++i) {
      row.session = std::to_string(i);
      sessions.keep(row, 0);
    }
    const auto forgotten = sessions.take_surplus();
    REQUIRE(forgotten.size() == 1);
    CHECK(forgotten[0].session == "0");
    CHECK(sessions.size() == service::Sessions::kMostPerClient);
  }
}
