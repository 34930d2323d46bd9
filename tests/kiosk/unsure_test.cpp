// SPDX-License-Identifier: Apache-2.0
// What the kiosk does with a request whose fate is not known, and with a ticket that is found
// later.
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "tests/kiosk/visit.hpp"

namespace antre::kiosk {

TEST_SUITE("kiosk/unsure") {
  TEST_CASE("a visitor without an answer is sent to an officer, and the request is settled once") {
    Visit visit;
    visit.ask();
    visit.wait(kGiveUpAfterMs);
    CHECK(visit.model.page() == Page::kOffline);
    CHECK(visit.all<SettleOpen>().size() == 1);
    visit.wait(kOfficerShownMs);
    CHECK(visit.model.page() == Page::kHome);
    CHECK(visit.all<SettleOpen>().size() == 1);
  }
  TEST_CASE("a lost link is said after three seconds, and no sooner") {
    Visit visit;
    visit.model.set_link(Link::kOffline, visit.now);
    visit.wait(kOfflineAfterMs - 1);
    CHECK(visit.model.page() == Page::kHome);
    visit.wait(1);
    CHECK(visit.model.page() == Page::kOffline);
    visit.model.set_link(Link::kOnline, visit.now);
    CHECK(visit.model.page() == Page::kHome);
  }
  TEST_CASE("a link that comes back within three seconds is not spoken of") {
    Visit visit;
    visit.model.set_link(Link::kOffline, visit.now);
    visit.wait(2'000);
    visit.model.set_link(Link::kOnline, visit.now);
    visit.wait(5'000);
    CHECK(visit.model.page() == Page::kHome);
  }
  TEST_CASE("a request that is open when the link goes is settled") {
    Visit visit;
    visit.ask();
    visit.model.set_link(Link::kOffline, visit.now);
    visit.wait(kOfflineAfterMs);
    CHECK(visit.model.page() == Page::kOffline);
    CHECK(visit.all<SettleOpen>().size() == 1);
    CHECK_FALSE(visit.model.waiting_for());
  }
  TEST_CASE("a ticket found soon after is given to who stands there") {
    Visit visit;
    const TicketReply ticket = visit.ticket();
    visit.shows(ticket);
    visit.wait(20'000);
    visit.model.settled(ticket, visit.now);
    CHECK(visit.model.page() == Page::kTicket);
    visit.wait(0);
    CHECK(visit.all<PrintTicket>().size() == 1);
    CHECK(visit.all<CancelTicket>().empty());
  }
  TEST_CASE("a ticket found after its visitor has gone is cancelled, never shown") {
    Visit visit;
    const TicketReply ticket = visit.ticket();
    visit.shows(ticket);
    visit.wait(kFoundTicketMs);
    visit.model.settled(ticket, visit.now);
    visit.wait(0);
    CHECK(visit.model.page() == Page::kHome);
    CHECK(visit.all<PrintTicket>().empty());
    REQUIRE(visit.all<CancelTicket>().size() == 1);
    CHECK(visit.all<CancelTicket>()[0].cancel.ticket == "R012");
  }
  TEST_CASE("a ticket of someone before is not shown to a visitor who is asking") {
    Visit visit;
    TicketReply before = visit.ticket();
    before.ticket = "R011";
    visit.shows(before);
    visit.ask();
    visit.model.settled(before, visit.now);
    visit.wait(0);
    CHECK(visit.model.page() == Page::kClass);
    CHECK(visit.all<CancelTicket>().size() == 1);
    visit.answer(visit.ticket());
    CHECK(visit.model.ticket()->ticket == "R012");
  }
  TEST_CASE("a late answer and the settlement of the same ticket are one ticket") {
    Visit visit;
    visit.ask();
    visit.model.set_link(Link::kOffline, visit.now);
    visit.wait(kOfflineAfterMs);
    visit.model.set_link(Link::kOnline, visit.now);
    const TicketReply ticket = visit.ticket();
    visit.shows(ticket);
    visit.answer(ticket);
    visit.model.settled(ticket, visit.now);
    visit.wait(0);
    CHECK(visit.model.page() == Page::kTicket);
    CHECK(visit.all<PrintTicket>().size() == 1);
    CHECK(visit.all<CancelTicket>().empty());
  }

  TEST_CASE("a ticket found before the hall is known waits for the hall") {
    const Visit other;
    KioskModel model(kStart);
    model.set_wall_offset(sample_wall_ms() - kStart);
    model.set_link(Link::kOnline, kStart);
    model.settled(other.ticket(), kStart + kCalm);
    CHECK(model.page() == Page::kChecking);
    CHECK(model.take_actions().empty());
    model.set_view(std::make_shared<const HallView>(with_ticket(*sample_view(), other.ticket())),
                   kStart + 2 * kCalm);
    CHECK(model.page() == Page::kTicket);
    const auto actions = model.take_actions();
    REQUIRE(actions.size() == 1);
    CHECK(std::holds_alternative<PrintTicket>(actions[0]));
  }

  TEST_CASE("a found ticket that may have been printed is printed as a copy, in its language") {
    Visit visit;
    const TicketReply ticket = visit.ticket();
    visit.shows(ticket);
    visit.model.found({ticket, "en", true}, visit.now);
    visit.wait(0);
    REQUIRE(visit.all<PrintTicket>().size() == 1);
    CHECK(visit.all<PrintTicket>()[0].copy);
    CHECK(visit.all<PrintTicket>()[0].language == "en");
    visit.model.print_changed({TicketId{ticket.day, "R012"}, PrintState::kPrinted, {}, true},
                              visit.now);
    visit.wait(0);
    REQUIRE(visit.all<SendReport>().size() == 1);
    CHECK(visit.all<SendReport>()[0].report.state == PrintState::kReprinted);
  }
  TEST_CASE("a ticket that may have been printed is never cancelled, only told as unknown") {
    Visit visit;
    const TicketReply ticket = visit.ticket();
    visit.shows(ticket);
    visit.wait(kFoundTicketMs);
    visit.model.found({ticket, "id", true}, visit.now);
    visit.wait(0);
    CHECK(visit.all<PrintTicket>().empty());
    CHECK(visit.all<CancelTicket>().empty());
    REQUIRE(visit.all<SendReport>().size() == 1);
    CHECK(visit.all<SendReport>()[0].report.state == PrintState::kUnknown);
  }
  TEST_CASE("a found ticket that was called meanwhile is neither printed nor cancelled") {
    Visit visit;
    const TicketReply ticket = visit.ticket();
    visit.shows(ticket, TicketState::kCalled);
    visit.model.found({ticket, "id", false}, visit.now);
    visit.wait(0);
    CHECK(visit.all<PrintTicket>().empty());
    CHECK(visit.all<CancelTicket>().empty());
    REQUIRE(visit.all<SendReport>().size() == 1);
    CHECK(visit.all<SendReport>()[0].report.state == PrintState::kFailed);
  }
  TEST_CASE("a found ticket that the view does not know waits for a view that is behind") {
    Visit visit;
    const TicketReply ticket = visit.ticket();
    visit.model.found({ticket, "id", false}, visit.now);
    visit.wait(kViewLagMs - 1);
    CHECK(visit.done.empty());
    CHECK(visit.model.next_deadline(visit.now) == visit.now + 1);
    SUBCASE("it comes into the view") {
      visit.shows(ticket);
      CHECK(visit.all<PrintTicket>().size() == 1);
    }
    SUBCASE("it does not: it has ended") {
      visit.wait(1);
      REQUIRE(visit.all<SendReport>().size() == 1);
      CHECK(visit.all<SendReport>()[0].report.state == PrintState::kFailed);
    }
  }
  TEST_CASE("after a restart the page is checking until the open request is settled") {
    KioskModel model(kStart);
    model.set_wall_offset(sample_wall_ms() - kStart);
    model.recovering(kStart);
    model.set_link(Link::kOnline, kStart);
    model.set_view(std::make_shared<const HallView>(*sample_view()), kStart);
    CHECK(model.page() == Page::kChecking);
    SUBCASE("it was not carried out: numbers are given again") {
      model.settled(std::nullopt, kStart + kCalm);
      CHECK(model.page() == Page::kHome);
    }
    SUBCASE("it cannot be known: an officer finds it out") {
      model.settled_unknown(kStart + kCalm);
      CHECK(model.page() == Page::kOffline);
      CHECK(model.request_unknown());
      model.tick(kStart + kCalm + kOfficerShownMs);
      CHECK(model.page() == Page::kHome);
      CHECK_FALSE(model.request_unknown());
    }
    SUBCASE("nothing is heard of it") {
      model.tick(kStart + kGiveUpAfterMs);
      CHECK(model.page() == Page::kOffline);
      CHECK(model.request_unknown());
    }
  }
  TEST_CASE("a request that a restored hall knows nothing of is unknown, and said so at once") {
    Visit visit;
    visit.ask();
    HallView restored = *visit.model.view();
    restored.epoch = "after the restore";
    SUBCASE("the answer comes first") {
      visit.answer(Error{ErrorCode::kTimeout, ""});
      CHECK_FALSE(visit.model.request_unknown());
      visit.model.set_view(std::make_shared<const HallView>(restored), visit.now);
    }
    SUBCASE("the view comes first") {
      visit.model.set_view(std::make_shared<const HallView>(restored), visit.now);
      CHECK_FALSE(visit.model.request_unknown());
      visit.answer(Error{ErrorCode::kTimeout, ""});
    }
    CHECK(visit.model.page() == Page::kOffline);
    CHECK(visit.model.request_unknown());
    visit.wait(kOfficerShownMs);
    CHECK(visit.model.page() == Page::kHome);
  }
  TEST_CASE("a dispatcher that cannot store sends visitors to an officer, and says why") {
    Visit visit;
    visit.ask();
    visit.answer(Error{ErrorCode::kUnavailable, ""});
    CHECK(visit.model.page() == Page::kOffline);
    CHECK(visit.model.out_of_service() == ErrorCode::kUnavailable);
    CHECK_FALSE(visit.model.request_unknown());
    visit.wait(kOfficerShownMs);
    CHECK(visit.model.page() == Page::kHome);
    CHECK_FALSE(visit.model.out_of_service());
  }
  TEST_CASE("a number that a copy of the outbox had spent is asked for anew, once") {
    Visit visit;
    visit.ask();
    const auto first = visit.all<SubmitIssue>();
    REQUIRE(first.size() == 1);
    visit.done.clear();
    visit.answer(Error{ErrorCode::kSettled, ""});
    CHECK_FALSE(visit.model.request_unknown());
    const auto anew = visit.all<SubmitIssue>();
    REQUIRE(anew.size() == 1);
    CHECK(anew[0].issue.service == first[0].issue.service);
    CHECK(anew[0].issue.class_ == first[0].issue.class_);
    visit.done.clear();
    SUBCASE("it is answered as any other") {
      visit.answer(visit.ticket());
      CHECK(visit.model.page() == Page::kTicket);
    }
    SUBCASE("spent again: an officer finds it out") {
      visit.answer(Error{ErrorCode::kSettled, ""});
      CHECK(visit.all<SubmitIssue>().empty());
      CHECK(visit.model.request_unknown());
    }
  }
}

}  // namespace antre::kiosk
