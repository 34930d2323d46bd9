// SPDX-License-Identifier: Apache-2.0
#include "kiosk/courier.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "protocol/hall_view.hpp"

namespace antre::kiosk {
namespace {

/// The dispatcher's side of a courier.
struct Counterpart {
  std::vector<Command> sent;
  int abandoned = 0;
  std::vector<Result<TicketReply>> numbers;
  std::vector<Command> delivered;
  std::vector<Result<TicketReply>> check_ins;
  Courier courier{{[this](const Command& command) { sent.push_back(command); },
                   [this] { ++abandoned; },
                   [this](const Result<TicketReply>& answer) { numbers.push_back(answer); },
                   [this](const Command& command) { delivered.push_back(command); },
                   [this](const Result<TicketReply>& answer) { check_ins.push_back(answer); }}};

  void answer(ReplyBody body) {
    courier.answered(Reply{kProtocolVersion, "s", 1, std::move(body)});
  }
};

ReportPrint report(const std::string& ticket, PrintState state) {
  return {ticket, Day{20'000}, state, ""};
}

PrintState state_of(const Command& command) {
  return std::get<ReportPrint>(command).state;
}

}  // namespace

TEST_SUITE("kiosk/courier") {
  TEST_CASE("a visitor's request goes before reports that wait") {
    Counterpart other;
    other.courier.set_online(true);
    other.courier.report(report("R001", PrintState::kQueued));
    other.courier.report(report("R002", PrintState::kQueued));
    other.courier.issue({});
    REQUIRE(other.sent.size() == 1);
    other.answer(Accepted{});
    REQUIRE(other.sent.size() == 2);
    CHECK(std::holds_alternative<Issue>(other.sent[1]));
    TicketReply ticket;
    ticket.ticket = "R003";
    other.answer(ticket);
    REQUIRE(other.numbers.size() == 1);
    CHECK(other.numbers[0]->ticket == "R003");
    CHECK(std::holds_alternative<ReportPrint>(other.sent[2]));
  }
  TEST_CASE("a visitor with a code goes before reports, and is given up like a number") {
    Counterpart other;
    other.courier.set_online(true);
    other.courier.report(report("R001", PrintState::kQueued));
    other.courier.report(report("R002", PrintState::kQueued));
    other.courier.check_in({"7KQ2M9WX"});
    other.answer(Accepted{});
    REQUIRE(other.sent.size() == 2);
    CHECK(std::get<CheckIn>(other.sent[1]).code == "7KQ2M9WX");
    other.courier.settle();
    CHECK(other.abandoned == 1);
    TicketReply ticket;
    ticket.ticket = "R003";
    other.answer(ticket);
    REQUIRE(other.check_ins.size() == 1);
    CHECK(other.check_ins[0]->ticket == "R003");
    CHECK(other.numbers.empty());
  }
  TEST_CASE("newer news of the printer take the place of older, entries of the book do not") {
    Counterpart other;
    other.courier.tell(ReportPrinter{false, "jam"});
    other.courier.tell(SignGuestBook{"R001", Day{20'000}, {"Retno", {}, {}, {}, {}}});
    other.courier.tell(SignGuestBook{"R002", Day{20'000}, {"Budi", {}, {}, {}, {}}});
    other.courier.tell(ReportPrinter{true, ""});
    other.courier.set_online(true);
    for (std::size_t i = 0; i < 4; ++i) {
      other.answer(Accepted{});
    }
    REQUIRE(other.sent.size() == 3);
    CHECK(std::get<SignGuestBook>(other.sent[0]).ticket == "R001");
    CHECK(std::get<SignGuestBook>(other.sent[1]).guest.name == "Budi");
    CHECK(std::get<ReportPrinter>(other.sent[2]).ready);
  }
  TEST_CASE("an entry of the guest book that did not arrive is brought again") {
    Counterpart other;
    other.courier.set_online(true);
    other.courier.tell(SignGuestBook{"R001", Day{20'000}, {"Retno", {}, {}, {}, {}}});
    other.courier.answered(Error{ErrorCode::kTimeout, ""});
    CHECK(other.sent.size() == 2);
    CHECK(other.delivered.empty());
  }
  TEST_CASE("a refusal comes as its error") {
    Counterpart other;
    other.courier.issue({});
    other.answer(Refused{{"quota-reached", ""}});
    REQUIRE(other.numbers.size() == 1);
    CHECK(other.numbers[0].error().code == ErrorCode::kQuotaReached);
  }
  TEST_CASE("reports wait for the link, and the newest state of a ticket is brought") {
    Counterpart other;
    other.courier.report(report("R001", PrintState::kQueued));
    other.courier.report(report("R001", PrintState::kPrinted));
    CHECK(other.sent.empty());
    other.courier.set_online(true);
    REQUIRE(other.sent.size() == 1);
    CHECK(state_of(other.sent[0]) == PrintState::kPrinted);
    other.answer(Accepted{});
    CHECK(other.courier.idle());
  }
  TEST_CASE("a report whose fate is unknown is brought again, unless a newer one waits") {
    Counterpart other;
    other.courier.set_online(true);
    other.courier.report(report("R001", PrintState::kQueued));
    other.courier.answered(Error{ErrorCode::kTimeout, ""});
    REQUIRE(other.sent.size() == 2);
    other.courier.report(report("R001", PrintState::kPrinted));
    other.courier.answered(Error{ErrorCode::kTimeout, ""});
    REQUIRE(other.sent.size() == 3);
    CHECK(state_of(other.sent[2]) == PrintState::kPrinted);
  }
  TEST_CASE("a report that cannot be stored now waits, and is brought when it is time again") {
    Counterpart other;
    other.courier.set_online(true);
    other.courier.report(report("R001", PrintState::kPrinted));
    other.courier.answered(Error{ErrorCode::kUnavailable, ""});
    CHECK(other.sent.size() == 1);
    CHECK(other.delivered.empty());
    CHECK(other.courier.held_up());
    other.courier.set_online(true);
    REQUIRE(other.sent.size() == 2);
    other.courier.answered(Error{ErrorCode::kUnknownTicket, ""});
    CHECK(other.delivered.size() == 1);
    CHECK(other.courier.idle());
  }
  TEST_CASE("a number that was not sent yet is dropped when its visitor leaves") {
    Counterpart other;
    other.courier.set_online(true);
    other.courier.report(report("R001", PrintState::kQueued));
    other.courier.issue({});
    other.courier.settle();
    CHECK(other.abandoned == 0);
    other.answer(Accepted{});
    CHECK(other.courier.idle());
    CHECK(other.sent.size() == 1);
  }
  TEST_CASE("a number that was sent is settled, and never asked for again") {
    Counterpart other;
    other.courier.issue({});
    other.courier.settle();
    CHECK(other.abandoned == 1);
    other.courier.answered(Error{ErrorCode::kTimeout, ""});
    CHECK(other.sent.size() == 1);
    CHECK(other.numbers.size() == 1);
  }
}

}  // namespace antre::kiosk
