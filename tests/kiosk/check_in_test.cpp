// SPDX-License-Identifier: Apache-2.0
#include "kiosk/check_in.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/kiosk/visit.hpp"

namespace antre::kiosk {
namespace {

constexpr const char* kBase = "https://antrean.contoh.go.id/t/";

HallView with_address() {
  return *sample_view({4, false, true});
}

}  // namespace

TEST_SUITE("kiosk/check_in") {
  TEST_CASE("a code is read as people write it and as a ticket's QR has it") {
    CHECK(read_code("7KQ2M9WX", kBase) == "7KQ2M9WX");
    CHECK(read_code("7kq2-m9wx", kBase) == "7KQ2M9WX");
    CHECK(read_code(" 7kq2 m9wx ", "") == "7KQ2M9WX");
    CHECK(read_code("https://antrean.contoh.go.id/t/7KQ2M9WX", kBase) == "7KQ2M9WX");
    CHECK(read_code("HTTPS://ANTREAN.CONTOH.GO.ID/T/7KQ2M9WX", kBase) == "7KQ2M9WX");
  }
  TEST_CASE("rubbish is no code") {
    for (const char* rubbish : {"", "7KQ2M9W", "7KQ2M9WXX", "7KQ2M9W0", "8991234567890",
                                "7KQ2M9W\n", "https://example.com/t/7KQ2M9WX", "\xff\xfe"}) {
      CAPTURE(rubbish);
      CHECK_FALSE(read_code(rubbish, kBase));
    }
    CHECK_FALSE(read_code(std::string(10'000, '7'), kBase));
  }
  TEST_CASE("a scanner is told from a person by its speed") {
    ScanBuffer scan;
    Ms now = 0;
    for (const char sign : std::string("7KQ2")) {
      scan.type(std::string(1, sign), now += 10);
    }
    CHECK(scan.running(now));
    CHECK_FALSE(scan.take_key(now));
    CHECK(scan.enter(now + 5) == "7KQ2");
    CHECK_FALSE(scan.enter(now + 5));
    scan.type("3", now += 1'000);
    CHECK_FALSE(scan.take_key(now));
    REQUIRE(scan.deadline());
    CHECK(scan.take_key(*scan.deadline()) == '3');
    CHECK_FALSE(scan.deadline());
  }
  TEST_CASE("a digit that was typed alone is not lost to the next one") {
    ScanBuffer scan;
    scan.type("3", 0);
    scan.type("4", 200);
    CHECK(scan.take_key(200) == '3');
    CHECK(scan.take_key(400) == '4');
  }
}

TEST_SUITE("kiosk/check_in_page") {
  TEST_CASE("a code that is typed leads to its ticket and paper") {
    Visit visit;
    visit.touch(Element::kCode);
    REQUIRE(visit.model.page() == Page::kCheckIn);
    visit.keys("7kq2m9wx");
    visit.touch(Element::kSendCode);
    REQUIRE(visit.all<SendCheckIn>().size() == 1);
    CHECK(visit.all<SendCheckIn>()[0].check_in.code == "7KQ2M9WX");
    CHECK(visit.model.waiting_for() == Touch{Element::kSendCode});
    visit.check_in(visit.ticket());
    CHECK(visit.model.page() == Page::kTicket);
    CHECK(visit.model.checked_in());
    REQUIRE(visit.all<PrintTicket>().size() == 1);
    CHECK_FALSE(visit.all<PrintTicket>()[0].copy);
  }
  TEST_CASE("a code is scanned on the home page, with the address before it") {
    Visit visit(with_address());
    visit.scan("https://antrean.contoh.go.id/t/7KQ2M9WX");
    REQUIRE(visit.all<SendCheckIn>().size() == 1);
    CHECK(visit.all<SendCheckIn>()[0].check_in.code == "7KQ2M9WX");
    CHECK_FALSE(visit.model.take_digit(visit.now));
    visit.check_in(visit.ticket());
    CHECK(visit.model.page() == Page::kTicket);
  }
  TEST_CASE("a scan on the check-in page takes the place of what was typed") {
    Visit visit;
    visit.touch(Element::kCode);
    visit.keys("abc");
    visit.scan("7KQ2M9WX");
    REQUIRE(visit.all<SendCheckIn>().size() == 1);
    CHECK(visit.all<SendCheckIn>()[0].check_in.code == "7KQ2M9WX");
  }
  TEST_CASE("rubbish of a scanner is told, and does nothing else") {
    Visit visit;
    visit.scan("8991234567890");
    CHECK(visit.model.page() == Page::kCheckIn);
    CHECK(visit.model.check_in()->problem == CheckInProblem::kNotACode);
    CHECK(visit.model.check_in()->code.empty());
    CHECK(visit.model.check_in()->scanned);
    visit.scan(std::string(10'000, '\xff'));
    CHECK(visit.model.check_in()->problem == CheckInProblem::kNotACode);
    CHECK(visit.all<SendCheckIn>().empty());
    CHECK(visit.all<SubmitIssue>().empty());
    visit.wait(60'000);
    CHECK(visit.model.page() == Page::kHome);
  }
  TEST_CASE("a digit pressed on the home page still chooses a card") {
    Visit visit;
    visit.types("3");
    CHECK_FALSE(visit.model.take_digit(visit.now));
    visit.wait(200);
    CHECK(visit.model.take_digit(visit.now) == '3');
  }
  TEST_CASE("refusals say what to do") {
    const std::pair<ErrorCode, CheckInProblem> cases[] = {
        {ErrorCode::kUnknownTicket, CheckInProblem::kUnknown},
        {ErrorCode::kWrongState, CheckInProblem::kEnded},
        {ErrorCode::kUnavailable, CheckInProblem::kUnavailable},
        {ErrorCode::kTimeout, CheckInProblem::kOffline}};
    for (const auto& [code, problem] : cases) {
      Visit visit;
      visit.scan("7KQ2M9WX");
      visit.check_in(Error{code, ""});
      CHECK(visit.model.page() == Page::kCheckIn);
      CHECK(visit.model.check_in()->problem == problem);
      CHECK(visit.all<PrintTicket>().empty());
    }
  }
  TEST_CASE("no answer is an officer's, and a late one does nothing") {
    Visit visit;
    visit.scan("7KQ2M9WX");
    visit.wait(kCheckInPatienceMs);
    CHECK(visit.model.check_in()->problem == CheckInProblem::kOffline);
    CHECK(visit.all<SettleOpen>().size() == 1);
    visit.check_in(visit.ticket());
    CHECK(visit.model.page() == Page::kCheckIn);
  }
  TEST_CASE("a scan while offline is told so") {
    Visit visit;
    visit.link(Link::kOffline);
    visit.wait(kOfflineAfterMs);
    REQUIRE(visit.model.page() == Page::kOffline);
    visit.scan("7KQ2M9WX");
    CHECK(visit.model.page() == Page::kCheckIn);
    CHECK(visit.model.check_in()->problem == CheckInProblem::kOffline);
    CHECK(visit.all<SendCheckIn>().empty());
    visit.wait(60'000);
    CHECK(visit.model.page() == Page::kOffline);
  }
  TEST_CASE("a ticket that is called says which counter") {
    Visit visit;
    visit.scan("7KQ2M9WX");
    HallView view = with_ticket(*visit.model.view(), visit.ticket(), TicketState::kCalled);
    view.tickets.begin()->second.counter = CounterId{2};
    visit.see(view);
    visit.check_in(visit.ticket());
    REQUIRE(visit.model.called_to());
    CHECK(*visit.model.called_to() == CounterId{2});
  }
  TEST_CASE("a booked ticket says from when its place comes") {
    Visit visit;
    visit.scan("7KQ2M9WX");
    HallView view = with_ticket(*visit.model.view(), visit.ticket(), TicketState::kBooked);
    view.tickets.begin()->second.place_ms = sample_wall_ms() - view.wall_offset_ms + 3'600'000;
    visit.see(view);
    visit.check_in(visit.ticket());
    REQUIRE(visit.model.booked_for());
    CHECK(minute_text(visit.model.booked_for()->minute) == "10.42");
  }
  TEST_CASE("a ticket whose paper came out before gets a copy") {
    Visit visit;
    HallView view = with_ticket(*visit.model.view(), visit.ticket());
    view.tickets.begin()->second.print = PrintState::kPrinted;
    visit.see(view);
    visit.scan("7KQ2M9WX");
    visit.check_in(visit.ticket());
    REQUIRE(visit.all<PrintTicket>().size() == 1);
    CHECK(visit.all<PrintTicket>()[0].copy);
  }
  TEST_CASE("an answer that takes more than two seconds is waited for in words") {
    Visit visit;
    visit.types("");
    visit.scan("7KQ2M9WX");
    REQUIRE(visit.all<SendCheckIn>().size() == 1);
    CHECK_FALSE(visit.model.checking_code(visit.now));
    const auto next = visit.model.next_deadline(visit.now);
    REQUIRE(next);
    CHECK_FALSE(visit.model.checking_code(*next - 1));
    visit.wait(kCheckingAfterMs);
    CHECK(visit.model.checking_code(visit.now));
    CHECK(visit.model.page() == Page::kCheckIn);
    visit.check_in(visit.ticket());
    CHECK_FALSE(visit.model.checking_code(visit.now));
    CHECK(visit.model.page() == Page::kTicket);
  }
  TEST_CASE("a hall without check-in takes no codes") {
    HallView view = *sample_view();
    view.hall.kiosk.check_in = false;
    Visit visit(view);
    CHECK_FALSE(visit.model.offers_check_in());
    visit.touch(Element::kCode);
    CHECK(visit.model.page() == Page::kHome);
    visit.scan("7KQ2M9WX");
    CHECK(visit.model.page() == Page::kHome);
  }
  TEST_CASE("a scan does not disturb a visitor whose number is being asked for") {
    Visit visit;
    visit.ask();
    visit.scan("7KQ2M9WX");
    CHECK(visit.all<SendCheckIn>().empty());
    visit.answer(visit.ticket());
    CHECK(visit.model.page() == Page::kTicket);
    CHECK_FALSE(visit.model.checked_in());
  }
}

}  // namespace antre::kiosk
