// SPDX-License-Identifier: Apache-2.0
// Copies that staff ask of a kiosk.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/kiosk/visit.hpp"

namespace antre::kiosk {
namespace {

Entry reprint_entry(const Visit& visit, std::uint64_t seq, Ms age = 0,
                    const std::string& kiosk = "kiosk1") {
  Entry entry;
  entry.seq = seq;
  entry.day = visit.model.view()->day;
  entry.at_ms = visit.model.wall_ms(visit.now) - age;
  entry.event = ReprintAsked{"R012", std::nullopt, kiosk};
  return entry;
}

void hear(Visit& visit, const Entry& entry, bool fresh = true) {
  visit.model.heard(entry, fresh, visit.now);
  visit.settle_down();
}

void fetched(Visit& visit, const Result<TicketReply>& answer) {
  visit.model.fetched({visit.ticket().day, "R012"}, answer, visit.now);
  visit.settle_down();
}

}  // namespace

TEST_SUITE("kiosk/reprint") {
  TEST_CASE("a reprint asked of this kiosk is printed as a copy and told") {
    Visit visit;
    visit.model.set_device({"kiosk1", ""});
    hear(visit, reprint_entry(visit, 7));
    REQUIRE(visit.all<FetchTicket>().size() == 1);
    visit.model.fetched(visit.all<FetchTicket>()[0].ticket, visit.ticket(), visit.now);
    visit.settle_down();
    REQUIRE(visit.all<PrintTicket>().size() == 1);
    CHECK(visit.all<PrintTicket>()[0].copy);
    CHECK(visit.model.page() == Page::kHome);
    visit.model.print_changed({{visit.ticket().day, "R012"}, PrintState::kPrinted, {}, true},
                              visit.now);
    visit.settle_down();
    CHECK(reports(visit).back().state == PrintState::kReprinted);
  }
  TEST_CASE("a reprint is printed once, not by others, not late and not while catching up") {
    Visit visit;
    visit.model.set_device({"kiosk1", ""});
    hear(visit, reprint_entry(visit, 7, 0, "kiosk2"));
    hear(visit, reprint_entry(visit, 6, kReprintFreshMs + 1));
    hear(visit, reprint_entry(visit, 7), false);
    CHECK(visit.all<FetchTicket>().empty());
    hear(visit, reprint_entry(visit, 7));
    hear(visit, reprint_entry(visit, 7));
    CHECK(visit.all<FetchTicket>().size() == 1);
    visit.model.fetched({visit.ticket().day, "R012"}, Error{ErrorCode::kUnknownTicket, ""},
                        visit.now);
    visit.settle_down();
    CHECK(visit.all<PrintTicket>().empty());
  }
  TEST_CASE("a reprint that fails after a failed ticket is taken back too") {
    Visit visit;
    visit.model.set_device({"kiosk1", ""});
    visit.ask();
    visit.answer(visit.ticket());
    visit.paper(PrintState::kQueued, "media-empty");
    CHECK(visit.all<CancelPrint>().size() == 1);
    hear(visit, reprint_entry(visit, 9));
    visit.model.fetched({visit.ticket().day, "R012"}, visit.ticket(), visit.now);
    visit.model.print_changed(
        {{visit.ticket().day, "R012"}, PrintState::kQueued, "media-empty", true}, visit.now);
    visit.settle_down();
    CHECK(visit.all<CancelPrint>().size() == 2);
  }
  TEST_CASE("a reprint asked for while the link is lost is printed once it is back") {
    Visit visit;
    visit.model.set_device({"kiosk1", ""});
    hear(visit, reprint_entry(visit, 7));
    REQUIRE(visit.all<FetchTicket>().size() == 1);
    visit.link(Link::kOffline);
    fetched(visit, Error{ErrorCode::kTimeout, ""});
    visit.wait(60'000);
    CHECK(visit.all<FetchTicket>().size() == 1);
    CHECK(reports(visit).empty());
    visit.link(Link::kOnline);
    REQUIRE(visit.all<FetchTicket>().size() == 2);
    fetched(visit, visit.ticket());
    REQUIRE(visit.all<PrintTicket>().size() == 1);
    CHECK(visit.all<PrintTicket>()[0].copy);
    visit.wait(kReprintFreshMs);
    CHECK(reports(visit).empty());
  }
  TEST_CASE("a dispatcher that cannot answer now is asked again, by the clock") {
    Visit visit;
    visit.model.set_device({"kiosk1", ""});
    hear(visit, reprint_entry(visit, 7));
    fetched(visit, Error{ErrorCode::kUnavailable, ""});
    const auto next = visit.model.next_deadline(visit.now);
    REQUIRE(next);
    CHECK(*next <= visit.now + kReprintFreshMs);
    CHECK(visit.all<FetchTicket>().size() == 1);
    visit.wait(*next - visit.now);
    CHECK(visit.all<FetchTicket>().size() == 2);
  }
  TEST_CASE("a reprint that could not be made in two minutes is reported, and not printed later") {
    Visit visit;
    visit.model.set_device({"kiosk1", ""});
    hear(visit, reprint_entry(visit, 7, 30'000));
    visit.link(Link::kOffline);
    visit.wait(kReprintFreshMs - 30'000 - 1);
    CHECK(reports(visit).empty());
    visit.wait(1);
    REQUIRE(reports(visit).size() == 1);
    CHECK(reports(visit)[0].ticket == "R012");
    CHECK(reports(visit)[0].of_day == visit.model.view()->day);
    CHECK(reports(visit)[0].state == PrintState::kUnknown);
    CHECK(reports(visit)[0].reason == "no-copy");
    visit.link(Link::kOnline);
    fetched(visit, visit.ticket());  // late
    CHECK(visit.all<PrintTicket>().empty());
    CHECK(visit.all<FetchTicket>().size() == 1);
    CHECK(reports(visit).size() == 1);
  }
  TEST_CASE("a reprint heard of too late is reported and not printed") {
    Visit visit;
    visit.model.set_device({"kiosk1", ""});
    hear(visit, reprint_entry(visit, 7, kReprintFreshMs));
    hear(visit, reprint_entry(visit, 7, kReprintFreshMs));
    CHECK(visit.all<FetchTicket>().empty());
    REQUIRE(reports(visit).size() == 1);
    CHECK(reports(visit)[0].reason == "no-copy");
  }
  TEST_CASE("a reprint of a ticket that the dispatcher does not know is reported at once") {
    Visit visit;
    visit.model.set_device({"kiosk1", ""});
    hear(visit, reprint_entry(visit, 7));
    fetched(visit, Error{ErrorCode::kUnknownTicket, ""});
    CHECK(visit.all<PrintTicket>().empty());
    REQUIRE(reports(visit).size() == 1);
    CHECK(reports(visit)[0].reason == "no-copy");
    visit.wait(kReprintFreshMs);
    CHECK(reports(visit).size() == 1);
  }
  TEST_CASE("an answer with another ticket than was asked for is not printed") {
    Visit visit;
    visit.model.set_device({"kiosk1", ""});
    hear(visit, reprint_entry(visit, 7));
    TicketReply other = visit.ticket();
    other.ticket = "R013";
    fetched(visit, other);
    CHECK(visit.all<PrintTicket>().empty());
    CHECK(reports(visit).size() == 1);
  }
}

}  // namespace antre::kiosk
