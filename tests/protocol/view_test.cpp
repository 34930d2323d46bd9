// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "protocol/codec.hpp"
#include "protocol/hall_view.hpp"

using namespace antre;

namespace {

constexpr Day kMonday{20780};

/// A view that entries are folded into, a second apart.
struct Seen {
  void hear(Event event, Day day = kMonday) {
    Entry entry;
    entry.seq = view.seq + 1;
    entry.day = day;
    entry.at_ms = static_cast<EngineMs>(1000 * entry.seq);
    entry.event = std::move(event);
    view.apply(entry);
  }
  HallView view;
};

TicketIssued issued(const std::string& number) {
  TicketIssued event;
  event.ticket = number;
  event.service = {"R"};
  event.channel = Channel::kOnline;
  event.code = "7KQ2M9WX";
  return event;
}

}  // namespace

TEST_SUITE("protocol/view") {
  TEST_CASE("who is here and who is in the guest book is seen at the ticket") {
    Seen seen;
    seen.hear(DayOpened{});
    seen.hear(issued("R001"));
    seen.hear(issued("R002"));
    seen.hear(TicketCheckedIn{"R001", {}, "kiosk-1"});
    seen.hear(GuestBookSigned{"R002", {}, "c0ffee"});
    const auto* first = seen.view.ticket({kMonday, "R001"});
    const auto* second = seen.view.ticket({kMonday, "R002"});
    REQUIRE(first != nullptr);
    REQUIRE(second != nullptr);
    CHECK(first->checked_in);
    CHECK_FALSE(first->guest);
    CHECK_FALSE(second->checked_in);
    CHECK(second->guest);
    // An ended ticket is not shown any more, and told of without harm.
    seen.hear(TicketCancelled{"R001", {}});
    seen.hear(GuestBookSigned{"R001", {}, "c0ffee"});
    CHECK(seen.view.ticket({kMonday, "R001"}) == nullptr);
  }

  TEST_CASE("messages are seen until they are withdrawn, or another comes after their time") {
    Seen seen;
    seen.hear(DayOpened{});
    seen.hear(AnnouncementMade{"one", 4'000, false, ""});
    seen.hear(AnnouncementMade{"two", 60'000, true, "upstairs"});
    REQUIRE(seen.view.announcements.size() == 2);
    CHECK(seen.view.announcements[1] == ViewAnnouncement{3, "two", 60'000, true, "upstairs"});
    seen.hear(AnnouncementMade{"three", 60'000, false, ""});  // at 4'000: "one" is over
    REQUIRE(seen.view.announcements.size() == 2);
    CHECK(seen.view.announcements[0].text == "two");
    seen.hear(AnnouncementWithdrawn{3});
    REQUIRE(seen.view.announcements.size() == 1);
    CHECK(seen.view.announcements[0].text == "three");
    seen.hear(DayOpened{});
    CHECK(seen.view.announcements.empty());
  }

  TEST_CASE("a printer's own state and that of its last paper are apart, until the next day") {
    Seen seen;
    seen.hear(DayOpened{});
    seen.hear(issued("R001"));
    seen.hear(PrintReported{"R001", {}, PrintState::kFailed, "media-empty", "one"});
    REQUIRE(seen.view.printers.size() == 1);
    CHECK_FALSE(seen.view.printers[0].told);
    CHECK(seen.view.printers[0].ready);
    seen.hear(PrinterReported{"one", false, "media-empty"});
    seen.hear(PrinterReported{"two", true, "media-low"});
    REQUIRE(seen.view.printers.size() == 2);
    const ViewPrinter first{"one", PrintState::kFailed, "media-empty", true,
                            false, "media-empty",       4000};
    CHECK(seen.view.printers[0] == first);
    seen.hear(PrinterReported{"one", true, ""});
    CHECK(seen.view.printers[0].ready);
    CHECK(seen.view.printers[0].trouble.empty());
    CHECK(seen.view.printers[0].reason == "media-empty");
    seen.hear(DayClosed{});
    seen.hear(DayOpened{}, {kMonday.value + 1});
    CHECK(seen.view.printers.empty());
  }

  TEST_CASE("what everybody may hear of a ticket holds no code and nothing of the guest") {
    Entry entry;
    entry.seq = 1;
    entry.day = kMonday;
    entry.event = issued("R001");
    CHECK(codec::encode(public_update("e", entry)).find("7KQ2M9WX") == std::string::npos);
    SignGuestBook command;
    command.ticket = "R001";
    command.guest.name = "Wulandari";
    const auto sent = codec::encode(Request{kProtocolVersion, "s", 1, to_body(command)});
    const auto read = codec::decode_request(sent);
    REQUIRE(read);
    CHECK(std::get<SignGuestBook>(read->body).guest == command.guest);
  }
}
