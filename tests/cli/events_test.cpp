// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <set>
#include <utility>

#include "cli/output.hpp"
#include "tests/cli/samples.hpp"

using namespace antre;

namespace {

/// An event with ticket R012, of counter 2, where it has those.
template <class E>
E sample() {
  E event;
  if constexpr (requires { event.ticket; }) event.ticket = "R012";
  if constexpr (requires { event.counter.value; }) event.counter = CounterId{2};
  return event;
}

template <std::size_t... I>
std::vector<Event> every_event(std::index_sequence<I...> /*all*/) {
  return {sample<std::variant_alternative_t<I, Event>>()...};
}

template <class E, class Change>
std::string words_of(Change change) {
  E event = sample<E>();
  change(event);
  return cli::words(event, {0, test::kWibS});
}

}  // namespace

TEST_SUITE("cli/events") {
  TEST_CASE("every event has words of its own, that name what it is about") {
    std::set<std::string> seen;
    for (const Event& event : every_event(std::make_index_sequence<std::variant_size_v<Event>>{})) {
      const std::string words = cli::words(event);
      CHECK_MESSAGE(seen.insert(words).second, words);
      const bool about_ticket = std::visit(
          [](const auto& e) {
            return requires {
              e.ticket;
            };
          },
          event);
      if (about_ticket) CHECK_MESSAGE(words.find("R012") != std::string::npos, words);
    }
  }

  TEST_CASE("the way of a ticket is told in plain words") {
    CHECK(words_of<TicketIssued>([](auto& e) {
            e.estimate_low_s = 300;
            e.estimate_high_s = 540;
          }) == "R012 issued, regular, walk-in, 0 ahead, expected wait 5 to 9 min");
    CHECK(words_of<TicketIssued>([](auto& e) {
            e.channel = Channel::kAppointment;
            e.place_ms = test::morning_ms();
          }) == "R012 issued, regular, appointment, 0 ahead, waits from 09:42");
    CHECK(words_of<TicketCalled>([](auto& e) { e.auto_ = true; }) ==
          "R012 called to counter 2 (automatically)");
    CHECK(words_of<TicketCalled>([](auto& e) { e.explicit_ = true; }) ==
          "R012 called to counter 2 (chosen)");
    CHECK(words_of<ServiceStarted>([](auto& e) { e.clock_ms = 272'999; }) ==
          "R012 started at counter 2, 4:32 on the clock");
    CHECK(words_of<ServiceStarted>([](auto& e) {
            e.clock_ms = 660'000;
            e.met = false;
          }) == "R012 started at counter 2, 11:00 on the clock: missed");
    CHECK(words_of<TicketNoShow>([](auto& e) { e.auto_ = true; }) ==
          "R012 did not come to counter 2 in time");
    CHECK(words_of<TicketTransferred>([](auto& e) { e.service = ServiceId{"K"}; }) ==
          "R012 sent from counter 2 to the line of K");
    CHECK(words_of<TicketTransferred>([](auto& e) {
            e.to_counter = CounterId{3};
            e.return_to = CounterId{2};
          }) == "R012 sent from counter 2 to counter 3, then back to counter 2");
    CHECK(words_of<TicketTransferred>([](auto& e) {
            e.to_counter = CounterId{1};
            e.finished = true;
          }) == "R012 finished at counter 2, waits for counter 1 again");
    CHECK(words_of<TicketRequeued>([](auto& e) { e.where = Requeued::kBack; }) ==
          "R012 sent from counter 2 back to its line, at the back");
    CHECK(words_of<CommandUndone>([](auto& e) { e.from = TicketState::kNoShow; }) ==
          "R012 is at counter 2 again: its no-show was taken back");
  }

  TEST_CASE("a ticket of an earlier day is told with its day") {
    CHECK(words_of<TicketUnheld>([](auto& e) { e.of_day = parse_day("2026-11-23"); }) ==
          "R012 of 2026-11-23 waits again");
  }

  TEST_CASE("the clock of the target is told in plain words") {
    CHECK(words_of<ClockReached>([](auto& e) { e.mark = Mark::kEscalate; }) ==
          "R012 waits long: the supervisor is alerted");
    CHECK(words_of<TicketOvertaken>([](auto& e) { e.by = "K014"; }) ==
          "R012 overtaken by K014 at counter 2, its clock starts over");
    CHECK(words_of<TargetMissed>([](auto& e) {
            e.miss = "2026-11-24/R012";
            e.cause = Cause::kOnBreak;
            e.clock_ms = 600'001;
          }) ==
          "R012 missed the target with 10:00 on the clock: its counters were on break (miss "
          "2026-11-24/R012)");
    CHECK(words_of<TargetMissed>([](auto& e) { e.miss = "2026-11-24/R012"; }) ==
          "R012 missed the target: its turn never came (miss 2026-11-24/R012)");
    CHECK(words_of<CounterAlerted>([](auto& e) { e.why = "no-answer"; }) ==
          "counter 2 does not answer the automatic call of R012");
    CHECK(words_of<ServicePaused>([](auto& e) {
            e.service = ServiceId{"K"};
            e.until_ms = test::morning_ms();
            e.reason = "sistem";
          }) == "K gives no new numbers until 09:42 (sistem)");
  }

  TEST_CASE("an event's own times are times of the hall, its durations stay") {
    TicketIssued issued;
    issued.ticket = "R012";
    issued.place_ms = test::morning_ms();
    Entry entry = test::entry(3, issued);
    entry.wall_offset_ms = 1000;
    const auto json = cli::to_json(entry, test::kWibS);
    CHECK(json.at("place") == "2026-11-24T09:42:08.123+07:00");
    CHECK_FALSE(json.contains("place_ms"));
    ServiceStarted started;
    started.clock_ms = 272'000;
    CHECK(cli::to_json(test::entry(4, started), 0).at("clock_ms") == 272'000);
  }
}
