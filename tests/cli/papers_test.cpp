// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sodium.h>
#include <sys/stat.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/output_papers.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"
#include "tests/store/journal.hpp"

using namespace antre;
using test::FakeSecrets;
using test::run;

namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string content_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The sample hall with three kiosks' printers and two papers that nobody can be sure of.
test::FakeDispatcher with_printers() {
  test::FakeDispatcher dispatcher;
  dispatcher.view = test::sample_view();
  dispatcher.view.printers = {
      {"entrance", PrintState::kFailed, "media-empty", true, false, "media-empty",
       test::morning_ms()},
      {"stairs", PrintState::kPrinted, "", true, true, "media-low", test::morning_ms() + 60'000},
      {"yard", PrintState::kNone, "", false, true, "", 0}};
  auto& waiting = dispatcher.view.tickets.at("2026-11-24/R012");
  waiting.print = PrintState::kFailed;
  waiting.print_reason = "media-empty";
  auto& called = dispatcher.view.tickets.at("2026-11-24/K014");
  called.print = PrintState::kUnknown;
  called.print_reason = "unreachable";
  return dispatcher;
}

}  // namespace

TEST_SUITE("cli/papers") {
  TEST_CASE("a reprint and a check-in are the requests that they name") {
    struct Case {
      std::vector<std::string> arguments;
      std::string wire;
    };
    for (const Case& one : std::vector<Case>{
             {{"reprint", "R012"}, R"("do":"reprint","ticket":"R012","kiosk":"")"},
             {{"reprint", "R012", "--kiosk", "entrance"}, R"("ticket":"R012","kiosk":"entrance")"},
             {{"reprint", "2026-11-24/R012"}, R"("ticket":"R012","of_day":"2026-11-24")"},
             {{"check-in", "7kq2-m9wx"}, R"("do":"check-in","code":"7kq2-m9wx")"}}) {
      test::FakeDispatcher dispatcher;
      dispatcher.answer(Accepted{});
      const auto ran = run(dispatcher, one.arguments);
      CHECK_MESSAGE(ran.status == cli::kFine, ran.err);
      REQUIRE(dispatcher.commands.size() == 1);
      CHECK_MESSAGE(holds(dispatcher.commands.front(), one.wire), dispatcher.commands.front());
    }
  }

  TEST_CASE("who asks for a copy is told where it is to come out") {
    test::FakeDispatcher dispatcher;
    dispatcher.answer(Accepted{});
    CHECK(run(dispatcher, {"reprint", "R012"}).out == "a copy of R012 is to be printed\n");
    dispatcher.answer(Accepted{});
    const auto json = run(dispatcher, {"reprint", "R012", "--kiosk", "yard", "--json"});
    CHECK(boost::json::parse(json.out) ==
          boost::json::parse(R"({"ticket":"R012","reprint":true,"kiosk":"yard"})"));
    dispatcher.refuse(ErrorCode::kBadRequest, "kiosk gate has no printer now");
    const auto refused = run(dispatcher, {"reprint", "R012", "--kiosk", "gate"});
    CHECK(refused.status != cli::kFine);
    CHECK(holds(refused.err, "kiosk gate has no printer now"));
    CHECK(run(dispatcher, {"reprint", "12/R012"}).status == cli::kUsage);
  }

  TEST_CASE("a check-in says which ticket it was") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.answer(test::sample_ticket());
    CHECK(run(dispatcher, {"check-in", "7KQ2M9"}).out == "R012  4 people ahead\n");
    dispatcher.refuse(ErrorCode::kUnknownTicket, "no ticket of today has this code");
    CHECK(run(dispatcher, {"check-in", "AAAA"}).status == cli::kRefused);
  }

  TEST_CASE("the guest book's entry is shown, and cannot steer the terminal") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    CHECK(run(dispatcher, {"guest", "R012"}).out ==
          "nothing is in the guest book for R012, or no more\n");
    dispatcher.guest.guest = Guest{"Sri \x1b[2JHandayani", "UNDIP", "", "data", "ktp"};
    dispatcher.guest.at_wall_ms = test::morning_ms();
    CHECK(run(dispatcher, {"guest", "R012"}).out ==
          "Name         Sri ?[2JHandayani\nInstitution  UNDIP\nPurpose      data\n"
          "Identity     ktp\nEntered      09:42:07\n");
    const auto json =
        boost::json::parse(run(dispatcher, {"guest", "R012", "--json"}).out).as_object();
    CHECK(json.at("guest").at("institution") == "UNDIP");
    CHECK(json.at("at") == "2026-11-24T09:42:07.123+07:00");
  }

  TEST_CASE("status tells of each kiosk's printer and of papers that are not certain") {
    auto dispatcher = with_printers();
    const auto words = run(dispatcher, {"status"}).out;
    CHECK(holds(words,
                "Kiosk     Printer                       Since     Last paper\n"
                "entrance  NOT READY (out of paper)      09:42:07  failed (out of paper)\n"
                "stairs    ready (paper nearly used up)  09:43:07  printed\n"
                "yard      not told yet\n"));
    CHECK(holds(words,
                "No paper for certain: K014 unknown (CUPS does not answer), "
                "R012 failed (out of paper)"));
    const auto json = boost::json::parse(run(dispatcher, {"status", "--json"}).out);
    CHECK(json.at("printers").at(0) ==
          boost::json::parse(R"({"device":"entrance","state":"failed","reason":"media-empty",)"
                             R"("ready":false,"trouble":"media-empty",)"
                             R"("since":"2026-11-24T09:42:07.123+07:00"})"));
    CHECK_FALSE(json.at("printers").at(2).as_object().contains("ready"));
    CHECK(json.at("papers").at(1) ==
          boost::json::parse(R"({"ticket":"R012","print":"failed","reason":"media-empty"})"));
  }

  TEST_CASE("a number that was meant to be shown only is no paper in doubt") {
    auto dispatcher = with_printers();
    for (auto& [key, ticket] : dispatcher.view.tickets) {
      ticket.print = PrintState::kFailed;
      ticket.print_reason = "on-screen";
    }
    CHECK(cli::doubtful_papers(dispatcher.view).empty());
    CHECK_FALSE(holds(run(dispatcher, {"status"}).out, "No paper for certain"));
  }

  TEST_CASE("monitoring gets an exit status for printers, and near the end is not the end") {
    auto dispatcher = with_printers();
    const auto ran = run(dispatcher, {"status", "--printers", "--json"});
    CHECK(ran.status == cli::kRefused);
    const auto json = boost::json::parse(ran.out);
    CHECK(json.at("problems").as_array().size() == 1);
    CHECK(json.at("problems").at(0) ==
          "the printer of entrance is not ready since 09:42:07: out of paper");
    dispatcher.view.printers.erase(dispatcher.view.printers.begin());
    CHECK(run(dispatcher, {"status", "--printers"}).status == cli::kFine);
    CHECK(run(dispatcher, {"status", "--printers", "--health"}).status == cli::kUsage);
  }

  TEST_CASE("a reason that nobody knows is shown as it is") {
    CHECK(cli::reason_words("toner-empty") == "toner-empty");
    CHECK(cli::reason_words("cover-open") == "cover open");
    CHECK(cli::reason_words("").empty());
  }
}

