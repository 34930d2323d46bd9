// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"

using namespace antre;
using test::run;

namespace {

CaseReply sample_case() {
  CaseReply one;
  one.case_ = "R-2026-0007";
  one.service = {"R"};
  one.ticket = "R012";
  one.of_day = *parse_day("2026-11-24");
  one.step = "signed";
  one.due = parse_day("2026-12-03");
  one.opened_wall_ms = test::morning_ms();
  one.code = "7KQ2M9WX";
  return one;
}

CasesReply register_of_two() {
  CasesReply reply;
  reply.today = *parse_day("2026-11-24");
  reply.utc_offset_s = 25'200;
  CaseRow late;
  late.case_ = "R-2026-0007";
  late.service = {"R"};
  late.day = *parse_day("2026-11-10");
  late.ticket = "R012";
  late.of_day = late.day;
  late.due = parse_day("2026-11-20");
  late.steps = {{"received", test::morning_ms() - 14LL * 86'400'000, "Sari"},
                {"signed", test::morning_ms(), "Budi"}};
  late.visits = {"2026-11-24/R003"};
  CaseRow closed = late;
  closed.case_ = "R-2026-0006";
  closed.closed_wall_ms = test::morning_ms();
  closed.closed_by = "Budi";
  closed.closed_text = "ditarik";
  reply.cases = {late, closed};
  return reply;
}

}  // namespace

TEST_SUITE("cli/cases") {
  TEST_CASE("a case is opened for a ticket and told with its code") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.answer(sample_case());
    const auto ran = run(dispatcher, {"case", "open", "R012"});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.out == "case R-2026-0007 (R012), signed, due 2026-12-03, code 7KQ2M9WX\n");
    REQUIRE(dispatcher.commands.size() == 1);
    CHECK(dispatcher.commands.front().find(R"("do":"open-case","ticket":"R012")") !=
          std::string::npos);
  }

  TEST_CASE("the last step says that the case is closed") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.answer(Accepted{});
    const auto ran = run(dispatcher, {"case", "step", "R-2026-0007", "handed-over"});
    CHECK(ran.out == "case R-2026-0007 closed\n");
  }

  TEST_CASE("the register says what is late in a word, and how old each case is") {
    test::FakeDispatcher dispatcher;
    dispatcher.cases = register_of_two();
    const auto ran = run(dispatcher, {"case", "list"});
    CHECK(ran.out ==
          "Case         Ticket           Step    Days  Due              Since\n"
          "R-2026-0007  2026-11-10/R012  signed  14    2026-11-20 LATE  2026-11-24\n"
          "R-2026-0006  2026-11-10/R012  ended   14    2026-11-20       2026-11-24\n");
  }

  TEST_CASE("one case tells who did what when; one that is not there is a refusal") {
    test::FakeDispatcher dispatcher;
    auto reply = register_of_two();
    reply.cases.resize(1);
    dispatcher.cases = reply;
    const auto ran = run(dispatcher, {"case", "show", "R-2026-0007"});
    CHECK(ran.out.find("received  2026-11-10T09:42  Sari") != std::string::npos);
    CHECK(ran.out.find("came again with 2026-11-24/R003") != std::string::npos);
    dispatcher.cases = {};
    CHECK(run(dispatcher, {"case", "show", "R-2026-0099"}).status == cli::kRefused);
  }
}

TEST_SUITE("cli/desk") {
  TEST_CASE("a ticket is moved to a service or a counter, and to one of them") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    CHECK(run(dispatcher, {"move", "R012"}).status == cli::kUsage);
    CHECK(run(dispatcher, {"move", "R012", "K", "--to-counter", "3"}).status == cli::kUsage);
    TicketReply moved;
    moved.ticket = "R012";
    dispatcher.answer(moved);
    CHECK(run(dispatcher, {"move", "R012", "--to-counter", "3"}).status == cli::kFine);
    CHECK(dispatcher.commands.back().find(R"("do":"move","ticket":"R012","to_counter":3)") !=
          std::string::npos);
  }

  TEST_CASE("answers are counted to the index and its grade") {
    test::FakeDispatcher dispatcher;
    SurveyReply reply;
    reply.from = reply.to = *parse_day("2026-11-24");
    reply.served = 5;
    SurveyRow row;
    row.service = {"R"};
    row.respondents = 2;
    row.answers.assign(9, {0, 0, 1, 1});
    reply.rows = {row};
    dispatcher.survey = reply;
    const auto ran = run(dispatcher, {"survey"});
    CHECK(ran.out.find("2 answered of 5 served") != std::string::npos);
    CHECK(ran.out.find("87.50  B") != std::string::npos);
    CHECK(run(dispatcher, {"survey", "--answer", "R012", "--scores", "5", "4", "4", "4", "4", "4",
                           "4", "4", "4"})
              .status == cli::kUsage);
  }
}
