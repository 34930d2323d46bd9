// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <sstream>

#include "cli/output.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"

using namespace antre;
using test::run;

namespace {

test::FakeDispatcher with_journal(std::uint64_t events) {
  test::FakeDispatcher dispatcher;
  dispatcher.view = test::sample_view();
  dispatcher.view.seq = 0;
  for (std::uint64_t seq = 1; seq <= events; ++seq) {
    TicketCalled called;
    called.ticket = "R00" + std::to_string(seq);
    called.counter = CounterId{2};
    dispatcher.journal.push_back(test::entry(seq, called));
  }
  return dispatcher;
}

std::vector<int> seqs(const std::string& lines) {
  std::vector<int> found;
  std::istringstream in{lines};
  for (std::string line; std::getline(in, line);) {
    found.push_back(boost::json::parse(line).at("seq").to_number<int>());
  }
  return found;
}

}  // namespace

TEST_SUITE("cli/journal") {
  TEST_CASE("an event as JSON is seq, at, event, then its own fields") {
    TicketCalled called;
    called.ticket = "R012";
    called.counter = CounterId{2};
    const auto json = cli::to_json(test::entry(3, called), test::kWibS);
    CHECK(boost::json::serialize(json) ==
          R"({"seq":3,"at":"2026-11-24T09:42:10.123+07:00","event":"ticket-called",)"
          R"("ticket":"R012","counter":2,"explicit":false,"auto":false})");
    CHECK(cli::words(test::entry(3, called), test::kWibS) ==
          "09:42:10       3  R012 called to counter 2");
  }

  TEST_CASE("export gives a day whole, over several pages, in order") {
    auto dispatcher = with_journal(5);
    dispatcher.journal.push_back(test::entry(6, DayClosed{}));
    dispatcher.journal.back().day.value += 1;
    const auto ran = run(dispatcher, {"export", "2026-11-24"});
    CHECK(ran.status == cli::kFine);
    CHECK(seqs(ran.out) == std::vector<int>{1, 2, 3, 4, 5});
  }

  TEST_CASE("watch shows what is committed after its start, complete and in order") {
    auto dispatcher = with_journal(5);
    dispatcher.view.seq = 1;
    const auto epoch = dispatcher.view.epoch;
    // Woken for 2, then only for 5: what lies between is fetched.
    dispatcher.heads = {cli::Head{epoch, 2}, cli::Head{epoch, 5}};
    const auto ran = run(dispatcher, {"watch", "--json"});
    CHECK(ran.status == cli::kFine);
    CHECK(seqs(ran.out) == std::vector<int>{2, 3, 4, 5});
    CHECK(dispatcher.connection.follow);
  }

  TEST_CASE("watch goes on after the dispatcher was away, and loses nothing") {
    auto dispatcher = with_journal(3);
    const auto epoch = dispatcher.view.epoch;
    dispatcher.heads = {cli::Head{epoch, 1}, cli::Head{epoch, 3}};
    test::FakeDispatcher away = dispatcher;
    const auto first = run(dispatcher, {"watch", "--json"});
    CHECK(seqs(first.out) == std::vector<int>{1, 2, 3});
    // The snapshot is answered, the first page is not.
    struct Once : test::FakeDoor {
      using test::FakeDoor::FakeDoor;
      Result<Reply> query(const client::Query& asked) override {
        if (std::holds_alternative<GetEvents>(asked) && !failed) {
          failed = true;
          return Error{ErrorCode::kTimeout, "no answer"};
        }
        return test::FakeDoor::query(asked);
      }
      bool failed = false;
    };
    std::ostringstream out;
    std::ostringstream err;
    const int status = cli::run({"watch", "--json"}, out, err,
                                [&](const cli::Connection&) -> Result<std::unique_ptr<cli::Door>> {
                                  return std::unique_ptr<cli::Door>{std::make_unique<Once>(away)};
                                });
    CHECK(status == cli::kFine);
    CHECK(seqs(out.str()) == std::vector<int>{1, 2, 3});
    CHECK(err.str().find("waiting for it") != std::string::npos);
  }

  TEST_CASE("watch says that a backup was restored and goes on from there") {
    auto dispatcher = with_journal(4);
    dispatcher.view.seq = 4;
    dispatcher.heads = {cli::Head{"another", 3}};
    const auto ran = run(dispatcher, {"watch", "--json"});
    CHECK(ran.err.find("restored") != std::string::npos);
    CHECK(seqs(ran.out) == std::vector<int>{4});
  }

  TEST_CASE("watch shows the restore itself, and what only the restored journal has") {
    auto dispatcher = with_journal(2);
    dispatcher.journal.push_back(test::entry(3, StoreRestored{"backup", std::nullopt}));
    for (std::uint64_t seq = 4; seq <= 6; ++seq)
      dispatcher.journal.push_back(test::entry(seq, NumbersSkipped{ServiceId{"R"}, 1, 100}));
    // It had shown more than the restored journal has, and was away for a while.
    dispatcher.view.seq = 9;
    dispatcher.heads = {cli::Head{"another", 6}};
    const auto ran = run(dispatcher, {"watch", "--json"});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.err.find("restored from a backup; going on after event 2") != std::string::npos);
    CHECK(seqs(ran.out) == std::vector<int>{3, 4, 5, 6});
  }

  TEST_CASE("watch that was behind the backup misses nothing of it") {
    auto dispatcher = with_journal(3);
    dispatcher.journal.push_back(test::entry(4, StoreRestored{"backup", std::nullopt}));
    dispatcher.view.seq = 1;
    dispatcher.heads = {cli::Head{"another", 4}};
    CHECK(seqs(run(dispatcher, {"watch", "--json"}).out) == std::vector<int>{2, 3, 4});
  }

  TEST_CASE("an exported line has the hash of its row, a note's own another name") {
    auto dispatcher = with_journal(2);
    NoteAdded note;
    note.ticket = "R001";
    note.hash = "of the text";
    dispatcher.journal.push_back(test::entry(3, note));
    for (std::uint64_t seq = 1; seq <= 3; ++seq)
      dispatcher.hashes[seq] = std::string(64, static_cast<char>('a' + seq));
    std::istringstream lines{run(dispatcher, {"export", "2026-11-24"}).out};
    std::string line;
    for (char digit = 'b'; digit <= 'd'; ++digit) {
      REQUIRE(std::getline(lines, line));
      CHECK(boost::json::parse(line).at("hash").as_string() == std::string(64, digit));
    }
    CHECK(boost::json::parse(line).at("text_hash") == "of the text");
  }

  TEST_CASE("a dispatcher that is not there ends watch at its start with exit status 3") {
    auto dispatcher = with_journal(1);
    dispatcher.broken = {Error{ErrorCode::kTimeout, "no answer"}};
    CHECK(run(dispatcher, {"watch"}).status == cli::kUnreachable);
  }

  TEST_CASE("columns are aligned by letters, not by bytes") {
    CHECK(cli::table({{"a", "b"}, {"Ngèlmu", "x"}, {"long name", ""}}) ==
          "a          b\nNgèlmu     x\nlong name");
  }
}