TEST_SUITE("cli/kiosk pin") {
  TEST_CASE("the PIN's hash is for its owner alone, and a file that is there stays") {
    const test::TempFolder dir;
    const std::string file = (dir.path() / "service.pin").string();
    test::FakeDispatcher dispatcher;
    FakeSecrets secrets{{"240788", "240788"}, true};
    const auto ran = run(dispatcher, {"kiosk-pin", "--out", file}, &secrets);
    CHECK_MESSAGE(ran.status == cli::kFine, ran.err);
    CHECK(dispatcher.opened == 0);
    struct stat about {};
    REQUIRE(stat(file.c_str(), &about) == 0);
    CHECK((about.st_mode & 0777U) == 0600U);
    std::string hash = content_of(file);
    REQUIRE(hash.ends_with('\n'));
    hash.pop_back();
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(crypto_pwhash_str_verify(hash.c_str(), "240788", 6) == 0);
    CHECK(crypto_pwhash_str_verify(hash.c_str(), "240789", 6) != 0);

    FakeSecrets again{{"1111"}, false};
    CHECK(run(dispatcher, {"kiosk-pin", "--out", file}, &again).status != cli::kFine);
    CHECK(content_of(file) == hash + '\n');
    FakeSecrets forced{{"1111"}, false};
    CHECK(run(dispatcher, {"kiosk-pin", "--out", file, "--force"}, &forced).status == cli::kFine);
    hash = content_of(file);
    hash.pop_back();
    CHECK(crypto_pwhash_str_verify(hash.c_str(), "1111", 4) == 0);
  }

  TEST_CASE("what is no PIN, or typed differently, leaves no file") {
    const test::TempFolder dir;
    for (const auto& lines :
         std::vector<std::deque<std::string>>{{"123", "123"}, {"12a4", "12a4"}, {"1234", "1243"}}) {
      test::FakeDispatcher dispatcher;
      FakeSecrets secrets{lines, true};
      const auto ran =
          run(dispatcher, {"kiosk-pin", "--out", (dir.path() / "pin").string()}, &secrets);
      CHECK(ran.status == cli::kUsage);
      CHECK_FALSE(holds(ran.err, lines.front()));
      CHECK(std::filesystem::is_empty(dir.path()));
    }
  }
}

