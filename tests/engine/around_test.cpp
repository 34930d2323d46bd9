// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::calling_desk;
using antre::engine::test::check_whole;
using antre::engine::test::Desk;
using antre::engine::test::issue_of;

namespace {

constexpr CounterId kOne{1};

std::string issue_with(Desk& desk, const std::string& code, Channel channel = Channel::kOnline) {
  auto command = issue_of("R", TicketClass::kRegular, channel);
  command.code = code;
  if (channel == Channel::kAppointment) command.booked_ms = desk.state.at_ms + 3'600'000;
  return std::get<TicketIssued>(desk.must(command).front()).ticket;
}

SignGuestBook entry_of(const std::string& number, const std::string& name) {
  SignGuestBook command;
  command.ticket = number;
  command.guest.name = name;
  command.hash = "c0ffee";
  return command;
}

Reprint reprint(const std::string& number, const std::string& kiosk = "") {
  Reprint command;
  command.ticket = number;
  command.kiosk = kiosk;
  return command;
}

void report(Desk& desk, const std::string& device, bool ready, const std::string& reason = "") {
  desk.context.device = device;
  desk.must(ReportPrinter{ready, reason});
}

}  // namespace

TEST_SUITE("engine/check-in") {
  TEST_CASE("a visitor checks in with the code as people type it, once") {
    for (const auto* typed : {"7KQ2M9WX", "7kq2m9wx", "7KQ2-M9WX", " 7kq2 m9wx "}) {
      CAPTURE(typed);
      Desk desk;
      issue_with(desk, "ABCDEFGH");
      issue_with(desk, "7KQ2M9WX");
      desk.context.device = "kiosk-2";
      const auto events = desk.must(CheckIn{typed});
      REQUIRE(events.size() == 1);
      const auto& checked = std::get<TicketCheckedIn>(events.front());
      CHECK(checked.ticket == "R002");
      CHECK_FALSE(checked.of_day);
      CHECK(checked.device == "kiosk-2");
      CHECK(desk.ticket("R002").checked_in);
      CHECK_FALSE(desk.ticket("R001").checked_in);
      desk.context.device = "kiosk-1";
      CHECK(desk.must(CheckIn{typed}).empty());
      check_whole(desk);
    }
  }

  TEST_CASE("an appointment whose time has not come is checked in, and keeps its place") {
    Desk desk;
    issue_with(desk, "7KQ2M9WX", Channel::kAppointment);
    const auto place = desk.ticket("R001").place_ms;
    desk.must(CheckIn{"7KQ2M9WX"});
    CHECK(desk.ticket("R001").state == TicketState::kBooked);
    CHECK(desk.ticket("R001").place_ms == place);
    desk.pass_s(3600);
    CHECK(desk.ticket("R001").state == TicketState::kWaiting);
    CHECK(desk.ticket("R001").checked_in);
    check_whole(desk);
  }

  TEST_CASE("a code that nobody has, rubbish and nothing are refused") {
    Desk desk;
    issue_with(desk, "7KQ2M9WX");
    desk.issue("K");
    desk.must(issue_of("P"));  // this one has no code
    CHECK(desk.refused(CheckIn{"7KQ2M9WY"}) == ErrorCode::kUnknownTicket);
    CHECK(desk.refused(CheckIn{"7KQ2M9W"}) == ErrorCode::kUnknownTicket);
    CHECK(desk.refused(CheckIn{"R001"}) == ErrorCode::kUnknownTicket);
    CHECK(desk.refused(CheckIn{"--- -"}) == ErrorCode::kUnknownTicket);
    CHECK(desk.refused(CheckIn{std::string("7KQ2\0M9WX", 9)}) == ErrorCode::kUnknownTicket);
    CHECK(desk.refused(CheckIn{"\xF0\x9F\x98\x80"}) == ErrorCode::kUnknownTicket);
    CHECK(desk.refused(CheckIn{""}) == ErrorCode::kBadRequest);
    CHECK(desk.refused(CheckIn{std::string(65, '7')}) == ErrorCode::kBadRequest);
    check_whole(desk);
  }

  TEST_CASE("a ticket that has ended is not checked in") {
    Desk desk;
    issue_with(desk, "7KQ2M9WX");
    SUBCASE("cancelled") {
      desk.must(Cancel{"R001", {}});
    }
    SUBCASE("served") {
      desk.open(1);
      desk.call_and_serve(1);
    }
    SUBCASE("no-show") {
      desk.open(1);
      desk.call(1);
      desk.must(NoShow{kOne});
    }
    CHECK(desk.refused(CheckIn{"7KQ2M9WX"}) == ErrorCode::kWrongState);
    check_whole(desk);
  }

  TEST_CASE("on the next day only a ticket still at a counter is known by its code") {
    Desk desk;
    issue_with(desk, "7KQ2M9WX");
    issue_with(desk, "ABCDEFGH");
    desk.open(1);
    desk.call(1);
    desk.context.now.day.value += 1;
    const auto events = desk.must(CheckIn{"7KQ2-M9WX"});
    REQUIRE(events.size() >= 1);
    const auto& checked = std::get<TicketCheckedIn>(events.back());
    CHECK(checked.of_day == Day{20'000});
    CHECK(desk.refused(CheckIn{"ABCDEFGH"}) == ErrorCode::kUnknownTicket);
    check_whole(desk);
  }
}

TEST_SUITE("engine/guest book") {
  TEST_CASE("an entry is journalled as a hash, for any ticket of today, and again") {
    auto desk = calling_desk();
    const auto first = desk.must(entry_of("R001", "Siti"));
    REQUIRE(first.size() == 1);
    const auto& event = std::get<GuestBookSigned>(first.front());
    CHECK(event.ticket == "R001");
    CHECK(event.hash == "c0ffee");
    CHECK(desk.must(entry_of("R001", "Siti")).size() == 1);
    desk.serve(1);
    CHECK(desk.must(entry_of("R001", "Siti")).size() == 1);
    CHECK(desk.refused(entry_of("R009", "Siti")) == ErrorCode::kUnknownTicket);
    check_whole(desk);
  }

  TEST_CASE("a name must be there, and no field without end") {
    Desk desk;
    desk.issue("R");
    CHECK(desk.refused(entry_of("R001", "")) == ErrorCode::kBadRequest);
    CHECK(desk.refused(entry_of("R001", std::string(401, 'x'))) == ErrorCode::kBadRequest);
    for (auto field : {&Guest::institution, &Guest::email, &Guest::purpose, &Guest::identity}) {
      auto command = entry_of("R001", std::string(400, 'x'));
      command.guest.*field = std::string(401, 'x');
      CHECK(desk.refused(command) == ErrorCode::kBadRequest);
      command.guest.*field = std::string(400, 'x');
      CHECK(desk.must(command).size() == 1);
    }
    desk.must(entry_of("R001", "\xD9\x86\xD9\x88\xD8\xB1 \xF0\x9F\x98\x80"));  // right to left
  }
}

TEST_SUITE("engine/printers") {
  TEST_CASE("a printer is journalled when it changes, by device, and anew each day") {
    Desk desk;
    report(desk, "kiosk-1", true);
    report(desk, "kiosk-2", false, "media-empty");
    CHECK(desk.must(ReportPrinter{false, "media-empty"}).empty());
    CHECK(desk.must(ReportPrinter{true, "media-low"}).size() == 1);
    REQUIRE(desk.state.printers.size() == 2);
    CHECK(desk.state.printers[0] == Printer{"kiosk-1", true, ""});
    CHECK(desk.state.printers[1] == Printer{"kiosk-2", true, "media-low"});
    CHECK(desk.refused(ReportPrinter{false, std::string(201, 'x')}) == ErrorCode::kBadRequest);
    check_whole(desk);
    desk.context.now.day.value += 1;
    desk.issue("R");
    CHECK(desk.state.printers.empty());
    desk.context.device = "kiosk-2";
    CHECK(desk.must(ReportPrinter{true, "media-low"}).size() == 1);
    check_whole(desk);
  }

  TEST_CASE("a reprint goes to the kiosk that had the paper, else to the only one") {
    Desk desk;
    desk.issue("R");
    CHECK(desk.refused(reprint("R001")) == ErrorCode::kBadRequest);  // nobody has a printer
    report(desk, "kiosk-1", true);
    const auto only = desk.must(reprint("R001"));
    REQUIRE(only.size() == 1);
    CHECK(std::get<ReprintAsked>(only.front()).kiosk == "kiosk-1");
    report(desk, "kiosk-2", false, "media-empty");
    CHECK(desk.refused(reprint("R001")) == ErrorCode::kBadRequest);  // which of the two?
    desk.context.device = "kiosk-2";
    desk.must(ReportPrint{"R001", {}, PrintState::kFailed, "media-empty"});
    CHECK(std::get<ReprintAsked>(desk.must(reprint("R001")).front()).kiosk == "kiosk-2");
    CHECK(std::get<ReprintAsked>(desk.must(reprint("R001", "kiosk-1")).front()).kiosk == "kiosk-1");
    CHECK(desk.refused(reprint("R001", "kiosk-9")) == ErrorCode::kBadRequest);
    CHECK(desk.ticket("R001").print == PrintState::kFailed);  // until the kiosk says otherwise
    check_whole(desk);
  }

  TEST_CASE("what has ended or was never given is not printed again") {
    Desk desk;
    desk.issue("R");
    report(desk, "kiosk-1", true);
    CHECK(desk.refused(reprint("R009")) == ErrorCode::kUnknownTicket);
    desk.must(Cancel{"R001", {}});
    CHECK(desk.refused(reprint("R001")) == ErrorCode::kWrongState);
    check_whole(desk);
  }
}
