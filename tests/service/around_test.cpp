// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "tests/service/rig.hpp"

using namespace antre;
using test::issue;
using test::Rig;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

SignGuestBook entry_of(const std::string& number, const std::string& name) {
  SignGuestBook command;
  command.ticket = number;
  command.guest.name = name;
  command.guest.institution = "Universitas Diponegoro";
  command.guest.email = "wulandari@example.org";
  command.guest.purpose = "kemiskinan";
  command.guest.identity = "ktp";
  return command;
}

GuestReply guest_of(Rig& rig, const std::string& number, std::optional<Day> of_day = {}) {
  GetGuest asked;
  asked.ticket = number;
  asked.of_day = of_day;
  return std::get<GuestReply>(rig.ask(rig.counter, "", 9, asked).body);
}

std::string code_of(Rig& rig, std::uint64_t n) {
  const auto reply = rig.ask(rig.kiosk, "s", n, issue("R"));
  return *std::get<TicketReply>(reply.body).code;
}

Reprint reprint(const std::string& number, const std::string& kiosk = "") {
  Reprint command;
  command.ticket = number;
  command.kiosk = kiosk;
  return command;
}

GetTicket get_ticket(const std::string& number) {
  GetTicket asked;
  asked.ticket = number;
  return asked;
}

/// Whether any of the words that were entered can be read anywhere but in the guest book.
bool leaked(const Rig& rig) {
  const auto in = [](const std::string& bytes) {
    for (const auto* word : {"Wulandari", "wulandari", "Diponegoro", "kemiskinan"})
      if (bytes.find(word) != std::string::npos) return true;
    return false;
  };
  for (const auto& record : rig.store.records())
    if (in(record.bytes)) return true;
  for (const auto& update : rig.transport.published)
    if (in(update)) return true;
  for (const auto& batch : rig.store.batches)
    for (const auto& row : batch.sessions)
      if (in(row.reply)) return true;
  return false;
}

}  // namespace

TEST_SUITE("service/guest book") {
  TEST_CASE("an entry is beside the journal, which has its salted hash") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    auto entry = entry_of("R001", "Wulandari");
    entry.hash = "forged";
    CHECK(std::holds_alternative<Accepted>(rig.ask(rig.kiosk, "s", 2, entry).body));
    const auto& event = std::get<GuestBookSigned>(rig.store.records().back().entry.event);
    CHECK(event.hash.size() == 64);
    const auto told = guest_of(rig, "R001");
    REQUIRE(told.guest);
    CHECK(*told.guest == entry.guest);
    CHECK(told.at_wall_ms == rig.clock.reading.wall_ms);
    CHECK(rig.dispatcher->view().tickets.begin()->second.guest);
    CHECK_FALSE(leaked(rig));
    CHECK_FALSE(guest_of(rig, "R002").guest);
  }

  TEST_CASE("a later entry takes its place, with a salt of its own") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.ask(rig.kiosk, "s", 2, entry_of("R001", "Wulandari"));
    rig.ask(rig.counter, "c", 1, entry_of("R001", "Wulandari S."));
    rig.ask(rig.counter, "c", 2, entry_of("R001", "Wulandari S."));
    CHECK(guest_of(rig, "R001").guest->name == "Wulandari S.");
    std::vector<std::string> hashes;
    for (const auto& record : rig.store.records())
      if (const auto* event = std::get_if<GuestBookSigned>(&record.entry.event))
        hashes.push_back(event->hash);
    REQUIRE(hashes.size() == 3);
    CHECK(hashes[1] != hashes[2]);
    rig.restart();
    CHECK(guest_of(rig, "R001").guest->name == "Wulandari S.");
  }

  TEST_CASE("a repeated entry is one entry, with the same answer after a restart too") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto first = rig.ask(rig.kiosk, "s", 2, entry_of("R001", "Wulandari"));
    const auto rows = rig.store.records().size();
    rig.restart();
    const auto again = rig.ask(rig.kiosk, "s", 2, entry_of("R001", "Wulandari"));
    CHECK(codec::encode(first) == codec::encode(again));
    CHECK(rig.store.records().size() == rows);
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 2, entry_of("R001", "Somebody"))) == "conflict");
  }

  TEST_CASE("what is refused keeps nothing, and its answer says nothing of the visitor") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 2, entry_of("R009", "Wulandari"))) ==
          "unknown-ticket");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 3, entry_of("R001", ""))) == "bad-request");
    CHECK(Rig::refused(rig.ask(rig.display, "d", 1, entry_of("R001", "Wulandari"))) ==
          "not-allowed");
    for (const auto& sent : rig.transport.replies)
      CHECK(sent.bytes.find("ulandari") == std::string::npos);
    CHECK_FALSE(guest_of(rig, "R001").guest);
    CHECK_FALSE(leaked(rig));
  }

  TEST_CASE("an entry is asked for after it is durable, and erased when its time is over") {
    auto hall = test::hall_of_two();
    hall.retention.guest_book_days = 1;
    Rig rig(hall);
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto day = rig.dispatcher->state().day;
    rig.send(rig.kiosk, "s", 2, entry_of("R001", "Wulandari"));
    CHECK(guest_of(rig, "R001").guest);  // committed before the answer
    rig.clock.pass(kDayMs);
    rig.ask(rig.kiosk, "s", 3, issue("R"));
    CHECK(guest_of(rig, "R001", day).guest);
    CHECK_FALSE(guest_of(rig, "R001").guest);  // today's
    rig.clock.pass(kDayMs);
    rig.ask(rig.kiosk, "s", 4, issue("R"));
    CHECK_FALSE(guest_of(rig, "R001", day).guest);
  }
}

