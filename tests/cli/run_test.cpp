// SPDX-License-Identifier: Apache-2.0
#include "cli/run.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "cli/output.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"

using namespace antre;
using test::run;

namespace {

std::string only_command(const test::FakeDispatcher& dispatcher) {
  REQUIRE(dispatcher.commands.size() == 1);
  return dispatcher.commands.front();
}

}  // namespace

TEST_SUITE("cli/run") {
  TEST_CASE("every command becomes the request that it names") {
    struct Case {
      std::vector<std::string> arguments;
      std::string wire;
    };
    for (const Case& one : std::vector<Case>{
             {{"open", "2", "--officer", "Sari W"},
              R"("do":"open","counter":2,"officer":"Sari W")"},
             {{"break", "2", "--reason", "makan"}, R"("do":"break","counter":2,"reason":"makan")"},
             {{"resume", "2"}, R"("do":"resume","counter":2)"},
             {{"close", "2"}, R"("do":"close","counter":2)"},
             {{"call", "2"}, R"("do":"call","counter":2})"},
             {{"call", "2", "--ticket", "R012"}, R"("do":"call","counter":2,"ticket":"R012")"},
             {{"recall", "2"}, R"("do":"recall","counter":2)"},
             {{"start", "2"}, R"("do":"start","counter":2)"},
             {{"finish", "2"}, R"("do":"finish","counter":2,"outcome":"served")"},
             {{"finish", "2", "--outcome", "follow-up"}, R"("outcome":"follow-up")"},
             {{"no-show", "2"}, R"("do":"no-show","counter":2)"},
             {{"hold", "2"}, R"("do":"hold","counter":2})"},
             {{"transfer", "2", "K"},
              R"("do":"transfer","counter":2,"service":"K","return":false)"},
             {{"transfer", "2", "--to-counter", "3", "--return"},
              R"("do":"transfer","counter":2,"to_counter":3,"return":true)"},
             {{"requeue", "2"}, R"("do":"requeue","counter":2,"where":"in-order")"},
             {{"requeue", "2", "--front"}, R"("where":"front")"},
             {{"requeue", "2", "--back"}, R"("where":"back")"},
             {{"quick-serve", "2", "K"}, R"("do":"quick-serve","counter":2,"service":"K")"},
             {{"undo", "2"}, R"("do":"undo","counter":2})"}}) {
      test::FakeDispatcher dispatcher;
      dispatcher.answer(CounterReply{CounterId{2}, CounterState::kFree, {}, {}, {}, 0});
      const auto ran = run(dispatcher, one.arguments);
      CHECK_MESSAGE(ran.status == cli::kFine, ran.err);
      CHECK_MESSAGE(only_command(dispatcher).find(one.wire) != std::string::npos, one.wire);
    }
  }

  TEST_CASE("issue asks for a ticket and prints number, people ahead and the wait if known") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.answer(test::sample_ticket());
    const auto ran = run(dispatcher, {"issue", "R", "--priority", "--channel", "online"});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.out == "R012  4 people ahead\n");
    CHECK(only_command(dispatcher)
              .find(R"("do":"issue","service":"R","class":"priority","channel":"online")") !=
          std::string::npos);
    TicketReply estimated = test::sample_ticket();
    estimated.ahead = 1;
    estimated.estimate_low_s = 480;
    estimated.estimate_high_s = 890;
    dispatcher.answer(estimated);
    CHECK(run(dispatcher, {"issue", "R"}).out ==
          "R012  1 person ahead  expected wait 8 to 15 min\n");
  }

  TEST_CASE("a booked time makes an appointment, unless another channel is said") {
    test::FakeDispatcher dispatcher;
    TicketReply booked = test::sample_ticket();
    booked.state = TicketState::kBooked;
    booked.channel = Channel::kAppointment;
    dispatcher.answer(booked);
    const auto ran = run(dispatcher, {"issue", "R", "--at", "10:30"});
    CHECK(ran.out == "R012  booked: it waits from its time on, when the hall is open\n");
    CHECK(only_command(dispatcher).find(R"("channel":"appointment","booked":"10:30")") !=
          std::string::npos);
    dispatcher.commands.clear();
    dispatcher.answer(booked);
    CHECK(run(dispatcher, {"issue", "R", "--at", "10:30", "--channel", "online"}).status ==
          cli::kFine);
    CHECK(only_command(dispatcher).find(R"("channel":"online","booked":"10:30")") !=
          std::string::npos);
  }

  TEST_CASE("the expected wait is told in minutes, rounded outwards") {
    CHECK(cli::wait_text(300, 540) == "5 to 9 min");
    CHECK(cli::wait_text(359, 541) == "5 to 10 min");
    CHECK(cli::wait_text(300, 300) == "5 min");
    CHECK(cli::wait_text(0, 60) == "0 to 1 min");
    CHECK(cli::wait_text(0, 0) == "none");
  }

  TEST_CASE("a ticket of an earlier day is named with its day") {
    for (const std::string name : {"cancel", "unhold", "note"}) {
      test::FakeDispatcher dispatcher;
      dispatcher.answer(Accepted{});
      std::vector<std::string> arguments{name, "2026-11-24/R012"};
      if (name == "note") arguments.emplace_back("berkas kurang");
      CHECK(run(dispatcher, arguments).status == cli::kFine);
      CHECK(only_command(dispatcher)
                .find(R"("do":")" + name + R"(","ticket":"R012","of_day":"2026-11-24")") !=
            std::string::npos);
    }
  }

  TEST_CASE("what is done and says no more is said in words, and as an object") {
    struct Case {
      std::vector<std::string> arguments;
      std::string words;
      std::string json;
    };
    for (const Case& one : std::vector<Case>{
             {{"note", "R012", "berkas kurang"},
              "noted on R012\n",
              R"({"ticket":"R012","noted":true})"},
             {{"pause", "R"}, "R gives no new numbers\n", R"({"service":"R","paused":true})"},
             {{"pause", "R", "--until", "14:00", "--reason", "sistem"},
              "R gives no new numbers until 14:00\n",
              R"({"service":"R","paused":true,"until":"14:00"})"},
             {{"unpause", "R"}, "R gives numbers again\n", R"({"service":"R","paused":false})"},
             {{"unhold", "R012"},
              "R012 waits again\n",
              R"({"ticket":"R012","state":"waiting"})"}}) {
      test::FakeDispatcher dispatcher;
      dispatcher.answer(Accepted{});
      CHECK(run(dispatcher, one.arguments).out == one.words);
      dispatcher.answer(Accepted{});
      auto arguments = one.arguments;
      arguments.emplace_back("--json");
      CHECK(run(dispatcher, arguments).out == one.json + "\n");
    }
  }

  TEST_CASE("pause tells until when and why") {
    test::FakeDispatcher dispatcher;
    dispatcher.answer(Accepted{});
    CHECK(run(dispatcher, {"pause", "R", "--until", "14:00", "--reason", "sistem"}).status ==
          cli::kFine);
    CHECK(only_command(dispatcher)
              .find(R"("do":"pause","service":"R","until":"14:00","reason":"sistem")") !=
          std::string::npos);
  }

  TEST_CASE("notes are shown with who wrote them and when") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    CHECK(run(dispatcher, {"notes", "R012"}).out == "no notes\n");
    dispatcher.notes.notes = {{test::morning_ms(), "counter:2", "berkas kurang"}};
    CHECK(run(dispatcher, {"notes", "R012"}).out == "2026-11-24T09:42  counter:2  berkas kurang\n");
    CHECK(run(dispatcher, {"notes", "R012", "--json"}).out ==
          R"({"notes":[{"at":"2026-11-24T09:42:07.123+07:00","by":"counter:2",)"
          R"("text":"berkas kurang"}]})"
          "\n");
  }

  TEST_CASE("a ticket as JSON has the names that scripts know") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.answer(test::sample_ticket());
    CHECK(run(dispatcher, {"--json", "issue", "R"}).out ==
          R"({"ticket":"R012","day":"2026-11-24","service":"R","class":"regular",)"
          R"("channel":"walk-in","state":"waiting","at":"2026-11-24T09:42:07.123+07:00",)"
          R"("ahead":4,"code":"7KQ2M9"})"
          "\n");
    dispatcher.answer(
        CounterReply{CounterId{2}, CounterState::kCalling, "R012", {}, ServiceId{"R"}, 1});
    CHECK(run(dispatcher, {"recall", "2", "--json"}).out ==
          R"({"counter":2,"state":"calling","ticket":"R012","service":"R","recalls":1})"
          "\n");
  }

  TEST_CASE("options stand before or after the command") {
    test::FakeDispatcher dispatcher;
    dispatcher.answer(CounterReply{});
    CHECK(run(dispatcher, {"call", "1", "--dispatcher", "tcp://127.0.0.1:9", "--key", "a.key",
                           "--timeout", "2.5", "--once", "x1"})
              .status == cli::kFine);
    CHECK(dispatcher.connection.dispatcher == "tcp://127.0.0.1:9");
    CHECK(dispatcher.connection.key_file == "a.key");
    CHECK(dispatcher.connection.timeout_s == doctest::Approx(2.5));
    CHECK(dispatcher.connection.once == "x1");
    CHECK_FALSE(dispatcher.connection.follow);
  }

  TEST_CASE("a refusal is exit status 1: JSON on out, words on err") {
    test::FakeDispatcher dispatcher;
    dispatcher.refuse(ErrorCode::kCounterClosed, "counter 1 is closed");
    const auto json = run(dispatcher, {"call", "1", "--json"});
    CHECK(json.status == cli::kRefused);
    CHECK(json.out ==
          "{\"error\":{\"code\":\"counter-closed\",\"message\":\"counter 1 is "
          "closed\"}}\n");
    CHECK(json.err.empty());
    dispatcher.refuse(ErrorCode::kCounterClosed, "counter 1 is closed");
    const auto words = run(dispatcher, {"call", "1"});
    CHECK(words.status == cli::kRefused);
    CHECK(words.out.empty());
    CHECK(words.err == "antre: counter 1 is closed\n");
  }

  TEST_CASE("a change without an answer is exit status 3 and says how to repeat it") {
    test::FakeDispatcher dispatcher;
    const auto plain = run(dispatcher, {"call", "1"});
    CHECK(plain.status == cli::kUnreachable);
    CHECK(plain.err.find("--once") != std::string::npos);
    const auto once = run(dispatcher, {"call", "1", "--once", "k7"});
    CHECK(once.status == cli::kUnreachable);
    CHECK(once.err.find("the same command with --once k7 may be repeated") != std::string::npos);
    dispatcher.refuse(ErrorCode::kUnreachable, "not reached");
    CHECK(run(dispatcher, {"call", "1"}).err == "antre: not reached\n");
  }

  TEST_CASE("what cannot be understood is exit status 2 and reaches nobody") {
    for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
             {},
             {"fly"},
             {"issue"},
             {"call", "two"},
             {"call", "0"},
             {"open", "1"},
             {"finish", "1", "--outcome", "maybe"},
             {"issue", "R", "--channel", "mail"},
             {"status", "--timeout", "-1"},
             {"export", "yesterday"},
             {"issue", "R", "--nope"},
             {"issue", "R", "--at", "25:00"},
             {"issue", "R", "--at", "9:30"},
             {"transfer", "2"},
             {"transfer", "2", "K", "--to-counter", "3"},
             {"transfer", "2", "--to-counter", "0"},
             {"requeue", "2", "--front", "--back"},
             {"quick-serve", "2"},
             {"undo"},
             {"unhold"},
             {"unhold", "yesterday/R012"},
             {"cancel", "2026-11-24/"},
             {"note", "R012"},
             {"pause"},
             {"pause", "R", "--until", "14.00"},
             {"verify"},
             {"verify", "--data", "d", "--head", "12"},
             {"verify", "--data", "d", "--head", "0:" + std::string(64, 'a')},
             {"verify", "--data", "d", "--head", "12:" + std::string(63, 'a')},
             {"officers"},
             {"officers", "add"},
             {"officers", "add", "  "},
             {"officers", "add", "Ani", "--pin", "1234"},
             {"backup"},
             {"restore", "file"},
             {"restore", "file", "--data", "d", "--after", "80"},
             {"restore", "file", "--data", "d", "--after", "R"},
             {"restore", "file", "--data", "d", "--after", "R000"},
             {"restore", "file", "--data", "d", "--after", "R08x"},
             {"restore", "file", "--data", "d", "--after", "R4294967295"},
             {"keys"},
             {"keys", "new", "king", "1", "--data", "d", "--out", "o"}}) {
      test::FakeDispatcher dispatcher;
      const auto ran = run(dispatcher, wrong);
      CHECK(ran.status == cli::kUsage);
      CHECK_FALSE(ran.err.empty());
      CHECK(dispatcher.opened == 0);
    }
  }

  TEST_CASE("help and version are fine") {
    test::FakeDispatcher dispatcher;
    const auto help = run(dispatcher, {"--help"});
    CHECK(help.status == cli::kFine);
    CHECK(help.out.find("Examples:") != std::string::npos);
    CHECK(run(dispatcher, {"issue", "--help"}).status == cli::kFine);
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"officers", "add"},
                                               {"officers", "pin"},
                                               {"officers", "remove"},
                                               {"officers", "list"},
                                               {"backup"},
                                               {"restore"},
                                               {"verify"},
                                               {"status"},
                                               {"export"}}) {
      auto asked = command;
      asked.emplace_back("--help");
      const auto ran = run(dispatcher, asked);
      CHECK(ran.status == cli::kFine);
      CHECK(ran.out.find("Examples:\n  antre " + command.front()) != std::string::npos);
    }
    CHECK(run(dispatcher, {"--version"}).out.starts_with("antre "));
  }
}
