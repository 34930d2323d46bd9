// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <utility>

#include "counter/strip.hpp"
#include "i18n/catalogue.hpp"
#include "tests/counter/desk_for_tests.hpp"

using namespace antre;
using namespace antre::counter;
using test::Desk;

namespace {

void printer(Desk& desk, bool ready, const std::string& reason,
             const std::string& device = "entrance") {
  desk.add(PrinterReported{device, ready, reason});
}

GuestNews entered(const TicketId& ticket, const std::string& name) {
  GuestNews news;
  news.ticket = ticket;
  news.there = true;
  Guest guest;
  guest.name = name;
  news.entry = GuestEntry(std::move(guest));
  return news;
}

/// A visitor who has signed the guest book, at the counter; the page is asked for.
TicketId asked_for_guest(Desk& desk) {
  desk.serving();
  desk.add(GuestBookSigned{"K001", std::nullopt, "hash"});
  desk.key('u');
  const auto actions = desk.model.take_actions();
  REQUIRE(actions.size() == 1);
  const auto* asked = std::get_if<AskGuest>(&actions.front());
  REQUIRE(asked != nullptr);
  CHECK(asked->ticket.number == "K001");
  return asked->ticket;
}

}  // namespace

TEST_SUITE("counter/printers") {
  TEST_CASE("a printer that stops is told once, and stands there as long as that is so") {
    Desk desk;
    desk.idle_with({"K001"});
    CHECK(desk.model.printer_trouble() == nullptr);
    printer(desk, true, "");
    CHECK(desk.model.printer_trouble() == nullptr);
    printer(desk, false, "media-empty");
    CHECK(desk.model.strip() == Message{Say::kPrinter, {}, "entrance", 0});
    CHECK(is_urgent(desk.model.strip()));
    desk.pass(kNoticeMs);
    CHECK(desk.says() != Say::kPrinter);
    REQUIRE(desk.model.printer_trouble() != nullptr);
    const auto words = i18n::Catalogue::load("id");
    CHECK(printer_text(*desk.model.printer_trouble(), words) == "Kios entrance: kertas habis");
    printer(desk, false, "cover-open");
    CHECK(desk.says() != Say::kPrinter);  // still stopped: nothing new to do
    printer(desk, true, "");
    CHECK(desk.model.printer_trouble() == nullptr);
    printer(desk, false, "offline");
    CHECK(desk.says() == Say::kPrinter);
  }

  TEST_CASE("one that has stopped comes before one near the end of its paper") {
    Desk desk;
    desk.idle_with({"K001"});
    printer(desk, true, "media-low", "yard");
    REQUIRE(desk.model.printer_trouble() != nullptr);
    CHECK(desk.model.printer_trouble()->device == "yard");
    CHECK(desk.says() != Say::kPrinter);  // it still prints
    printer(desk, false, "jam");
    CHECK(desk.model.printer_trouble()->device == "entrance");
    CHECK(desk.model.printer_troubles() == 2);
  }

  TEST_CASE("what was wrong before the window was opened is no news") {
    Desk desk;
    printer(desk, false, "jam");
    CHECK(desk.says() != Say::kPrinter);
    desk.open();
    CHECK(desk.says() != Say::kPrinter);
    CHECK(desk.model.printer_trouble() != nullptr);
  }

  TEST_CASE("a reason of a later version is trouble in words all the same") {
    const auto words = i18n::Catalogue::load("id");
    ViewPrinter printer;
    printer.device = "entrance";
    printer.told = true;
    printer.ready = false;
    printer.trouble = "toner-empty";
    CHECK(printer_text(printer, words) == "Kios entrance: pencetak bermasalah");
  }
}

TEST_SUITE("counter/reprint") {
  TEST_CASE("a copy is asked for by the second press, for the visitor's own ticket") {
    Desk desk;
    desk.serving();
    printer(desk, true, "");
    desk.key('p');
    CHECK(desk.asked_nothing());
    CHECK(desk.model.strip() == Message{Say::kConfirmReprint, {}, "K001", 0});
    desk.key('p');
    const auto asked = desk.asked<Reprint>();
    REQUIRE(asked);
    CHECK(asked->ticket == "K001");
    CHECK(asked->kiosk.empty());
    desk.model.answered(std::optional<CounterReply>{}, desk.now);
    CHECK(desk.model.strip() == Message{Say::kReprinted, {}, "K001", 0});
    CHECK(desk.model.page() == Page::kServing);
  }

  TEST_CASE("Esc, or the end of the question, takes it back") {
    Desk desk;
    desk.serving();
    printer(desk, true, "");
    desk.key('p');
    desk.key(ui::Key::kEscape);
    desk.key('p');
    CHECK(desk.asked_nothing());
    desk.pass(kNoticeMs);
    desk.key('p');
    CHECK(desk.asked_nothing());
  }

  TEST_CASE("without a visitor, a printer or a kiosk that would do it, it is refused in words") {
    Desk desk;
    desk.idle_with({"K001"});
    desk.key('p');
    CHECK(desk.model.strip().code == ErrorCode::kCounterIdle);
    desk.call("K001");
    desk.pass(kGuardMs);
    desk.key('p');
    CHECK(desk.says() == Say::kNoPrinter);
    printer(desk, true, "");
    desk.pass(kNoticeMs);
    desk.key('p');
    desk.key('p');
    CHECK(desk.asked<Reprint>());
    desk.refuse(ErrorCode::kBadRequest);
    CHECK(desk.says() == Say::kNoPrinter);
  }

  TEST_CASE("it stands in the list of more actions, too") {
    Desk desk;
    desk.serving();
    printer(desk, true, "");
    desk.key('x');
    desk.key('7');
    CHECK(desk.model.sheet() == Sheet::kNone);
    CHECK(desk.says() == Say::kConfirmReprint);
    desk.key('p');
    CHECK(desk.asked<Reprint>());
  }
}