TEST_SUITE("service/check-in") {
  TEST_CASE("the answer is the ticket, from any kiosk and as often as it is asked") {
    Rig rig;
    const auto code = code_of(rig, 1);
    rig.ask(rig.kiosk, "s", 2, issue("R"));
    const auto reply = rig.ask(rig.other_kiosk, "s", 1, CheckIn{code});
    const auto& ticket = std::get<TicketReply>(reply.body);
    CHECK(ticket.ticket == "R001");
    CHECK(ticket.ahead == 0);
    CHECK(rig.journal().back() == "ticket-checked-in");
    CHECK(rig.dispatcher->view().tickets.begin()->second.checked_in);
    const auto rows = rig.store.records().size();
    const auto again = rig.ask(rig.kiosk, "s", 3, CheckIn{code});
    CHECK(std::get<TicketReply>(again.body).ticket == "R001");
    CHECK(rig.store.records().size() == rows);
    rig.restart();
    CHECK(std::get<TicketReply>(rig.ask(rig.counter, "c", 1, CheckIn{code}).body).ticket == "R001");
    CHECK(rig.store.records().size() == rows);
  }

  TEST_CASE("a code that nobody has is refused, and kept nowhere") {
    Rig rig;
    code_of(rig, 1);
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 2, CheckIn{"RUBBISH7"})) == "unknown-ticket");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 3, CheckIn{""})) == "bad-request");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "s", 4, CheckIn{std::string(65, '7')})) == "bad-request");
    CHECK(Rig::refused(rig.ask(rig.display, "d", 1, CheckIn{"RUBBISH7"})) == "not-allowed");
    for (const auto& update : rig.transport.published)
      CHECK(update.find("RUBBISH7") == std::string::npos);
  }
}

