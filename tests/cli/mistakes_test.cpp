// SPDX-License-Identifier: Apache-2.0
#include "cli/mistakes.hpp"

#include <doctest/doctest.h>

#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"

using namespace antre;
using test::run;

TEST_SUITE("cli/mistakes") {
  TEST_CASE("a mistyped command, option or group member is told with what was meant") {
    test::FakeDispatcher dispatcher;
    const auto first = [&](const std::vector<std::string>& words) {
      const auto ran = run(dispatcher, words);
      CHECK(ran.status == cli::kUsage);
      return ran.err.substr(0, ran.err.find('\n'));
    };
    CHECK(first({"stauts"}) == "antre: there is no command 'stauts'; did you mean 'status'?");
    CHECK(first({"--timeout", "3", "isue", "R"}) ==
          "antre: there is no command 'isue'; did you mean 'issue'?");
    CHECK(first({"zzzzzz"}) == "antre: there is no command 'zzzzzz'; 'antre --help' lists them");
    CHECK(first({"keys", "lst"}) == "antre: there is no command 'keys lst'; did you mean 'list'?");
    CHECK(first({"issue", "R", "--priorty"}) ==
          "antre: 'issue' has no option '--priorty'; did you mean '--priority'?");
    CHECK(first({"status", "--jsn"}) ==
          "antre: 'status' has no option '--jsn'; did you mean '--json'?");
    CHECK(dispatcher.opened == 0);
  }

  TEST_CASE("an option is not taken for the value that was forgotten before it") {
    test::FakeDispatcher dispatcher;
    const auto ran = run(dispatcher, {"open", "1", "--officer", "--json"});
    CHECK(ran.status == cli::kUsage);
    CHECK(
        ran.out ==
        "{\"error\":{\"code\":\"invalid\",\"message\":\"'--officer' needs a value, and '--json' is "
        "an option\"}}\n");
    CHECK(run(dispatcher, {"--key", "--timeout", "3", "status"}).status == cli::kUsage);
    dispatcher.answer(Accepted{});
    CHECK(run(dispatcher, {"break", "1", "--reason", "-- makan --"}).status == cli::kFine);
    dispatcher.answer(Accepted{});
    CHECK(run(dispatcher, {"note", "R012", "--", "--json"}).status == cli::kFine);
    CHECK(dispatcher.commands.size() == 2);
  }

  TEST_CASE("what is wrong with a line is JSON for who wants JSON") {
    test::FakeDispatcher dispatcher;
    const auto ran = run(dispatcher, {"stauts", "--json"});
    CHECK(ran.status == cli::kUsage);
    CHECK(ran.out ==
          "{\"error\":{\"code\":\"invalid\",\"message\":\"there is no command 'stauts'; did you "
          "mean 'status'?\"}}\n");
    CHECK(run(dispatcher, {"call", "--json"}).out.starts_with("{\"error\":{\"code\":\"invalid\""));
  }

  TEST_CASE("an unknown service is told with the one that was meant, or with all") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.refuse(ErrorCode::kUnknownService, "there is no service Rekomendsi");
    CHECK(run(dispatcher, {"issue", "Rekomendsi"}).err ==
          "antre: there is no service Rekomendsi; did you mean 'R' (Rekomendasi)?\n");
    dispatcher.refuse(ErrorCode::kUnknownService, "there is no service zzz");
    CHECK(run(dispatcher, {"pause", "zzz"}).err ==
          "antre: there is no service zzz; the hall has R (Rekomendasi), K (Konsultasi)\n");
    dispatcher.refuse(ErrorCode::kUnknownService, "there is no service k");
    CHECK(run(dispatcher, {"transfer", "2", "k", "--json"}).out ==
          "{\"error\":{\"code\":\"unknown-service\",\"message\":\"there is no service k; did you "
          "mean 'K' (Konsultasi)?\"}}\n");
  }
}
