// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "tests/kiosk/visit.hpp"

namespace antre::kiosk {

TEST_SUITE("kiosk/model") {
  TEST_CASE("two touches lead from home to a request for a number") {
    Visit visit;
    visit.touch(Element::kService, 3);
    CHECK(visit.model.page() == Page::kClass);
    CHECK(visit.all<SubmitIssue>().empty());
    visit.touch(Element::kPriority);
    const auto asked = visit.all<SubmitIssue>();
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].issue.service == ServiceId{"R"});
    CHECK(asked[0].issue.class_ == TicketClass::kPriority);
  }
  TEST_CASE("a hall without a priority class needs one touch") {
    Visit visit(without_classes());
    visit.touch(Element::kService, 0);
    CHECK(visit.all<SubmitIssue>().size() == 1);
    CHECK(visit.model.waiting_for() == Touch{Element::kService, 0});
  }
  TEST_CASE("a double tap gives one ticket, and does not touch the next page") {
    Visit visit;
    visit.model.touch({Element::kService, 3}, visit.now);
    visit.model.touch({Element::kRegular}, visit.now + 20);
    visit.model.drawn();
    visit.model.touch({Element::kRegular}, visit.now + 150);
    CHECK(visit.model.page() == Page::kClass);
    CHECK(visit.model.take_actions().empty());
    visit.wait(kCalm);
    visit.model.touch({Element::kRegular}, visit.now);
    visit.model.touch({Element::kRegular}, visit.now + 100);
    visit.wait(kCalm);
    visit.touch(Element::kRegular);
    CHECK(visit.all<SubmitIssue>().size() == 1);
  }
  TEST_CASE("nothing is taken from a page that has not been drawn") {
    Visit visit;
    visit.model.touch({Element::kService, 3}, visit.now);
    visit.model.touch({Element::kRegular}, visit.now + 2'000);
    CHECK(visit.model.take_actions().empty());
  }
  TEST_CASE("the number appears only when it was acknowledged, and is printed") {
    Visit visit;
    visit.ask();
    CHECK(visit.model.page() == Page::kClass);
    CHECK(visit.model.waiting_for() == Touch{Element::kRegular});
    visit.answer(visit.ticket());
    CHECK(visit.model.page() == Page::kTicket);
    REQUIRE(visit.all<PrintTicket>().size() == 1);
    CHECK(visit.all<PrintTicket>()[0].ticket.ticket == "R012");
  }
  TEST_CASE("without an answer the page says after two seconds that it is checking") {
    Visit visit;
    visit.ask();
    visit.wait(kCheckingAfterMs - 1);
    CHECK(visit.model.page() == Page::kClass);
    visit.wait(1);
    CHECK(visit.model.page() == Page::kChecking);
  }
  TEST_CASE("a timeout is unknown, not failed: the answer may still come") {
    Visit visit;
    visit.ask();
    visit.answer(Error{ErrorCode::kTimeout, ""});
    visit.wait(kCheckingAfterMs);
    CHECK(visit.model.page() == Page::kChecking);
    CHECK_FALSE(visit.model.notice());
    visit.answer(visit.ticket());
    CHECK(visit.model.page() == Page::kTicket);
  }
  TEST_CASE("the ticket counts down from ten and goes home") {
    Visit visit;
    visit.ask();
    visit.answer(visit.ticket());
    CHECK(visit.model.countdown(visit.now)->left_s == 10);
    visit.wait(1'500);
    CHECK(visit.model.countdown(visit.now)->left_s == 9);
    CHECK(visit.model.next_deadline(visit.now) == visit.now + 500);
    visit.wait(8'500);
    CHECK(visit.model.page() == Page::kHome);
    CHECK_FALSE(visit.model.ticket());
  }
  TEST_CASE("touching beside the button gives ten seconds more, once") {
    Visit visit;
    visit.ask();
    visit.answer(visit.ticket());
    visit.wait(2'000);
    visit.touch(Element::kElsewhere);
    visit.touch(Element::kElsewhere);
    CHECK(visit.model.countdown(visit.now)->left_s == 16);
    visit.touch(Element::kDone);
    CHECK(visit.model.page() == Page::kHome);
  }
  TEST_CASE("large text has fifteen seconds, and ends with the ticket") {
    Visit visit;
    visit.touch(Element::kLargeText);
    visit.touch(Element::kLanguage);
    CHECK(visit.model.language() == "en");
    visit.ask();
    visit.answer(visit.ticket());
    CHECK(visit.model.countdown(visit.now)->left_s == 15);
    REQUIRE(visit.all<PrintTicket>().size() == 1);
    CHECK(visit.all<PrintTicket>()[0].language == "en");
    visit.wait(kTicketShownLargeMs);
    CHECK_FALSE(visit.model.large_text());
    CHECK(visit.model.language() == "id");
  }
  TEST_CASE("the language goes round and the idle time brings the first one back") {
    Visit visit;
    visit.touch(Element::kLanguage);
    visit.touch(Element::kLanguage);
    CHECK(visit.model.language() == "jv");
    visit.touch(Element::kLanguage);
    CHECK(visit.model.language() == "id");
    visit.touch(Element::kLanguage);
    visit.wait(60'000 - kCalm);
    CHECK(visit.model.language() == "id");
  }
  TEST_CASE("a page without a touch for the hall's idle time goes home") {
    Visit visit;
    visit.touch(Element::kService, 1);
    visit.wait(60'000 - kCalm - 1);
    CHECK(visit.model.page() == Page::kClass);
    visit.wait(1);
    CHECK(visit.model.page() == Page::kHome);
  }
  TEST_CASE("home at rest asks for no time at all") {
    Visit visit;
    CHECK_FALSE(visit.model.next_deadline(visit.now));
  }

  TEST_CASE("without paper the number stays thirty seconds and the paper is taken back") {
    Visit visit;
    visit.ask();
    visit.answer(visit.ticket());
    visit.paper(PrintState::kQueued);
    visit.wait(1'500);
    visit.paper(PrintState::kQueued, "media-empty");
    CHECK(visit.model.page() == Page::kNoPaper);
    CHECK(visit.model.countdown(visit.now)->left_s == 30);
    CHECK(visit.all<CancelPrint>().size() == 1);
    const auto reports = visit.all<SendReport>();
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].report.state == PrintState::kQueued);
    CHECK(reports[1].report.state == PrintState::kFailed);
    CHECK(reports[1].report.reason == "media-empty");
    visit.wait(kCalm);
    visit.touch(Element::kDone);
    CHECK(visit.model.page() == Page::kHome);
    CHECK(visit.model.printer_trouble() == "media-empty");
  }
  TEST_CASE("trouble that was said is not said again when the job ends") {
    Visit visit;
    visit.ask();
    visit.answer(visit.ticket());
    visit.paper(PrintState::kQueued, "media-empty");
    visit.paper(PrintState::kFailed, "cancelled");
    CHECK(visit.all<SendReport>().size() == 1);
    CHECK(visit.model.printer_trouble() == "media-empty");
  }
  TEST_CASE("while the printer has trouble the next number is shown as one without paper") {
    Visit visit;
    visit.model.printer_says("media-empty");
    visit.ask();
    visit.answer(visit.ticket());
    CHECK(visit.model.page() == Page::kNoPaper);
    visit.paper(PrintState::kPrinted);
    CHECK(visit.model.page() == Page::kTicket);
    CHECK(visit.model.printer_trouble().empty());
  }
  TEST_CASE("a number stays on the screen when the link goes") {
    Visit visit;
    visit.ask();
    visit.answer(visit.ticket());
    visit.model.set_link(Link::kOffline, visit.now);
    visit.wait(5'000);
    CHECK(visit.model.page() == Page::kTicket);
    visit.wait(5'000);
    CHECK(visit.model.page() == Page::kOffline);
  }

  TEST_CASE("outside opening hours the kiosk gives no numbers but shows the standard") {
    HallView view = *sample_view();
    view.hall_open = false;
    Visit visit(view);
    CHECK(visit.model.page() == Page::kClosed);
    visit.touch(Element::kService, 0);
    CHECK(visit.all<SubmitIssue>().empty());
    visit.touch(Element::kStandard);
    CHECK(visit.model.page() == Page::kStandard);
    visit.touch(Element::kTakeNumber);
    CHECK(visit.model.page() == Page::kStandard);
    visit.touch(Element::kBack);
    CHECK(visit.model.page() == Page::kClosed);
  }
  TEST_CASE("the closed page knows when the hall opens next") {
    HallView view = *sample_view();
    view.hall_open = false;
    Visit visit(view);
    visit.model.set_wall_offset(sample_wall_ms() + 7 * 3'600'000 - visit.now);
    const auto next = visit.model.opens_next(visit.now);
    REQUIRE(next);
    CHECK(next->day.value == view.day.value + 1);
    CHECK(next->minute == 8 * 60);
  }
  TEST_CASE("in the last quarter of an hour home says when the hall closes") {
    Visit visit;
    CHECK_FALSE(visit.model.closes_soon(visit.now));
    constexpr Ms kToHalfPastThree = (5 * 60 + 48) * 60'000;
    visit.model.set_wall_offset(sample_wall_ms() + kToHalfPastThree - 14 * 60'000 - visit.now);
    REQUIRE(visit.model.closes_soon(visit.now));
    CHECK(visit.model.closes_soon(visit.now)->minute == 15 * 60 + 30);
  }
  TEST_CASE("reading the standard does not cost a step") {
    Visit visit;
    visit.touch(Element::kStandard);
    visit.touch(Element::kStandardService, 3);
    visit.touch(Element::kTakeNumber);
    CHECK(visit.model.page() == Page::kClass);
    CHECK(visit.model.chosen_service()->id == ServiceId{"R"});
  }
  TEST_CASE("a refusal is explained for four seconds, a full quota for the day") {
    Visit visit;
    visit.ask();
    visit.answer(Error{ErrorCode::kQuotaReached, ""});
    CHECK(visit.model.page() == Page::kHome);
    CHECK(visit.model.notice() == ErrorCode::kQuotaReached);
    visit.wait(kNoticeMs);
    CHECK_FALSE(visit.model.notice());
    CHECK(visit.model.refused(ServiceId{"R"}) == ErrorCode::kQuotaReached);
    visit.touch(Element::kService, 3);
    CHECK(visit.model.notice() == ErrorCode::kQuotaReached);
    CHECK(visit.all<SubmitIssue>().size() == 1);
    HallView tomorrow = *visit.model.view();
    tomorrow.day.value += 1;
    visit.model.set_view(std::make_shared<const HallView>(tomorrow), visit.now);
    CHECK_FALSE(visit.model.refused(ServiceId{"R"}));
  }
  TEST_CASE("a key that the dispatcher does not know is said at once") {
    Visit visit;
    visit.model.set_link(Link::kNotAuthorised, visit.now);
    CHECK(visit.model.page() == Page::kOffline);
  }
  TEST_CASE("a machine that was never let in speaks all languages, and nothing else") {
    KioskModel model(kStart);
    model.set_link(Link::kNotAuthorised, kStart);
    Ms now = kStart;
    for (const char* language : {"id", "en", "jv", "id"}) {
      CHECK(model.language() == language);
      model.drawn();
      now += kCalm;
      model.touch({Element::kLanguage}, now);
    }
    model.touch({Element::kStandard}, now + kCalm);
    CHECK(model.page() == Page::kOffline);
  }
  TEST_CASE("before the hall is known the kiosk says so, then sends to an officer") {
    KioskModel model(kStart);
    CHECK(model.page() == Page::kStarting);
    CHECK(model.next_deadline(kStart) == std::nullopt);
    model.tick(kStart);
    model.tick(kStart + kOfflineAfterMs);
    CHECK(model.page() == Page::kOffline);
  }
  TEST_CASE("a paused service gives no numbers and says so when touched, until it goes on") {
    HallView view = *sample_view();
    view.paused.push_back({view.hall.services[3].id, std::nullopt, "rapat"});
    Visit visit(view);
    visit.touch(Element::kService, 3);
    CHECK(visit.model.page() == Page::kHome);
    CHECK(visit.model.notice() == ErrorCode::kServicePaused);
    CHECK(visit.done.empty());
    CHECK(visit.model.pause(view.hall.services[3].id) != nullptr);
    CHECK(visit.model.pause(view.hall.services[0].id) == nullptr);
    view.paused.clear();
    visit.model.set_view(std::make_shared<const HallView>(view), visit.now);
    visit.model.drawn();
    visit.touch(Element::kService, 3);
    CHECK(visit.model.page() == Page::kClass);
  }

  TEST_CASE("an expected wait is drawn anew only when its minutes change") {
    HallView view = *sample_view();
    const ServiceId service = view.hall.services[1].id;
    view.expected = {{service, 300, 540}};
    Visit visit(view);
    REQUIRE(visit.model.expected(service) != nullptr);
    CHECK(visit.model.expected(view.hall.services[0].id) == nullptr);
    const auto before = visit.model.revision();
    view.expected = {{service, 310, 500}};
    visit.model.set_view(std::make_shared<const HallView>(view), visit.now);
    CHECK(visit.model.revision() == before);
    view.expected = {{service, 310, 541}};
    visit.model.set_view(std::make_shared<const HallView>(view), visit.now);
    CHECK(visit.model.revision() > before);
  }
}

}  // namespace antre::kiosk
