// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/resolve.hpp"

#include <doctest/doctest.h>

#include "tests/service/rig.hpp"

using namespace antre;
using test::issue;
using test::Rig;

namespace {

constexpr std::int64_t kMinuteMs = 60'000;

}  // namespace

TEST_SUITE("service/resolve") {
  TEST_CASE("a time of the day is two digits, a colon and two digits") {
    CHECK(service::parse_minutes("00:00") == 0);
    CHECK(service::parse_minutes("09:30") == 570);
    CHECK(service::parse_minutes("23:59") == 1439);
    for (const auto* wrong :
         {"", "9:30", "24:00", "12:60", "12.30", "-1:30", "+1:30", "12:3x", "12:300", " 9:30"})
      CHECK_FALSE(service::parse_minutes(wrong));
  }

  TEST_CASE("it is of the service day, in the hall's zone") {
    auto hall = test::hall_of_two();
    const hall::Calendar calendar(hall);
    // 2026-11-24T13:40 in Jakarta.
    const auto now = calendar.moment(1'795'502'400'000, 0);
    CHECK(*service::time_of_day("13:50", now, 0, calendar) == now.at_ms + 10 * kMinuteMs);
    CHECK(*service::time_of_day("13:30", now, 0, calendar) == now.at_ms - 10 * kMinuteMs);
    SUBCASE("by the time that is shown, not by the engine's") {
      const auto shifted = calendar.moment(now.at_ms - 500, 500);
      CHECK(*service::time_of_day("13:50", shifted, 0, calendar) == shifted.at_ms + 10 * kMinuteMs);
    }
    SUBCASE("where days begin at 4:00, 2:00 is of the night") {
      CHECK(*service::time_of_day("02:00", now, 240, calendar) ==
            now.at_ms + (12 * 60 + 20) * kMinuteMs);
    }
  }

  TEST_CASE("the clocks that change at night are looked at") {
    auto hall = test::hall_of_two();
    hall.time_zone = "Europe/Berlin";
    const hall::Calendar calendar(hall);
    // 2026-10-25T00:30+02:00; at 3:00 the clocks go back to 2:00.
    const auto now = calendar.moment(1'792'881'000'000, 0);
    REQUIRE(calendar.at(now.at_ms).utc_offset_s == 7200);
    CHECK(*service::time_of_day("08:00", now, 0, calendar) ==
          now.at_ms + (7 * 60 + 30 + 60) * kMinuteMs);
  }

  TEST_CASE("a booking says its time, and nobody else may say the engine's") {
    Rig rig;
    auto booked = issue("R");
    booked.channel = Channel::kAppointment;
    booked.booked = "25:00";
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 1, booked)) == "bad-request");
    booked.booked = "14:00";
    booked.booked_ms = 5;
    const auto reply = rig.ask(rig.admin, "a", 2, booked);
    REQUIRE(Rig::refused(reply).empty());
    CHECK(std::get<TicketReply>(reply.body).state == TicketState::kBooked);
    const auto& event = std::get<TicketIssued>(rig.store.records().back().entry.event);
    CHECK(event.place_ms == rig.store.records().back().entry.at_ms + 60 * kMinuteMs);
    SUBCASE("one that is past already waits now") {
      booked.booked = "12:00";
      const auto late = rig.ask(rig.admin, "a", 3, booked);
      CHECK(std::get<TicketReply>(late.body).state == TicketState::kWaiting);
    }
    SUBCASE("and what it may not say is no part of the request") {
      booked.booked_ms = 77;
      booked.code = "MINE";
      booked.estimate_low_s = 1;
      rig.ask(rig.admin, "a", 2, booked);
      CHECK(std::holds_alternative<TicketReply>(rig.last_reply().body));
      CHECK(rig.dispatcher->view().today.issued == 1);
    }
  }

  TEST_CASE("a pause ends at the time that was said") {
    Rig rig;
    PauseService pause;
    pause.service = {"R"};
    pause.until = "12:59";
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 1, pause)) == "bad-request");
    pause.until = "14:00";
    CHECK(std::holds_alternative<Accepted>(rig.ask(rig.admin, "a", 2, pause).body));
    CHECK(Rig::refused(rig.ask(rig.kiosk, "k", 1, issue("R"))) == "service-paused");
    rig.pass(60 * kMinuteMs);
    CHECK(rig.journal().back() == "service-unpaused");
    CHECK(Rig::refused(rig.ask(rig.kiosk, "k", 2, issue("R"))).empty());
  }
}
