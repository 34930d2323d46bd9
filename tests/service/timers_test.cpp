// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "tests/service/rig.hpp"

using namespace antre;
using test::issue;
using test::Rig;

namespace {

constexpr std::int64_t kSecondMs = 1000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
/// From the rig's first moment, 13:00 in Jakarta, to midnight there.
constexpr std::int64_t kToMidnightMs = 11 * kHourMs;

template <class E>
std::vector<Entry> all(const Rig& rig) {
  std::vector<Entry> found;
  for (const auto& record : rig.store.records())
    if (std::holds_alternative<E>(record.entry.event)) found.push_back(record.entry);
  return found;
}

/// The marks in the journal, and how long after `from_ms` each was written.
std::vector<std::pair<Mark, std::int64_t>> marks(const Rig& rig, EngineMs from_ms) {
  std::vector<std::pair<Mark, std::int64_t>> found;
  for (const auto& entry : all<ClockReached>(rig))
    found.emplace_back(std::get<ClockReached>(entry.event).mark, entry.at_ms - from_ms);
  return found;
}

const std::vector<std::pair<Mark, std::int64_t>> kOnTime{{Mark::kRemind, 5 * kMinuteMs},
                                                         {Mark::kEscalate, 8 * kMinuteMs},
                                                         {Mark::kAutoCall, 9 * kMinuteMs}};

}  // namespace

