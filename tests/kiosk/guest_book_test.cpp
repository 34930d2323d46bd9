// SPDX-License-Identifier: Apache-2.0
#include "kiosk/guest_book.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/kiosk/visit.hpp"

namespace antre::kiosk {
namespace {

HallView with_book(const std::string& mode) {
  HallView view = *sample_view();
  view.hall.kiosk.guest_book = mode;
  return view;
}

}  // namespace

TEST_SUITE("kiosk/guest_book") {
  TEST_CASE("a name is needed, and the page says where") {
    GuestBook book(false);
    book.focus(GuestField::kPurpose);
    CHECK_FALSE(book.check());
    CHECK(book.problem(GuestField::kName) == GuestProblem::kNameMissing);
    CHECK(book.active() == GuestField::kName);
    book.type("r", false);
    CHECK_FALSE(book.problem(GuestField::kName));
    CHECK(book.check());
  }
  TEST_CASE("an odd e-mail is asked about once where the book is optional") {
    GuestBook book(false);
    book.type("Retno", true);
    book.focus(GuestField::kEmail);
    for (const char* odd :
         {"retno", "@undip.ac.id", "retno@undip", "re@t@no.id", "a@.", "a b@c.d"}) {
      CAPTURE(odd);
      while (book.edit(EditKey::kBackspace)) {
      }
      book.type(odd, true);
      CHECK_FALSE(book.check());
      CHECK(book.problem(GuestField::kEmail) == GuestProblem::kEmailOdd);
      CHECK(book.check());
    }
    book.type("x", true);
    CHECK_FALSE(book.check());
  }
  TEST_CASE("a required book is not saved with an odd e-mail, but with none") {
    GuestBook book(true);
    book.type("Retno", true);
    book.focus(GuestField::kEmail);
    book.type("x", true);
    CHECK_FALSE(book.check());
    CHECK_FALSE(book.check());
    book.edit(EditKey::kBackspace);
    CHECK(book.check());
  }
  TEST_CASE("names begin with capitals, e-mails do not") {
    GuestBook book(false);
    for (const char* key : {"r", "e", " ", "w"}) {
      book.type(key, false);
    }
    CHECK(book.field(GuestField::kName).text() == "Re W");
    CHECK_FALSE(book.shift());
    book.toggle_shift();
    book.type("x", false);
    book.type("y", false);
    CHECK(book.field(GuestField::kName).text() == "Re WXy");
    book.focus(GuestField::kEmail);
    book.type("r", false);
    book.type("@gmail.com", false);
    CHECK(book.entry().email == "r@gmail.com");
  }
  TEST_CASE("next leads over the fields that are typed, Tab over all") {
    GuestBook book(false);
    book.focus(GuestField::kEmail);
    CHECK(book.next(false));
    CHECK(book.active() == GuestField::kPurpose);
    CHECK_FALSE(book.next(false));
    book.focus(GuestField::kEmail);
    CHECK(book.next(true));
    CHECK(book.active() == GuestField::kIdentity);
    book.type("3", true);
    CHECK(book.entry().identity == "passport");
    book.choose(2);
    CHECK(book.entry().identity.empty());
  }
}

TEST_SUITE("kiosk/guest_book_page") {
  TEST_CASE("a required book stands before the number, and is sent with it") {
    Visit visit(with_book("required"));
    visit.touch(Element::kService, 3);
    visit.touch(Element::kPriority);
    REQUIRE(visit.model.page() == Page::kGuestBook);
    CHECK(visit.all<SubmitIssue>().empty());
    visit.touch(Element::kSave);
    CHECK(visit.model.guest_book()->problem(GuestField::kName) == GuestProblem::kNameMissing);
    visit.keys("retno");
    visit.touch(Element::kSave);
    REQUIRE(visit.all<SubmitIssue>().size() == 1);
    CHECK(visit.all<SubmitIssue>()[0].issue.class_ == TicketClass::kPriority);
    CHECK(visit.all<SignBook>().empty());
    visit.answer(visit.ticket());
    CHECK(visit.model.page() == Page::kTicket);
    const auto signed_books = visit.all<SignBook>();
    REQUIRE(signed_books.size() == 1);
    CHECK(signed_books[0].entry.ticket == "R012");
    CHECK(signed_books[0].entry.guest.name == "Retno");
    CHECK(visit.model.guest_book() == nullptr);
    CHECK_FALSE(visit.model.offers_guest_book());
    CHECK(visit.all<PrintTicket>().size() == 1);
  }
  TEST_CASE("the same key twice types two letters, not one") {
    Visit visit(with_book("required"));
    visit.touch(Element::kService, 3);
    visit.touch(Element::kRegular);
    visit.keys("anna");
    CHECK(visit.model.guest_book()->field(GuestField::kName).text() == "Anna");
  }
  TEST_CASE("twenty touches of save at once ask for one number") {
    Visit visit(with_book("required"));
    visit.touch(Element::kService, 3);
    visit.touch(Element::kRegular);
    visit.keys("a");
    for (int i = 0; i < 20; ++i) {
      visit.model.touch({Element::kSave}, visit.now);
    }
    visit.settle_down();
    CHECK(visit.all<SubmitIssue>().size() == 1);
  }
  TEST_CASE("an optional book costs nobody a touch") {
    Visit visit(with_book("optional"));
    visit.ask();
    visit.answer(visit.ticket());
    CHECK(visit.model.page() == Page::kTicket);
    CHECK(visit.model.offers_guest_book());
    visit.wait(kCalm);
    visit.touch(Element::kGuestBook);
    REQUIRE(visit.model.page() == Page::kGuestBook);
    visit.keys("retno");
    visit.touch(Element::kSave);
    CHECK(visit.model.page() == Page::kTicket);
    CHECK(visit.model.countdown(visit.now)->left_s >= 9);
    REQUIRE(visit.all<SignBook>().size() == 1);
    CHECK_FALSE(visit.model.offers_guest_book());
    CHECK(visit.all<PrintTicket>().size() == 1);
  }
  TEST_CASE("the book may be skipped, and then nothing is sent") {
    Visit visit(with_book("optional"));
    visit.ask();
    visit.answer(visit.ticket());
    visit.wait(kCalm);
    visit.touch(Element::kGuestBook);
    visit.keys("retno");
    visit.touch(Element::kSkip);
    CHECK(visit.model.page() == Page::kTicket);
    CHECK(visit.all<SignBook>().empty());
    CHECK(visit.model.guest_book() == nullptr);
  }
  TEST_CASE("paper that fails meanwhile is told when the visitor comes back to the number") {
    Visit visit(with_book("optional"));
    visit.ask();
    visit.answer(visit.ticket());
    visit.wait(kCalm);
    visit.touch(Element::kGuestBook);
    visit.paper(PrintState::kQueued, "media-empty");
    CHECK(visit.model.page() == Page::kGuestBook);
    visit.touch(Element::kSkip);
    CHECK(visit.model.page() == Page::kNoPaper);
  }
  TEST_CASE("what was typed is gone before home is drawn, after a countdown") {
    Visit visit(with_book("required"));
    visit.touch(Element::kService, 3);
    visit.touch(Element::kRegular);
    visit.keys("retno");
    visit.wait(49'900 - kTyping);
    CHECK_FALSE(visit.model.still_there(visit.now));
    visit.wait(200);
    REQUIRE(visit.model.still_there(visit.now));
    CHECK(visit.model.still_there(visit.now)->left_s == 10);
    visit.touch(Element::kElsewhere);
    CHECK_FALSE(visit.model.still_there(visit.now));
    visit.wait(60'000);
    CHECK(visit.model.page() == Page::kHome);
    CHECK(visit.model.guest_book() == nullptr);
    CHECK(visit.all<SubmitIssue>().empty());
  }
  TEST_CASE("a lost link gives the number to an officer and wipes the book") {
    Visit visit(with_book("required"));
    visit.touch(Element::kService, 3);
    visit.touch(Element::kRegular);
    visit.keys("retno");
    visit.touch(Element::kSave);
    visit.link(Link::kOffline);
    visit.wait(kOfflineAfterMs);
    CHECK(visit.model.page() == Page::kOffline);
    CHECK(visit.model.guest_book() == nullptr);
    CHECK(visit.all<SettleOpen>().size() == 1);
  }
  TEST_CASE("a keyboard alone fills the book in") {
    Visit visit(with_book("required"));
    visit.touch(Element::kService, 3);
    visit.touch(Element::kRegular);
    visit.types("Retno Wulandari");
    CHECK(visit.press(EditKey::kEnter));
    visit.types("Undip");
    CHECK(visit.press(EditKey::kTab));
    CHECK(visit.press(EditKey::kTab));
    visit.types("1");
    CHECK(visit.press(EditKey::kTab));
    CHECK(visit.model.guest_book()->at_last());
    CHECK(visit.press(EditKey::kEnter));
    CHECK(visit.all<SubmitIssue>().size() == 1);
    visit.answer(visit.ticket());
    REQUIRE(visit.all<SignBook>().size() == 1);
    const Guest guest = visit.all<SignBook>()[0].entry.guest;
    CHECK(guest.name == "Retno Wulandari");
    CHECK(guest.institution == "Undip");
    CHECK(guest.identity == "ktp");
  }
  TEST_CASE("a name of 10,000 characters or of emoji is taken as far as it fits") {
    Visit visit(with_book("required"));
    visit.touch(Element::kService, 3);
    visit.touch(Element::kRegular);
    visit.types(std::string(10'000, 'x'));
    CHECK(visit.model.guest_book()->field(GuestField::kName).size() == 100);
    while (visit.press(EditKey::kBackspace)) {
    }
    for (int i = 0; i < 200; ++i) {
      visit.model.typed("\U0001F600", visit.now);
    }
    visit.touch(Element::kSave);
    visit.answer(visit.ticket());
    CHECK(visit.all<SignBook>()[0].entry.guest.name.size() == 400);
  }
}

}  // namespace antre::kiosk
