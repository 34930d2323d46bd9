// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "cli/output_health.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"

using namespace antre;
using test::run;

namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1024} * 1024;

HealthReply well() {
  HealthReply health;
  health.program = "antre-dispatcher 1";
  health.hall_id = "pst-jateng";
  health.epoch = "0123456789abcdef0123456789abcdef";
  health.seq = 1234;
  health.head = std::string(64, 'a');
  health.at_wall_ms = test::morning_ms();
  health.utc_offset_s = test::kWibS;
  health.up_s = 2 * 86'400 + 3 * 3600;
  health.connections = 12;
  health.requests = 18'360;
  health.commits = 200;
  health.commit_p50_us = 740;
  health.commit_p99_us = 12'400;
  health.commit_max_us = 1'000'000;
  health.free_bytes = 200 * kMiB;
  health.reserve_bytes = 64 * kMiB;
  health.store_bytes = 5 * kMiB + kMiB / 5;
  return health;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE("cli/health") {
  TEST_CASE("a dispatcher that is well is told in words, and ends with 0") {
    test::FakeDispatcher dispatcher;
    dispatcher.health = well();
    const auto ran = run(dispatcher, {"status", "--health"});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.out.starts_with(
        "antre-dispatcher 1 is well: hall pst-jateng, event 1234 of epoch 01234567, 09:42:07\n\n"
        "Takes commands       yes\n"
        "Up                   2 d 3 h\n"
        "Connections          12\n"
        "Requests             18360, 6.0 a minute\n"));
    CHECK(holds(ran.out, "50 %: 740 us, 99 %: 12.4 ms, longest: 1.0 s\n"));
    CHECK(holds(ran.out, "200.0 MiB, 64.0 MiB of it kept in reserve\n"));
    CHECK(holds(ran.out, "5.2 MiB\n"));
  }

  TEST_CASE("JSON has the names of the protocol, and what is wrong") {
    test::FakeDispatcher dispatcher;
    dispatcher.health = well();
    const auto json = boost::json::parse(run(dispatcher, {"status", "--health", "--json"}).out);
    CHECK(json.at("well") == true);
    CHECK(json.at("problems").as_array().empty());
    CHECK(json.at("at") == "2026-11-24T09:42:07.123+07:00");
    CHECK(json.at("seq") == 1234);
    CHECK(json.at("commit_p99_us") == 12'400);
    CHECK(json.at("free_bytes") == 200 * kMiB);
    CHECK(json.at("hall_id") == "pst-jateng");
    CHECK_FALSE(json.as_object().contains("reply"));
  }

  TEST_CASE("what monitoring must wake somebody for ends with 1 and is named") {
    test::FakeDispatcher dispatcher;
    dispatcher.health = well();
    dispatcher.health->takes_commands = false;
    dispatcher.health->why_not = "the disk is full";
    dispatcher.health->free_bytes = 128 * kMiB - 1;
    dispatcher.health->commit_p99_us = 1'000'001;
    const auto words = run(dispatcher, {"status", "--health"});
    CHECK(words.status == cli::kRefused);
    CHECK(holds(words.out, "is NOT well"));
    CHECK(holds(words.out, "\n  it takes no commands (the disk is full)\n"));
    CHECK(
        holds(words.out, "\n  the disk has 128.0 MiB left; below 64.0 MiB no command is taken\n"));
    CHECK(holds(words.out, "\n  commits are slow: one in a hundred takes 1.0 s or more\n"));
    const auto json = run(dispatcher, {"status", "--health", "--json"});
    CHECK(json.status == cli::kRefused);
    CHECK(boost::json::parse(json.out).at("well") == false);
    CHECK(boost::json::parse(json.out).at("problems").as_array().size() == 3);
    // Each alone, and none at its limit.
    dispatcher.health = well();
    dispatcher.health->free_bytes = 128 * kMiB;
    dispatcher.health->commit_p99_us = 1'000'000;
    CHECK(cli::problems(*dispatcher.health).empty());
    dispatcher.health->takes_commands = false;
    CHECK(run(dispatcher, {"status", "--health"}).status == cli::kRefused);
  }

  TEST_CASE("a key that may not ask still learns that the dispatcher answers") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    const auto ran = run(dispatcher, {"status", "--health"});
    CHECK(ran.status == cli::kFine);
    CHECK(holds(ran.out, "antre-dispatcher 1 answers: hall pst-jateng"));
    dispatcher.broken = {Error{ErrorCode::kTimeout, "no answer"}};
    CHECK(run(dispatcher, {"status", "--health"}).status == cli::kUnreachable);
  }
}
