// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"

using namespace antre;
using test::run;

namespace {

/// A hall with two messages in force and one that is over, at 09:42:07.
test::FakeDispatcher with_messages() {
  test::FakeDispatcher dispatcher;
  dispatcher.view = test::sample_view();
  dispatcher.wall_ms = test::morning_ms();
  const auto now = test::morning_ms();
  dispatcher.view.announcements = {{20, "over", now, false, ""},
                                   {21, "Loket 3 pindah", now + 600'000, true, "upstairs"},
                                   {25, "Istirahat", now + 1'200'000, false, ""}};
  return dispatcher;
}

TEST_SUITE("cli/announce") {
  TEST_CASE("a message goes to the dispatcher as it was asked for, and is named") {
    auto dispatcher = with_messages();
    dispatcher.answer(Accepted{});
    const auto ran = run(dispatcher, {"announce", "Loket 3 pindah", "--minutes", "10", "--spoken",
                                      "--zone", "upstairs"});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.out == "message 21 until 09:52:07\n");
    REQUIRE(dispatcher.commands.size() == 1);
    CHECK(
        dispatcher.commands.front().find(
            R"("do":"announce","text":"Loket 3 pindah","minutes":10,"spoken":true,"zone":"upstairs")") !=
        std::string::npos);
  }

  TEST_CASE("as JSON it has its number, its end and where it is shown") {
    auto dispatcher = with_messages();
    dispatcher.answer(Accepted{});
    CHECK(
        run(dispatcher, {"announce", "Loket 3 pindah", "--spoken", "--zone", "upstairs", "--json"})
            .out ==
        R"({"announcement":21,"text":"Loket 3 pindah","until":"2026-11-24T09:52:07.123+07:00",)"
        R"("spoken":true,"zone":"upstairs"})"
        "\n");
  }

  TEST_CASE("a message that was made and cannot be named is no failure") {
    auto dispatcher = with_messages();
    dispatcher.answer(Accepted{});
    dispatcher.broken.push_back({ErrorCode::kTimeout, "no answer"});
    const auto ran = run(dispatcher, {"announce", "Istirahat"});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.out == "announced\n");
  }

  TEST_CASE("those in force are listed, not those that are over") {
    auto dispatcher = with_messages();
    const auto ran = run(dispatcher, {"announce", "--list"});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.out ==
          "Message  Until     Said  Zone      Text\n"
          "21       09:52:07  yes   upstairs  Loket 3 pindah\n"
          "25       10:02:07  no              Istirahat\n");
    dispatcher.view.announcements.clear();
    CHECK(run(dispatcher, {"announce", "--list"}).out == "no messages\n");
    CHECK(run(dispatcher, {"announce", "--list", "--json"}).out == "{\"announcements\":[]}\n");
  }

  TEST_CASE("a message is withdrawn by its number") {
    auto dispatcher = with_messages();
    dispatcher.answer(Accepted{});
    CHECK(run(dispatcher, {"announce", "--withdraw", "21"}).out == "message 21 withdrawn\n");
    CHECK(dispatcher.commands.front().find(R"("do":"withdraw-announcement","announcement":21)") !=
          std::string::npos);
  }

  TEST_CASE("what the dispatcher refuses, and what is not known, have their exit statuses") {
    auto dispatcher = with_messages();
    dispatcher.refuse(ErrorCode::kNotAllowed, "only a supervisor announces");
    CHECK(run(dispatcher, {"announce", "Istirahat"}).status == cli::kRefused);
    dispatcher.refuse(ErrorCode::kWrongState, "that message is not shown any more");
    CHECK(run(dispatcher, {"announce", "--withdraw", "20"}).status == cli::kRefused);
    const auto lost = run(dispatcher, {"announce", "Istirahat"});
    CHECK(lost.status == cli::kUnreachable);
    CHECK(lost.err.find("--once") != std::string::npos);
  }

  TEST_CASE("wrong usage opens no door") {
    auto dispatcher = with_messages();
    for (const std::vector<std::string>& wrong :
         std::vector<std::vector<std::string>>{{"announce"},
                                               {"announce", "text", "--list"},
                                               {"announce", "text", "--withdraw", "3"},
                                               {"announce", "--list", "--withdraw", "3"},
                                               {"announce", "--spoken"},
                                               {"announce", "text", "--minutes", "0"},
                                               {"announce", "--withdraw", "three"}}) {
      CHECK(run(dispatcher, wrong).status == cli::kUsage);
    }
    CHECK(dispatcher.opened == 0);
  }
}

}  // namespace