TEST_SUITE("cli/ticket preview") {
  TEST_CASE("a ticket is drawn without a dispatcher, the same one each time") {
    const test::TempFolder dir;
    test::FakeDispatcher dispatcher;
    const auto png = (dir.path() / "ticket.png").string();
    const auto ran = run(dispatcher, {"ticket", "preview", "--png", png});
    CHECK_MESSAGE(ran.status == cli::kFine, ran.err);
    CHECK(dispatcher.opened == 0);
    const std::string first = content_of(png);
    CHECK(first.starts_with("\x89PNG"));
    CHECK(run(dispatcher, {"ticket", "preview", "--png", png}).status == cli::kFine);
    CHECK(content_of(png) == first);
    for (const auto& more : std::vector<std::vector<std::string>>{{"--language", "en"},
                                                                  {"--paper", "58"},
                                                                  {"--priority"},
                                                                  {"--copy"},
                                                                  {"--service", "K"}}) {
      std::vector<std::string> arguments{"ticket", "preview", "--png", png};
      arguments.insert(arguments.end(), more.begin(), more.end());
      CHECK_MESSAGE(run(dispatcher, arguments).status == cli::kFine, more.front());
      CHECK_MESSAGE(content_of(png) != first, more.front());
    }
    const auto pdf = (dir.path() / "ticket.pdf").string();
    const auto json = run(dispatcher, {"ticket", "preview", "--json", "--pdf", pdf});
    CHECK(boost::json::parse(json.out).at("file") == boost::json::value(pdf));
    CHECK(content_of(pdf).starts_with("%PDF"));
  }

  TEST_CASE("what cannot be drawn is refused in words") {
    const test::TempFolder dir;
    test::FakeDispatcher dispatcher;
    const auto png = (dir.path() / "ticket.png").string();
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"ticket", "preview"},
             {"ticket"},
             {"ticket", "preview", "--png", "ticket.jpg"},
             {"ticket", "preview", "--png", png, "--pdf", "ticket.pdf"},
             {"ticket", "preview", "--png", png, "--paper", "70"},
             {"ticket", "preview", "--png", png, "--language", "xx"},
             {"ticket", "preview", "--png", png, "--service", "Z"},
             {"ticket", "preview", "--png", png, "--hall", "/nowhere/hall.toml"}}) {
      const auto ran = run(dispatcher, arguments);
      CHECK_MESSAGE(ran.status == cli::kUsage, arguments.back());
      CHECK_FALSE(ran.err.empty());
    }
    CHECK(std::filesystem::is_empty(dir.path()));
  }
}
