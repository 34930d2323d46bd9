// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"

using namespace antre;

namespace {

/// What is offered, without the remarks; the first is the kind.
std::vector<std::string> offered(test::FakeDispatcher& dispatcher, std::vector<std::string> words,
                                 const std::string& shell = "zsh") {
  words.insert(words.begin(), {"--complete", shell});
  const auto ran = test::run(dispatcher, words);
  CHECK(ran.status == cli::kFine);
  CHECK(ran.err.empty());
  std::vector<std::string> lines;
  std::istringstream in{ran.out};
  for (std::string line; std::getline(in, line);) lines.push_back(line.substr(0, line.find('\t')));
  return lines;
}

using Lines = std::vector<std::string>;

test::FakeDispatcher a_hall() {
  test::FakeDispatcher dispatcher;
  dispatcher.view = test::sample_view();
  return dispatcher;
}

bool has(const Lines& lines, const std::string& wanted) {
  return std::ranges::find(lines, wanted) != lines.end();
}

}  // namespace

TEST_SUITE("cli/completion") {
  TEST_CASE("commands come first, and those of a group after it") {
    auto hall = a_hall();
    CHECK(offered(hall, {"st"}) == Lines{"words", "start", "status"});
    CHECK(offered(hall, {"keys", ""}) == Lines{"words", "new", "list", "revoke"});
    CHECK(offered(hall, {"--json", "keys", "re"}) == Lines{"words", "revoke"});
    CHECK(offered(hall, {"nonsense", ""}).size() > 10);
    CHECK(hall.opened == 0);
  }

  TEST_CASE("options are the command's and those that all have, each once") {
    auto hall = a_hall();
    const auto of_issue = offered(hall, {"issue", "R", "--"});
    CHECK(has(of_issue, "--priority"));
    CHECK(has(of_issue, "--timeout"));
    CHECK(has(of_issue, "--help"));
    CHECK_FALSE(has(of_issue, "--man"));
    CHECK_FALSE(has(offered(hall, {"issue", "R", "--priority", "--"}), "--priority"));
    CHECK(has(offered(hall, {"restore", "f", "--after", "R1", "--"}), "--after"));
    CHECK(has(offered(hall, {"transfer", "2", "--to"}), "--to-counter"));
    CHECK(offered(hall, {"note", "--", "--"}).size() == 1);
  }

  TEST_CASE("a closed set is offered for what has one, behind a blank or an equals sign") {
    auto hall = a_hall();
    CHECK(offered(hall, {"issue", "--channel", "a"}) == Lines{"words", "appointment"});
    CHECK(offered(hall, {"issue", "--channel=on"}) == Lines{"words", "online"});
    CHECK(offered(hall, {"keys", "new", "ki"}) == Lines{"words", "kiosk"});
    CHECK(offered(hall, {"export", ""}) == Lines{"words", "today"});
    CHECK(hall.opened == 0);
  }

  TEST_CASE("the hall is asked for services, counters and tickets") {
    auto hall = a_hall();
    CHECK(offered(hall, {"issue", ""}) == Lines{"words", "R", "K"});
    CHECK(offered(hall, {"call", ""}) == Lines{"words", "1", "2"});
    CHECK(offered(hall, {"call", "1", "--ticket", ""}) == Lines{"words", "R012"});
    CHECK(offered(hall, {"cancel", "K"}) == Lines{"words", "K014"});
    CHECK(offered(hall, {"transfer", "2", ""}) == Lines{"words", "R", "K"});
    CHECK(offered(hall, {"unhold", ""}) == Lines{"words"});
    CHECK(hall.opened == 6);
    CHECK(hall.connection.timeout_s < 1);
  }

  TEST_CASE("the dispatcher that the line or the environment names is asked") {
    auto hall = a_hall();
    offered(hall, {"--dispatcher", "tcp://127.0.0.1:9", "--key=a.key", "issue", ""});
    CHECK(hall.connection.dispatcher == "tcp://127.0.0.1:9");
    CHECK(hall.connection.key_file == "a.key");
    setenv("ANTRE_DISPATCHER", "tcp://127.0.0.1:10", 1);
    offered(hall, {"issue", ""});
    CHECK(hall.connection.dispatcher == "tcp://127.0.0.1:10");
    unsetenv("ANTRE_DISPATCHER");
  }

  TEST_CASE("a dispatcher that does not answer offers nothing and says nothing") {
    auto hall = a_hall();
    hall.broken = {Error{ErrorCode::kUnreachable, "not reached"}};
    CHECK(offered(hall, {"issue", ""}) == Lines{"words"});
  }

  TEST_CASE("files and folders are the shell's own business") {
    auto hall = a_hall();
    CHECK(offered(hall, {"--key", ""}) == Lines{"files"});
    CHECK(offered(hall, {"verify", "--data", ""}) == Lines{"folders"});
  }

  TEST_CASE("officers are offered where one is chosen, not where one is made") {
    auto hall = a_hall();
    hall.pins = {{"Sari Wulandari", "1"}};
    CHECK(offered(hall, {"open", "1", "--officer", ""}) == Lines{"words", "Sari Wulandari"});
    CHECK(offered(hall, {"officers", "remove", "S"}) == Lines{"words", "Sari Wulandari"});
    CHECK(offered(hall, {"officers", "add", ""}) == Lines{"words"});
  }

  TEST_CASE("words of bash are read as bash would") {
    CHECK(cli::unquoted("\"Sari W\"") == "Sari W");
    CHECK(cli::unquoted("Sari\\ W") == "Sari W");
    CHECK(cli::unquoted("'a\\b'") == "a\\b");
    setenv("HOME", "/root", 1);
    CHECK(cli::unquoted("~/a.key") == "/root/a.key");
    auto hall = a_hall();
    CHECK(offered(hall, {"\"issue\"", "R"}, "bash") == Lines{"words", "R"});
  }

  TEST_CASE("what somebody wrote somewhere cannot steer the terminal") {
    cli::Offer offer;
    offer.candidates = {{"a", "x\x1b[31m\ny"}};
    CHECK(cli::offer_text(offer) == "words\na\tx [31m y\n");
  }
}
