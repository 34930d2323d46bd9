// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "cli/output.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"

using namespace antre;
using test::run;

namespace {

boost::json::object object(const std::string& text) {
  return boost::json::parse(text).as_object();
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The sample hall 4:32 after the clock of R012 began.
test::FakeDispatcher with_clock() {
  test::FakeDispatcher dispatcher;
  dispatcher.view = test::sample_view();
  auto& waiting = dispatcher.view.tickets.at("2026-11-24/R012");
  waiting.clock_from_ms = test::morning_ms();
  waiting.overtaken = 1;
  dispatcher.wall_ms = test::morning_ms() + 272'500;
  return dispatcher;
}

}  // namespace

TEST_SUITE("cli/status") {
  TEST_CASE("status is tables for people and one object for scripts") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.view.expected = {{ServiceId{"R"}, 300, 540}};
    const auto words = run(dispatcher, {"status"});
    CHECK(words.status == cli::kFine);
    CHECK(holds(words.out,
                "Service  Name         Waiting  Priority  Expected wait  Staffed\n"
                "R        Rekomendasi  1        0         5 to 9 min     no\n"
                "K        Konsultasi   0        0                        no\n"));
    CHECK(holds(words.out, "2        calling  K014    09:42:07  Sari\n"));
    CHECK(holds(words.out, "Today: 20 issued, 15 started, 14 finished, 1 no-show, 2 cancelled"));
    const auto json = object(run(dispatcher, {"status", "--json"}).out);
    CHECK(json.at("seq").to_number<int>() == 12);
    CHECK(json.at("day") == "2026-11-24");
    CHECK(json.at("lines").at(0).at("waiting") == 1);
    CHECK(json.at("lines").at(0).at("estimate_low_s") == 300);
    CHECK(json.at("lines").at(0).at("estimate_high_s") == 540);
    CHECK_FALSE(json.at("lines").at(1).as_object().contains("estimate_low_s"));
    CHECK(json.at("counters").at(1).at("ticket") == "K014");
    CHECK(json.at("counters").at(1).at("since") == "2026-11-24T09:42:07.123+07:00");
    CHECK(json.at("calls").at(0).at("counter") == 2);
    CHECK(run(dispatcher, {"status", "--health"}).out.starts_with("antre-dispatcher 1 answers"));
  }

  TEST_CASE("a clock of the target shows its time, deadline and mark") {
    auto dispatcher = with_clock();
    CHECK(holds(run(dispatcher, {"status"}).out,
                "Ticket  State    Clock  Deadline  Target   Overtaken\n"
                "R012    waiting  4:32   09:52:07  in time  1 time\n"));
    dispatcher.view.tickets.at("2026-11-24/R012").mark = Mark::kEscalate;
    CHECK(holds(run(dispatcher, {"status"}).out, "09:52:07  supervisor alerted"));
    const auto clocks = object(run(dispatcher, {"status", "--json"}).out).at("clocks").as_array();
    REQUIRE(clocks.size() == 1);
    CHECK(clocks.at(0) ==
          boost::json::parse(R"({"ticket":"R012","service":"R","class":"regular",)"
                             R"("state":"waiting","clock_ms":272500,"stands":false,)"
                             R"("deadline":"2026-11-24T09:52:07.123+07:00",)"
                             R"("mark":"escalate","overtaken":1})"));
  }

