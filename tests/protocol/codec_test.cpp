// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.hpp"

#include <doctest/doctest.h>

using namespace antre;

namespace {

Issue priority_issue() {
  Issue issue;
  issue.service = {"R"};
  issue.class_ = TicketClass::kPriority;
  return issue;
}

TicketIssued issued_r001(std::optional<std::string> code) {
  TicketIssued issued;
  issued.ticket = "R001";
  issued.service = {"R"};
  issued.code = std::move(code);
  issued.device = "kiosk:hall";
  return issued;
}

}  // namespace

TEST_SUITE("protocol/codec") {
  TEST_CASE("a request reads back as it was written") {
    const Request request{1, "00112233445566778899aabbccddeeff", 7, priority_issue()};
    const auto bytes = codec::encode(request);
    CHECK(bytes == R"({"v":1,"session":"00112233445566778899aabbccddeeff","n":7,"do":"issue",)"
                   R"("service":"R","class":"priority","channel":"walk-in"})");
    const auto read = codec::decode_request(bytes);
    REQUIRE(read);
    CHECK(read->session == request.session);
    CHECK(read->n == 7);
    const auto* issue = std::get_if<Issue>(&read->body);
    REQUIRE(issue != nullptr);
    CHECK(issue->service.value == "R");
    CHECK(issue->class_ == TicketClass::kPriority);
  }

  TEST_CASE("unknown keys are ignored and absent ones keep their default") {
    const auto read =
        codec::decode_request(R"({"v":9,"new":{"deep":[1,2]},"n":1,"do":"finish","counter":3})");
    REQUIRE(read);
    CHECK(std::get<Finish>(read->body).outcome == Outcome::kServed);
    CHECK(std::get<Finish>(read->body).counter.value == 3);
  }

  TEST_CASE("what is wrong is named") {
    const auto code = [](std::string_view bytes) {
      const auto read = codec::decode_request(bytes);
      REQUIRE(!read);
      return read.error();
    };
    CHECK(code("rubbish").code == ErrorCode::kBadRequest);
    CHECK(code("").code == ErrorCode::kBadRequest);
    CHECK(code("[]").code == ErrorCode::kBadRequest);
    CHECK(code(R"({"v":1})").detail == "do: missing");
    CHECK(code(R"({"do":"fly"})").code == ErrorCode::kUnknownCommand);
    CHECK(code(R"({"do":"call","counter":"two"})").detail == "counter: a whole number is expected");
    CHECK(code(R"({"do":"call","counter":2.5})").code == ErrorCode::kBadRequest);
    CHECK(code(R"({"do":"call","counter":99999999999})").code == ErrorCode::kBadRequest);
    CHECK(code(R"({"do":"issue","service":"R","class":"royal"})").code == ErrorCode::kBadRequest);
    CHECK(code(R"({"n":-1,"do":"ping"})").code == ErrorCode::kBadRequest);
    CHECK(code("{\"do\":\"open\",\"officer\":\"\xff\xfe\"}").code == ErrorCode::kBadRequest);
    CHECK(code(R"({"do":"open","officer":")" + std::string(5000, 'a') + "\"}").code ==
          ErrorCode::kTooLarge);
    CHECK(code(std::string(70'000, ' ')).code == ErrorCode::kTooLarge);
    CHECK(code(std::string(40, '[')).code == ErrorCode::kBadRequest);
  }

  TEST_CASE("a refusal has the shape scripts rely on") {
    const Reply reply =
        refusal({1, "ab", 4, Ping{}}, {ErrorCode::kCounterClosed, "counter 2 \"is\" closed\n"});
    const auto bytes = codec::encode(reply);
    CHECK(bytes.find(
              R"("error":{"code":"counter-closed","message":"counter 2 \"is\" closed\u000a"})") !=
          std::string::npos);
    const auto read = codec::decode_reply(bytes);
    REQUIRE(read);
    const auto error = error_of(*read);
    REQUIRE(error);
    CHECK(error->code == ErrorCode::kCounterClosed);
    CHECK(error->detail == "counter 2 \"is\" closed\n");
  }

  TEST_CASE("a journal entry stands flat, with its event's own fields") {
    Entry entry{12, *parse_day("2026-11-24"), 1795487000123, std::nullopt,
                TicketCalled{"R012", std::nullopt, {3}, true}};
    CHECK(codec::encode(entry) ==
          R"({"seq":12,"day":"2026-11-24","at_ms":1795487000123,"event":"ticket-called",)"
          R"("ticket":"R012","counter":3,"explicit":true,"auto":false})");
    entry.wall_offset_ms = -60'000;
    const auto read = codec::decode_entry(codec::encode(entry));
    REQUIRE(read);
    CHECK(read->wall_ms() == 1795487000123 - 60'000);
    CHECK(std::get<TicketCalled>(read->event).counter.value == 3);
  }

  TEST_CASE("an update holds no officer's name and no ticket's code") {
    Entry opened{1, {}, 0, std::nullopt, CounterOpened{{1}, "Sari Wulandari"}};
    CHECK(codec::encode(public_update("e", opened)).find("Sari") == std::string::npos);
    Entry issued{2, {}, 0, std::nullopt, issued_r001("7KQ2M9")};
    CHECK(codec::encode(public_update("e", issued)).find("7KQ2M9") == std::string::npos);
    CHECK(codec::encode(issued).find("7KQ2M9") != std::string::npos);
  }

  TEST_CASE("a hall view reads back equal") {
    HallView view;
    view.epoch = "e1";
    view.hall.id = "x";
    view.hall.name = {{"id", "Balai \"satu\""}};
    view.hall.services.push_back(
        {{"R"}, {{"id", "Rekomendasi"}}, {}, {}, "letter", 3, {}, 0, {}, {}, {}});
    view.hall.counters.push_back({{1}, {{"id", "Loket 1"}}, {{"R"}}, {}});
    HallView fed = view;
    fed.apply({1, {20000}, 5, std::nullopt, DayOpened{view.hall, {}, {}}});
    fed.apply({2, {20000}, 6, std::nullopt, CounterOpened{{1}, "s"}});
    fed.apply({3, {20000}, 7, std::nullopt, issued_r001({})});
    CHECK(fed.waiting({"R"}) == 1);
    fed.apply({4, {20000}, 8, std::nullopt, TicketCalled{"R001", std::nullopt, {1}, false}});
    CHECK(fed.waiting({"R"}) == 0);
    CHECK(fed.calls.size() == 1);
    const auto bytes = codec::encode(Reply{1, "", 1, SnapshotReply{fed}});
    const auto read = codec::decode_reply(bytes);
    REQUIRE(read);
    CHECK(std::get<SnapshotReply>(read->body).view == fed);
  }
}