TEST_SUITE("service/printers") {
  TEST_CASE("two kiosks' printers are told apart, and a reprint goes where it is asked for") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 1, reprint("R001"))) == "bad-request");
    rig.ask(rig.kiosk, "s", 2, ReportPrinter{true, ""});
    rig.ask(rig.other_kiosk, "s", 1, ReportPrinter{false, "media-empty"});
    const auto& printers = rig.dispatcher->view().printers;
    REQUIRE(printers.size() == 2);
    CHECK(printers[0].device == "one");
    CHECK(printers[0].ready);
    CHECK(printers[1].device == "two");
    CHECK_FALSE(printers[1].ready);
    CHECK(printers[1].trouble == "media-empty");
    CHECK(printers[1].told);
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 2, reprint("R001"))) == "bad-request");
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 3, reprint("R001", "nine"))) == "bad-request");
    CHECK(std::holds_alternative<Accepted>(
        rig.ask(rig.counter, "c", 4, reprint("R001", "two")).body));
    const auto update = codec::decode_update(rig.transport.published.back());
    REQUIRE(update);
    const auto& asked = std::get<ReprintAsked>(update->event);
    CHECK(asked.ticket == "R001");
    CHECK(asked.kiosk == "two");
  }

  TEST_CASE("a kiosk that tells the same twice leaves one row") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, ReportPrinter{false, "offline"});
    const auto rows = rig.store.records().size();
    CHECK(std::holds_alternative<Accepted>(
        rig.ask(rig.kiosk, "s", 2, ReportPrinter{false, "offline"}).body));
    CHECK(rig.store.records().size() == rows);
  }
}

TEST_SUITE("service/ticket") {
  TEST_CASE("a ticket is told with its code until it has ended") {
    Rig rig;
    const auto code = code_of(rig, 1);
    for (const auto& who : {rig.kiosk, rig.other_kiosk, rig.counter, rig.admin}) {
      const auto reply = rig.ask(who, "", 1, get_ticket("R001"));
      CHECK(std::get<TicketReply>(reply.body).code == code);
    }
    CHECK(Rig::refused(rig.ask(rig.kiosk, "", 2, get_ticket("R002"))) == "unknown-ticket");
    rig.ask(rig.kiosk, "s", 2, Cancel{"R001", {}});
    CHECK(Rig::refused(rig.ask(rig.kiosk, "", 3, get_ticket("R001"))) == "wrong-state");
  }

  TEST_CASE("a ticket is told when what it says is durable") {
    Rig rig;
    rig.send(rig.kiosk, "s", 1, issue("R"));
    rig.send(rig.other_kiosk, "", 1, get_ticket("R001"));
    rig.loop.run();
    CHECK(rig.transport.replies.empty());
    rig.settle_down();
    REQUIRE(rig.transport.replies.size() == 2);
    CHECK(std::get<TicketReply>(rig.last_reply().body).ticket == "R001");
  }

  TEST_CASE("a ticket that was carried into the next day is told with its day") {
    Rig rig;
    const auto code = code_of(rig, 1);
    rig.ask(rig.counter, "c", 1, OpenCounter{{1}, "Sari"});
    rig.ask(rig.counter, "c", 2, Call{{1}, {}});
    const auto day = rig.dispatcher->state().day;
    rig.clock.pass(kDayMs);
    rig.ask(rig.kiosk, "s", 2, issue("R"));
    auto asked = get_ticket("R001");
    const auto today = std::get<TicketReply>(rig.ask(rig.kiosk, "", 3, asked).body);
    CHECK(today.day == Day{day.value + 1});
    asked.of_day = day;
    const auto before = std::get<TicketReply>(rig.ask(rig.kiosk, "", 4, asked).body);
    CHECK(before.day == day);
    CHECK(before.code == code);
  }
}

TEST_SUITE("service/roles") {
  TEST_CASE("a kiosk does not read the guest book, a display does nothing of it all") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.ask(rig.kiosk, "s", 2, entry_of("R001", "Wulandari"));
    GetGuest asked;
    asked.ticket = "R001";
    CHECK(Rig::refused(rig.ask(rig.kiosk, "", 1, asked)) == "not-allowed");
    for (const auto& who : {rig.counter, rig.supervisor, rig.admin})
      CHECK(std::holds_alternative<GuestReply>(rig.ask(who, "", 2, asked).body));
    CHECK(Rig::refused(rig.ask(rig.display, "", 1, asked)) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.display, "", 2, get_ticket("R001"))) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.display, "d", 1, CheckIn{"CODE1001"})) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.display, "d", 2, reprint("R001"))) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.display, "d", 3, ReportPrinter{true, ""})) == "not-allowed");
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 1, ReportPrinter{true, ""})) == "not-allowed");
  }
}