  TEST_CASE("the deadline is that of the service, the earliest first") {
    auto dispatcher = with_clock();
    dispatcher.view.hall.services.at(1).target.target_s = 60;
    auto& called = dispatcher.view.tickets.at("2026-11-24/K014");
    called.clock_from_ms = test::morning_ms() + 1000;
    const auto clocks = cli::shown_clocks(dispatcher.view, dispatcher.wall_ms);
    REQUIRE(clocks.size() == 2);
    CHECK(clocks.at(0).ticket->ticket == "K014");
    CHECK(clocks.at(0).deadline_wall_ms == test::morning_ms() + 61'000);
    CHECK(holds(run(dispatcher, {"status"}).out, "K014    called to 2  4:31   09:43:08"));
  }

  TEST_CASE("a machine whose clock is behind does not show less than what has passed") {
    auto dispatcher = with_clock();
    dispatcher.view.at_ms = test::morning_ms() + 5000;
    dispatcher.wall_ms = 0;
    CHECK(cli::shown_clocks(dispatcher.view, dispatcher.wall_ms).at(0).clock_ms == 5000);
  }

  TEST_CASE("a corrected wall clock moves what is shown and no duration") {
    auto dispatcher = with_clock();
    dispatcher.view.wall_offset_ms = 3'600'000;
    dispatcher.wall_ms += 3'600'000;
    CHECK(holds(run(dispatcher, {"status"}).out, "R012    waiting  4:32   10:52:07  in time"));
  }

  TEST_CASE("a held ticket shows what its clock stands at, a booked one its time") {
    auto dispatcher = with_clock();
    auto& held = dispatcher.view.tickets.at("2026-11-24/R012");
    held.clock_from_ms.reset();
    held.clock_stood_ms = 61'000;
    held.state = TicketState::kHeld;
    auto booked = held;
    booked.ticket = "K015";
    booked.state = TicketState::kBooked;
    booked.clock_stood_ms.reset();
    booked.place_ms = test::morning_ms() + 3'600'000;
    dispatcher.view.tickets["2026-11-24/K015"] = booked;
    const auto words = run(dispatcher, {"status"}).out;
    CHECK(holds(words, "R012    held   1:01             on hold"));
    CHECK(holds(words, "\nOn hold: R012\nBooked: 10:42 K015"));
    const auto json = object(run(dispatcher, {"status", "--json"}).out);
    CHECK(json.at("clocks").at(0).at("stands") == true);
    CHECK(json.at("held").at(0).at("ticket") == "R012");
    CHECK(json.at("booked").at(0).at("place") == "2026-11-24T10:42:07.123+07:00");
  }

  TEST_CASE("attainment is shown with the whole wait beside it, and only when there is one") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.view.today.wait_ms = 15 * 372'000;
    CHECK(holds(run(dispatcher, {"status"}).out,
                "Target: no clock has ended, whole wait 6:12 on average; 0 misses open"));
    CHECK(object(run(dispatcher, {"status", "--json"}).out).at("today").at("attainment") ==
          nullptr);
    dispatcher.view.today.met = 14;
    dispatcher.view.today.missed = 1;
    dispatcher.view.open_misses = 1;
    CHECK(holds(run(dispatcher, {"status"}).out,
                "Target: 93 % within the target (14 met, 1 missed), whole wait 6:12 on average; "
                "1 miss open"));
    const auto json = object(run(dispatcher, {"status", "--json"}).out);
    CHECK(json.at("today").at("attainment").as_double() == doctest::Approx(14.0 / 15.0));
    CHECK(json.at("today").at("wait_mean_s").as_double() == doctest::Approx(372.0));
    CHECK(json.at("open_misses") == 1);
  }

  TEST_CASE("paused services and alerts are told") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.view.paused = {{ServiceId{"K"}, test::morning_ms() + 3'600'000, "sistem"}};
    dispatcher.view.counters.at(1).alert = "no-answer";
    const auto words = run(dispatcher, {"status"}).out;
    CHECK(holds(words, "Paused: K until 10:42 (sistem)"));
    CHECK(holds(words, "K014    09:42:07  Sari     automatic call not answered\n"));
    const auto json = object(run(dispatcher, {"status", "--json"}).out);
    CHECK(json.at("paused").at(0).at("until") == "2026-11-24T10:42:07.123+07:00");
    CHECK(json.at("lines").at(1).at("paused") == true);
    CHECK(json.at("counters").at(1).at("alert") == "no-answer");
  }

  TEST_CASE("the forecast says who will probably miss, when, and what avoids it") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.forecast.at_wall_ms = test::morning_ms();
    dispatcher.forecast.runs = 200;
    dispatcher.forecast.expected = {{ServiceId{"R"}, 300, 540}, {ServiceId{"K"}, 0, 0}};
    CHECK(run(dispatcher, {"forecast"}).out ==
          "No ticket will probably miss the target.\n\n"
          "Service  Expected wait\nR        5 to 9 min\nK        none\n\n"
          "The hall of 09:42:07, run forward 200 times.\n");
    dispatcher.forecast.misses = {
        {"R012", dispatcher.view.day, ServiceId{"R"}, 85, test::morning_ms() + 540'000}};
    CHECK(holds(run(dispatcher, {"forecast"}).out, "avoids none of them"));
    dispatcher.forecast.advice = {{"open", CounterId{3}, 2}, {"resume", CounterId{2}, 1}};
    CHECK(run(dispatcher, {"forecast"})
              .out.starts_with("1 ticket will probably miss the target:\n\n"
                               "Ticket  Service  Misses at  Probability\n"
                               "R012    R        09:51:07   85 %\n\n"
                               "open counter 3: avoids 2 misses\n"
                               "bring counter 2 back from its break: avoids 1 miss\n"));
    const auto json = object(run(dispatcher, {"forecast", "--json"}).out);
    CHECK(json.at("at") == "2026-11-24T09:42:07.123+07:00");
    CHECK(json.at("runs") == 200);
    CHECK(json.at("expected").at(0) ==
          boost::json::parse(R"({"service":"R","estimate_low_s":300,"estimate_high_s":540})"));
    CHECK(json.at("misses").at(0) ==
          boost::json::parse(R"({"ticket":"R012","day":"2026-11-24","service":"R","percent":85,)"
                             R"("at":"2026-11-24T09:51:07.123+07:00"})"));
    CHECK(json.at("advice").at(1) ==
          boost::json::parse(R"({"action":"resume","counter":2,"avoids":1})"));
  }

  TEST_CASE("a forecast that is refused says why") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.broken = {Error{ErrorCode::kNotAllowed, "kiosk:1 may not send 'get-forecast'"}};
    CHECK(run(dispatcher, {"forecast"}).status == cli::kRefused);
  }
}