TEST_SUITE("service/timers") {
  TEST_CASE("the marks of a clock and its miss come by themselves, each at its moment") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto started = all<ClockStarted>(rig);
    REQUIRE(started.size() == 1);
    rig.pass(10 * kMinuteMs);
    CHECK(marks(rig, started[0].at_ms) == kOnTime);
    CHECK(all<TargetMissed>(rig).empty());
    rig.pass(1);
    const auto missed = all<TargetMissed>(rig);
    REQUIRE(missed.size() == 1);
    CHECK(std::get<TargetMissed>(missed[0].event).cause == Cause::kUnstaffed);
    CHECK_FALSE(rig.alarm.at_ms);
    rig.pass(kHourMs);
    CHECK(all<TargetMissed>(rig).size() == 1);
    CHECK(rig.dispatcher->view().open_misses == 1);
  }

  TEST_CASE("who is not called by an officer is called by the dispatcher") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.ask(rig.admin, "a", 1, OpenCounter{{1}, "Sari"});
    rig.pass(9 * kMinuteMs);
    const auto called = all<TicketCalled>(rig);
    REQUIRE(called.size() == 1);
    CHECK(std::get<TicketCalled>(called[0].event).auto_);
    CHECK(std::get<TicketCalled>(called[0].event).counter == CounterId{1});
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 2, Start{{1}})).empty());
    rig.pass(kHourMs);
    CHECK(all<TargetMissed>(rig).empty());
  }

  TEST_CASE("what has come is written before the command that finds it so") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.clock.pass(6 * kMinuteMs);  // the alarm is late
    rig.ask(rig.kiosk, "s", 2, issue("R"));
    const auto names = rig.journal();
    REQUIRE(names.size() >= 2);
    CHECK(names[names.size() - 1] == "ticket-issued");
    CHECK(names[names.size() - 2] == "clock-reached");
  }

  TEST_CASE("a clock runs on while the dispatcher is down, and its miss is told once") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto from = all<ClockStarted>(rig)[0].at_ms;
    rig.pass(4 * kMinuteMs);
    rig.dispatcher.reset();
    CHECK_FALSE(rig.alarm.at_ms);
    SUBCASE("shortly: the marks come on time") {
      rig.clock.pass(30 * kSecondMs);
      rig.restart();
      rig.pass(5 * kMinuteMs + 30 * kSecondMs);
      CHECK(marks(rig, from) == kOnTime);
      rig.pass(1);
    }
    SUBCASE("past the target: all is told at the start") {
      rig.clock.pass(7 * kMinuteMs);
      rig.restart();
      CHECK(all<ClockReached>(rig).size() == 3);
    }
    SUBCASE("and the machine with it") {
      rig.clock.pass(7 * kMinuteMs);
      rig.clock.boot = "boot-2";
      rig.clock.reading.boottime_ms = 400;
      rig.restart();
    }
    CHECK(all<TargetMissed>(rig).size() == 1);
    CHECK(all<ClockStarted>(rig).size() == 1);
    rig.restart();
    rig.pass(kHourMs);
    CHECK(all<TargetMissed>(rig).size() == 1);
  }

  TEST_CASE("a wall clock that is set by an hour moves no mark") {
    for (const auto jump : {kHourMs, -kHourMs}) {
      Rig rig;
      rig.ask(rig.kiosk, "s", 1, issue("R"));
      const auto from = all<ClockStarted>(rig)[0].at_ms;
      rig.pass(2 * kMinuteMs);
      rig.clock.reading.wall_ms += jump;
      rig.dispatcher->heartbeat();
      rig.settle_down();
      CHECK(all<ClockCorrected>(rig).size() == 1);
      rig.pass(8 * kMinuteMs);
      CHECK(marks(rig, from) == kOnTime);
      CHECK(all<TargetMissed>(rig).empty());
    }
  }

  TEST_CASE("midnight in the middle of a service ends who waits, and not the service") {
    Rig rig;
    rig.pass(kToMidnightMs - 5 * kMinuteMs);
    rig.ask(rig.admin, "a", 1, OpenCounter{{1}, "Sari"});
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.ask(rig.admin, "a", 2, Call{{1}, std::nullopt});
    rig.ask(rig.admin, "a", 3, Start{{1}});
    rig.ask(rig.kiosk, "s", 2, issue("R"));
    rig.pass(10 * kMinuteMs);
    const auto next = rig.ask(rig.kiosk, "s", 3, issue("R"));
    CHECK(std::get<TicketReply>(next.body).ticket == "R001");
    const auto missed = all<TargetMissed>(rig);
    REQUIRE(missed.size() == 1);
    CHECK(std::get<TargetMissed>(missed[0].event).ticket == "R002");
    CHECK(std::get<TargetMissed>(missed[0].event).cause == Cause::kNotReached);
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 4, Finish{{1}, Outcome::kServed})).empty());
    const auto state = rig.dispatcher->state();
    rig.restart();
    CHECK(rig.dispatcher->state() == state);
  }

  TEST_CASE("the alarm of a later day turns the day") {
    Rig rig;
    rig.pass(kToMidnightMs - 3 * kMinuteMs);
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.pass(6 * kMinuteMs);
    CHECK(all<DayOpened>(rig).size() == 2);
    CHECK(all<ClockReached>(rig).empty());
    REQUIRE(all<TargetMissed>(rig).size() == 1);
    CHECK(all<TargetMissed>(rig)[0].day < rig.dispatcher->state().day);
  }

  TEST_CASE("a reload without a service leaves who waits for it with their clock") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("K"));
    const auto from = all<ClockStarted>(rig)[0].at_ms;
    auto changed = rig.hall;
    std::erase_if(changed.services, [](const auto& service) { return service.id.value == "K"; });
    for (auto& counter : changed.counters)
      std::erase_if(counter.primary, [](const auto& id) { return id.value == "K"; });
    rig.pass(kMinuteMs);
    CHECK(rig.dispatcher->change_hall(changed));
    rig.settle_down();
    rig.pass(8 * kMinuteMs);
    CHECK(marks(rig, from) == kOnTime);
    rig.ask(rig.admin, "a", 1, OpenCounter{{2}, "Budi"});
    CHECK(rig.dispatcher->view().tickets.begin()->second.state == TicketState::kCalled);
  }

  TEST_CASE("a reload with a shorter target tells at once what that means") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    rig.pass(2 * kMinuteMs);
    auto changed = rig.hall;
    for (auto& service : changed.services) service.target = {60, 30, 40, 50, true};
    CHECK(rig.dispatcher->change_hall(changed));
    rig.settle_down();
    CHECK(all<ClockReached>(rig).size() == 3);
    CHECK(all<TargetMissed>(rig).size() == 1);
  }

  TEST_CASE("a full disk delays what comes by itself, and nothing is lost") {
    Rig rig;
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    const auto rows = rig.store.records().size();
    rig.store.set_free_bytes(1);
    rig.pass(11 * kMinuteMs);
    rig.dispatcher->heartbeat();
    rig.pass(0);
    CHECK(rig.store.records().size() == rows);
    rig.store.set_free_bytes(std::uint64_t{1} << 40U);
    rig.dispatcher->heartbeat();
    rig.pass(0);
    CHECK(all<ClockReached>(rig).size() == 3);
    CHECK(all<TargetMissed>(rig).size() == 1);
  }

  TEST_CASE("who has booked waits from the opening on") {
    auto hall = test::hall_of_two();
    hall.hours.always = false;
    hall.hours.open = {{1, 14 * 60, 15 * 60}};  // the rig begins on a Tuesday at 13:00
    Rig rig(hall);
    auto booked = issue("R");
    booked.channel = Channel::kAppointment;
    booked.booked = "13:50";
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 1, booked)).empty());
    rig.pass(kHourMs - 1);
    CHECK(all<TicketArrived>(rig).empty());
    rig.pass(1);
    CHECK(all<TicketArrived>(rig).size() == 1);
  }

  TEST_CASE("who comes after the day's last closing gets no number, also with a booking") {
    auto hall = test::hall_of_two();
    hall.hours.always = false;
    // The rig begins on a Tuesday at 13:00; Wednesday opens, too.
    hall.hours.open = {{1, 8 * 60, 12 * 60}, {1, 14 * 60, 15 * 60}, {2, 8 * 60, 12 * 60}};
    Rig rig(hall);
    auto online = issue("R");
    online.channel = Channel::kOnline;
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 1, online)).empty());
    rig.pass(2 * kHourMs - 1);
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 2, online)).empty());
    rig.pass(1);
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 3, online)) == "hall-closed");
    auto booked = issue("R");
    booked.channel = Channel::kAppointment;
    booked.booked = "16:00";
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 4, booked)) == "hall-closed");
    // After midnight it is the day on which the hall opens in the morning.
    rig.pass(kToMidnightMs - 2 * kHourMs);
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 5, online)).empty());
    SUBCASE("a wall clock set back over midnight leaves it the day that opens") {
      rig.clock.reading.wall_ms -= kHourMs;
      CHECK(Rig::refused(rig.ask(rig.admin, "a", 6, online)).empty());
    }
  }

  TEST_CASE("where nothing is due nothing is written") {
    Rig rig;
    const auto rows = rig.store.records().size();
    for (int i = 0; i < 3; ++i) {
      rig.pass(kHourMs);
      rig.dispatcher->heartbeat();
      rig.loop.run();
    }
    CHECK(rig.store.records().size() == rows);
    CHECK(rig.committer.held.empty());
  }
}