TEST_SUITE("counter/guest book") {
  TEST_CASE("the entry is shown while its page is open, and is gone from memory with it") {
    Desk desk;
    const auto ticket = asked_for_guest(desk);
    REQUIRE(desk.model.guest() != nullptr);
    CHECK(desk.model.guest()->state == GuestPage::State::kAsked);
    desk.model.guest_came(entered(ticket, "Sri Wulandari"), desk.now);
    CHECK(desk.model.guest()->state == GuestPage::State::kShown);
    CHECK(desk.model.guest()->entry.guest().name == "Sri Wulandari");
    desk.key(ui::Key::kEscape);
    CHECK(desk.model.sheet() == Sheet::kNone);
    CHECK(desk.model.guest() == nullptr);
    // An answer that comes late shows nothing.
    desk.model.guest_came(entered(ticket, "Sri Wulandari"), desk.now);
    CHECK(desk.model.guest() == nullptr);
  }

  TEST_CASE("it closes by itself, and with the visitor's end") {
    Desk desk;
    const auto ticket = asked_for_guest(desk);
    desk.model.guest_came(entered(ticket, "Sri"), desk.now);
    REQUIRE(desk.model.next_deadline());
    desk.pass(*desk.model.next_deadline() - desk.now);
    desk.pass(60'000);
    CHECK(desk.model.guest() == nullptr);
    CHECK(desk.model.sheet() == Sheet::kNone);
    desk.key('u');
    CHECK(desk.model.guest() != nullptr);
    desk.add(ServiceFinished{"K001", std::nullopt, {2}});
    CHECK(desk.model.guest() == nullptr);
  }

  TEST_CASE("another visitor's entry is never shown") {
    Desk desk;
    auto ticket = asked_for_guest(desk);
    ticket.number = "K002";
    desk.model.guest_came(entered(ticket, "Budi"), desk.now);
    CHECK(desk.model.guest()->state == GuestPage::State::kAsked);
  }

  TEST_CASE("an entry that is erased, or cannot be had, is said in words") {
    Desk desk;
    const auto ticket = asked_for_guest(desk);
    GuestNews nothing;
    nothing.ticket = ticket;
    desk.model.guest_came(std::move(nothing), desk.now);
    CHECK(desk.model.guest()->state == GuestPage::State::kNothing);
    desk.key('u');
    CHECK(desk.model.guest() == nullptr);
    desk.key('u');
    GuestNews failed;
    failed.ticket = ticket;
    failed.refused = ErrorCode::kNotAllowed;
    desk.model.guest_came(std::move(failed), desk.now);
    CHECK(desk.model.guest()->state == GuestPage::State::kFailed);
  }

  TEST_CASE("who has not signed has no page, and nothing else is pressed through it") {
    Desk desk;
    desk.serving();
    desk.key('u');
    CHECK(desk.model.guest() == nullptr);
    CHECK(desk.says() == Say::kNoGuest);
    desk.add(GuestBookSigned{"K001", std::nullopt, "hash"});
    desk.key('u');
    desk.pass(kGuardMs);
    desk.space();
    CHECK(desk.model.sheet() == Sheet::kGuest);
  }

  TEST_CASE("what was moved leaves nothing behind") {
    Guest guest;
    guest.name = "Sri";
    guest.purpose = "data kemiskinan kabupaten dan kota untuk tugas akhir";
    GuestEntry from(std::move(guest));
    const char* short_text = from.guest().name.data();
    GuestEntry to(std::move(from));
    CHECK(to.guest().name == "Sri");
    // The short text lay in the object itself, whose memory is still there.
    CHECK(std::string(short_text, 3) == std::string(3, '\0'));
    to.wipe();
    CHECK(to.guest().purpose.empty());
  }
}
