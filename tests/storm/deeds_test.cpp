// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hall/deeds.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "protocol/codec.hpp"

using namespace antre;
using namespace antre::test;

namespace {

constexpr Day kDay{20'780};

Request issue_request() {
  Issue issue;
  issue.service.value = "R";
  return {kProtocolVersion, std::string(32, 'a'), 1, issue};
}

Told told_ticket(const std::string& number) {
  TicketReply ticket;
  ticket.ticket = number;
  ticket.day = kDay;
  ticket.service.value = "R";
  Told told;
  told.request = codec::encode(issue_request());
  told.replies.insert(codec::encode(Reply{kProtocolVersion, std::string(32, 'a'), 1, ticket}));
  return told;
}

Entry issued(std::uint64_t seq, const std::string& number) {
  TicketIssued event;
  event.ticket = number;
  event.service.value = "R";
  event.device = "crowd1";
  return {seq, kDay, 0, std::nullopt, event};
}

std::string refusal_bytes(ErrorCode code) {
  return codec::encode(refusal(issue_request(), Error{code, "no"}));
}

}  // namespace

TEST_SUITE("storm/deeds") {
  TEST_CASE("an answer and the entry that made it are the same deed") {
    const auto deed = deed_of(told_ticket("R001"), "crowd1");
    REQUIRE(deed);
    CHECK(deeds_of({issued(1, "R001")}) == std::multiset<std::string>{*deed});
    CHECK(deed != deed_of(told_ticket("R002"), "crowd1"));
    CHECK(deed != deed_of(told_ticket("R001"), "crowd2"));
  }

  TEST_CASE("two answers to one request, and one to what was settled, are faults") {
    auto told = told_ticket("R001");
    CHECK(faults_of(told).empty());
    told.replies.insert(refusal_bytes(ErrorCode::kStale));  // to a late copy: says nothing
    CHECK(faults_of(told).empty());
    told.not_done = true;
    CHECK(!faults_of(told).empty());
    told.not_done = false;
    told.replies.merge(told_ticket("R002").replies);
    CHECK(!faults_of(told).empty());
    auto refused = told_ticket("R001");
    refused.replies.insert(refusal_bytes(ErrorCode::kNotAllowed));
    CHECK(!faults_of(refused).empty());
  }

  TEST_CASE("a number given twice or left out, and a missing entry, are faults") {
    CHECK(faults_of_numbers({issued(1, "R001"), issued(2, "R002")}).empty());
    CHECK(!faults_of_numbers({issued(1, "R001"), issued(2, "R001")}).empty());
    CHECK(!faults_of_numbers({issued(1, "R001"), issued(2, "R003")}).empty());
    CHECK(!faults_of_numbers({issued(1, "R001"), issued(3, "R002")}).empty());
    const Entry skipped{2, kDay, 0, std::nullopt, NumbersSkipped{{"R"}, 2, 101}};
    CHECK(faults_of_numbers({issued(1, "R001"), skipped, issued(3, "R102")}).empty());
  }
}
