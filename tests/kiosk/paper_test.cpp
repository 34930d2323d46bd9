// SPDX-License-Identifier: Apache-2.0
// The kiosk's model and paper: modes of a hall, copies, reprints, how the printer is.
#include <doctest/doctest.h>

#include <string>

#include "tests/kiosk/visit.hpp"

namespace antre::kiosk {
namespace {

HallView with_paper(const std::string& mode, int copies = 1) {
  HallView view = *sample_view();
  view.hall.printer.paper = mode;
  view.hall.printer.copies = copies;
  return view;
}

HallView told(HallView view, bool ready, const std::string& trouble) {
  ViewPrinter printer;
  printer.device = "local";
  printer.told = true;
  printer.ready = ready;
  printer.trouble = trouble;
  view.printers = {printer};
  return view;
}

}  // namespace

TEST_SUITE("kiosk/paper_mode") {
  TEST_CASE("a hall without paper shows the number large, and that is no trouble") {
    Visit visit(with_paper("none"));
    visit.ask();
    visit.answer(visit.ticket());
    CHECK(visit.model.page() == Page::kNoPaper);
    CHECK(visit.model.ticket_paper() == TicketPaper::kNone);
    CHECK(visit.model.printer_trouble().empty());
    CHECK(visit.all<PrintTicket>().empty());
    REQUIRE(reports(visit).size() == 1);
    CHECK(reports(visit)[0].state == PrintState::kFailed);
    CHECK(reports(visit)[0].reason == "on-screen");
  }
  TEST_CASE("on request the ticket is printed by a touch, once") {
    Visit visit(with_paper("on-request"));
    visit.ask();
    visit.answer(visit.ticket());
    CHECK(visit.model.ticket_paper() == TicketPaper::kOffered);
    CHECK(visit.all<PrintTicket>().empty());
    REQUIRE(reports(visit).size() == 1);
    CHECK(reports(visit)[0].state == PrintState::kQueued);
    visit.wait(kCalm);
    visit.touch(Element::kPrint);
    visit.touch(Element::kPrint);
    CHECK(visit.all<PrintTicket>().size() == 1);
    CHECK(visit.model.ticket_paper() == TicketPaper::kComing);
    visit.paper(PrintState::kPrinted);
    CHECK(reports(visit).back().state == PrintState::kPrinted);
  }
  TEST_CASE("a number that nobody wanted on paper has its print state too") {
    Visit visit(with_paper("on-request"));
    visit.ask();
    visit.answer(visit.ticket());
    visit.wait(kTicketShownMs);
    CHECK(visit.model.page() == Page::kHome);
    REQUIRE(reports(visit).size() == 2);
    CHECK(reports(visit)[1].reason == "on-screen");
  }
  TEST_CASE("a ticket of an earlier run that was shown on request is not cancelled") {
    Visit visit(with_paper("on-request"));
    TicketReply old = visit.ticket();
    old.issued_wall_ms -= kFoundTicketMs;
    visit.shows(old);
    visit.model.found({old}, visit.now);
    visit.settle_down();
    CHECK(visit.all<CancelTicket>().empty());
    CHECK(reports(visit).back().reason == "on-screen");
  }
  TEST_CASE("of two papers the second is a copy, and changes nothing of the first's end") {
    Visit visit(with_paper("always", 2));
    visit.ask();
    visit.answer(visit.ticket());
    const auto papers = visit.all<PrintTicket>();
    REQUIRE(papers.size() == 2);
    CHECK_FALSE(papers[0].copy);
    CHECK(papers[1].copy);
    CHECK(papers[1].second);
    visit.paper(PrintState::kPrinted);
    const auto before = reports(visit).size();
    PrintNews news{{visit.ticket().day, "R012"}, PrintState::kQueued, "media-empty", true};
    news.second = true;
    visit.model.print_changed(news, visit.now);
    visit.settle_down();
    CHECK(reports(visit).size() == before);
    CHECK(visit.all<CancelPrint>().size() == 1);
    CHECK(visit.model.printer_trouble() == "media-empty");
    CHECK(visit.model.page() == Page::kTicket);
  }
}

TEST_SUITE("kiosk/printer_news") {
  TEST_CASE("each change of the printer is told, media-low too") {
    Visit visit;
    CHECK(visit.all<SendPrinter>().empty());
    visit.model.printer_says("");
    visit.settle_down();
    REQUIRE(visit.all<SendPrinter>().size() == 1);
    CHECK(visit.all<SendPrinter>()[0].report.ready);
    visit.model.printer_says("media-low");
    visit.settle_down();
    CHECK(visit.model.paper_low());
    CHECK(visit.model.printer_trouble().empty());
    CHECK(visit.all<SendPrinter>().back().report.ready);
    CHECK(visit.all<SendPrinter>().back().report.reason == "media-low");
    visit.model.printer_says("media-empty");
    visit.settle_down();
    CHECK_FALSE(visit.all<SendPrinter>().back().report.ready);
    CHECK(visit.all<SendPrinter>().size() == 3);
  }
  TEST_CASE("what the view says already is not told again, and what it does not say is") {
    Visit visit;
    visit.see(told(*visit.model.view(), false, "jam"));
    visit.model.printer_says("jam");
    visit.settle_down();
    CHECK(visit.all<SendPrinter>().empty());
    // A new day's view knows nothing yet.
    HallView next = *sample_view();
    next.day = Day{next.day.value + 1};
    visit.see(next);
    CHECK(visit.all<SendPrinter>().size() == 1);
    visit.wait(kRetellPrinterMs - 1);
    CHECK(visit.all<SendPrinter>().size() == 1);
    visit.wait(1);
    CHECK(visit.all<SendPrinter>().size() == 2);
  }
  TEST_CASE("nothing is told without a link, and all of it afterwards") {
    Visit visit;
    visit.link(Link::kOffline);
    visit.model.printer_says("cover-open");
    visit.settle_down();
    CHECK(visit.all<SendPrinter>().empty());
    visit.link(Link::kOnline);
    CHECK(visit.all<SendPrinter>().size() == 1);
  }
}

}  // namespace antre::kiosk
