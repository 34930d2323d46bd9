// SPDX-License-Identifier: Apache-2.0
#include "display/display_model.hpp"

#include <doctest/doctest.h>

#include <chrono>

#include "tests/display/hall_for_tests.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;
using test::Hall;

const ui::TimePoint kStart{1h};

Clocks clocks_of(const Hall& hall) {
  return {hall.now_ms(), hall.now_ms(), 0};
}

/// A display that is online with the hall.
DisplayModel online(const Hall& hall, const std::string& language = "id") {
  DisplayModel model({language, {}, {}});
  model.set_link({LinkState::kOnline, hall.now_ms()});
  model.see(hall.shared());
  return model;
}

TEST_SUITE("display/model") {
  TEST_CASE("a call is shown with its number, service, counter and direction") {
    Hall hall;
    hall.open(2);
    hall.issue("K014");
    auto model = online(hall);
    model.hear(hall.call("K014", 2), hall.now_ms());
    model.see(hall.shared());
    CHECK(model.advance(kStart, clocks_of(hall)));
    const auto board = model.board(clocks_of(hall));
    CHECK(board.state == BoardState::kCalling);
    REQUIRE(board.call);
    CHECK(board.call->number == "K014");
    CHECK(board.call->service == "Konsultasi Statistik");
    CHECK(board.call->counter == "Loket 2");
    CHECK(board.call->direction == "right");
    CHECK_FALSE(board.call->recall);
    CHECK(board.counters[1].called);
    CHECK(board.counters[1].number == "K014");
    CHECK_FALSE(board.counters[0].called);
  }

  TEST_CASE("a call by the dispatcher itself is announced and shown like any other") {
    Hall hall;
    hall.open(2);
    hall.issue("K014");
    auto model = online(hall);
    const auto call = hall.add(TicketCalled{"K014", std::nullopt, {2}, false, true});
    model.hear(call, hall.now_ms());
    model.see(hall.shared());
    const auto announced = model.advance(kStart, clocks_of(hall));
    REQUIRE(announced);
    CHECK(announced->seq == call.entry.seq);
    CHECK(model.board(clocks_of(hall)).call->number == "K014");
  }

  TEST_CASE("a call that was taken back ends at once and is no last call") {
    Hall hall;
    hall.open(1);
    hall.open(2);
    hall.issue("K013");
    hall.issue("K014");
    hall.call("K013", 1);
    auto model = online(hall);
    model.hear(hall.call("K014", 2), hall.now_ms());
    model.see(hall.shared());
    CHECK(model.advance(kStart, clocks_of(hall)));
    CHECK(model.board(clocks_of(hall)).call->number == "K014");
    hall.add(CommandUndone{"K014", std::nullopt, {2}, TicketState::kCalled, false});
    model.see(hall.shared());
    CHECK_FALSE(model.announcer().current());
    auto board = model.board(clocks_of(hall));
    CHECK(board.state == BoardState::kCalm);
    CHECK(board.call->number == "K013");
    CHECK(board.earlier.empty());
    CHECK(board.counters[1].state == RowState::kFree);
    SUBCASE("until it is called again") {
      const auto again = hall.call("K014", 2);
      model.hear(again, hall.now_ms());
      model.see(hall.shared());
      CHECK(model.advance(kStart + 1s, clocks_of(hall))->seq == again.entry.seq);
      board = model.board(clocks_of(hall));
      CHECK(board.call->number == "K014");
      CHECK(board.earlier.size() == 1);
    }
    SUBCASE("a display that starts afterwards does not show it either") {
      CHECK(online(hall).board(clocks_of(hall)).call->number == "K013");
    }
  }

  TEST_CASE("a finish or a no-show that was taken back leaves the call on the board") {
    Hall hall;
    hall.open(2);
    hall.issue("K014");
    hall.call("K014", 2);
    hall.add(TicketNoShow{"K014", std::nullopt, {2}, false, 0, {}});
    hall.add(CommandUndone{"K014", std::nullopt, {2}, TicketState::kNoShow, false});
    const auto board = online(hall).board(clocks_of(hall));
    CHECK(board.call->number == "K014");
    CHECK(board.counters[1].number == "K014");
  }

  TEST_CASE("somebody served without a number is no number on the board") {
    Hall hall;
    hall.open(2);
    hall.add(QuickServiceStarted{"+1", {"K"}, {2}, {}});
    const auto board = online(hall).board(clocks_of(hall));
    CHECK(board.counters[1].state == RowState::kBusy);
    CHECK(board.counters[1].number.empty());
  }

  TEST_CASE("attainment is shown with the whole wait beside it, never one without the other") {
    Hall hall;
    hall.open(2);
    const auto attainment = [&] { return online(hall).board(clocks_of(hall)).attainment; };
    CHECK_FALSE(attainment());
    TargetMissed missed;
    missed.ticket = "K001";
    hall.issue("K001");
    hall.add(missed, 700'000);
    CHECK_FALSE(attainment());  // a clock has ended, but nobody's wait has
    hall.add(ServiceStarted{"K001", std::nullopt, {2}, 660'000, false, {}}, 20'000);
    CHECK(attainment() == Attainment{0, 10, 12});
    for (int i = 0; i < 199; ++i) {
      const auto ticket = number_text({"R"}, static_cast<std::uint32_t>(i + 1), 3);
      hall.issue(ticket, "R");
      hall.add(ServiceStarted{ticket, std::nullopt, {2}, 1'000, true, {}}, 300'000);
    }
    CHECK(attainment() == Attainment{99, 10, 5});  // 199 of 200 are not all
    auto settings = Hall::small_hall();
    settings.display.attainment = false;
    hall.add(HallChanged{settings});
    CHECK_FALSE(attainment());
  }

  TEST_CASE("attainment goes when the link is lost") {
    Hall hall;
    hall.open(2);
    hall.issue("K001");
    hall.add(ServiceStarted{"K001", std::nullopt, {2}, 1'000, true, {}}, 90'000);
    auto model = online(hall);
    CHECK(model.board(clocks_of(hall)).attainment == Attainment{100, 10, 2});
    model.set_link({LinkState::kOffline, hall.now_ms()});
    CHECK_FALSE(model.board(clocks_of(hall)).attainment);
  }

  TEST_CASE("there is no arrow where the hall has not said in which direction a counter lies") {
    Hall hall;
    hall.open(1);
    hall.issue("K014");
    auto model = online(hall);
    model.hear(hall.call("K014", 1), hall.now_ms());
    model.see(hall.shared());
    CHECK(model.advance(kStart, clocks_of(hall)));
    CHECK(model.board(clocks_of(hall)).call->direction.empty());
  }

  TEST_CASE("a recall is announced again and says that it is one") {
    Hall hall;
    hall.open(2);
    hall.issue("K014");
    auto model = online(hall);
    const auto call = hall.call("K014", 2);
    model.hear(call, hall.now_ms());
    CHECK(model.advance(kStart, clocks_of(hall))->seq == call.entry.seq);
    model.sound_done(call.entry.seq);
    const auto recall = hall.recall("K014", 2);
    model.hear(recall, hall.now_ms());
    model.see(hall.shared());
    CHECK(model.advance(kStart + 18s, clocks_of(hall))->seq == recall.entry.seq);
    const auto board = model.board(clocks_of(hall));
    CHECK(board.call->recall);
    CHECK(board.earlier.empty());
  }

  TEST_CASE("after a call it is calm and the last call stays readable") {
    Hall hall;
    hall.open(2);
    hall.issue("K014");
    auto model = online(hall);
    const auto call = hall.call("K014", 2);
    model.hear(call, hall.now_ms());
    model.see(hall.shared());
    CHECK(model.advance(kStart, clocks_of(hall)));
    model.sound_done(call.entry.seq);
    CHECK_FALSE(model.advance(kStart + 18s, clocks_of(hall)));
    const auto board = model.board(clocks_of(hall));
    CHECK(board.state == BoardState::kCalm);
    CHECK(board.call->number == "K014");
    CHECK_FALSE(board.counters[1].called);
  }

  TEST_CASE("a display that starts announces nothing of what was before") {
    Hall hall;
    hall.open(2);
    hall.issue("K014");
    hall.call("K014", 2);
    auto model = online(hall);
    CHECK_FALSE(model.advance(kStart, clocks_of(hall)));
    CHECK(model.board(clocks_of(hall)).state == BoardState::kCalm);
  }

  TEST_CASE("after a reconnect the board is right and nothing is announced") {
    Hall hall;
    hall.open(2);
    hall.issue("K014");
    hall.issue("K015");
    auto model = online(hall);
    const auto first = hall.call("K014", 2);
    model.hear(first, hall.now_ms());
    model.see(hall.shared());
    CHECK(model.advance(kStart, clocks_of(hall)));
    model.set_link({LinkState::kOffline, hall.now_ms()});
    CHECK(model.board(clocks_of(hall)).state == BoardState::kOffline);
    auto missed = hall.call("K015", 1);
    missed.fresh = false;
    model.set_link({LinkState::kOnline, hall.now_ms()});
    model.hear(missed, hall.now_ms());
    model.see(hall.shared());
    CHECK_FALSE(model.advance(kStart + 5s, clocks_of(hall)));
    const auto board = model.board(clocks_of(hall));
    CHECK(board.state == BoardState::kCalm);
    CHECK(board.call->number == "K015");
    CHECK(board.earlier.front().number == "K014");
  }

  TEST_CASE("offline shows of when the data are, and the clock goes on") {
    Hall hall;
    hall.open(2);
    hall.issue("K014");
    hall.call("K014", 2);
    auto model = online(hall);
    const auto before = model.board(clocks_of(hall));
    model.set_link({LinkState::kOffline, hall.now_ms()});
    hall.pass(9 * 60'000);
    const auto board = model.board(clocks_of(hall));
    CHECK(board.minute == before.minute + 9);
    CHECK(board.last_data_minute == before.minute);
    CHECK(board.call == before.call);
    CHECK(board.counters == before.counters);
  }

  TEST_CASE("a restored hall is a new epoch and announces nothing by itself") {
    Hall hall;
    hall.open(2);
    hall.issue("K014");
    hall.issue("K015");
    auto model = online(hall);
    model.hear(hall.call("K014", 2), hall.now_ms());
    model.see(hall.shared());
    CHECK(model.advance(kStart, clocks_of(hall)));
    hall.new_epoch("e2");
    model.see(hall.shared());
    CHECK_FALSE(model.advance(kStart + 1s, clocks_of(hall)));
    CHECK(model.board(clocks_of(hall)).state == BoardState::kCalm);
  }

  TEST_CASE("a waiting call whose visitor has come or left is not told any more") {
    Hall hall;
    hall.open(1);
    hall.open(2);
    hall.open(3);
    for (const auto* ticket : {"K001", "K002", "K003"}) hall.issue(ticket);
    auto model = online(hall);
    const auto first = hall.call("K001", 1);
    model.hear(first, hall.now_ms());
    model.hear(hall.call("K002", 2), hall.now_ms());
    model.hear(hall.call("K003", 3), hall.now_ms());
    model.see(hall.shared());
    CHECK(model.advance(kStart, clocks_of(hall))->seq == first.entry.seq);
    model.sound_done(first.entry.seq);
    hall.add(TicketNoShow{"K002", std::nullopt, {2}, false, 0, {}});
    hall.add(ServiceStarted{"K003", std::nullopt, {3}, {}, true, {}});
    model.see(hall.shared());
    CHECK_FALSE(model.advance(kStart + 18s, clocks_of(hall)));
  }

  TEST_CASE("a message is said between calls, and seen while it is said") {
    Hall hall;
    hall.open(2);
    hall.issue("K014");
    auto model = online(hall);
    const auto made = hall.add(AnnouncementMade{"Mohon tunggu", hall.now_ms() + 600'000, true, ""});
    model.hear(made, hall.now_ms());
    const auto call = hall.call("K014", 2);
    model.hear(call, hall.now_ms());
    model.see(hall.shared());
    CHECK(model.advance(kStart, clocks_of(hall))->seq == call.entry.seq);
    CHECK(model.board(clocks_of(hall)).message.empty());
    model.sound_done(call.entry.seq);
    const auto said = model.advance(kStart + 18s, clocks_of(hall));
    REQUIRE(said);
    CHECK(said->kind == Announcement::Kind::kMessage);
    const auto board = model.board(clocks_of(hall));
    CHECK(board.state == BoardState::kCalm);
    CHECK(board.message == "Mohon tunggu");
    hall.add(AnnouncementWithdrawn{made.entry.seq});
    model.see(hall.shared());
    CHECK(model.take_cut());
    CHECK(model.board(clocks_of(hall)).message.empty());
    CHECK_FALSE(model.advance(kStart + 13s, clocks_of(hall)));
  }

  TEST_CASE("a message of before the start, or of during a cut, is shown and not said") {
    Hall hall;
    auto made = hall.add(AnnouncementMade{"Mohon tunggu", hall.now_ms() + 600'000, true, ""});
    auto model = online(hall);
    made.fresh = false;
    model.hear(made, hall.now_ms());
    CHECK_FALSE(model.advance(kStart, clocks_of(hall)));
    CHECK(model.board(clocks_of(hall)).ticker == std::vector<std::string>{"Mohon tunggu"});
  }

  TEST_CASE("with the hall's volume at nothing a call is shown and not heard") {
    auto settings = Hall::small_hall();
    settings.display.volume = 0;
    Hall hall(settings);
    hall.open(2);
    hall.issue("K014");
    auto model = online(hall);
    model.hear(hall.call("K014", 2), hall.now_ms());
    model.see(hall.shared());
    const auto told = model.advance(kStart, clocks_of(hall));
    REQUIRE(told);
    CHECK_FALSE(is_heard(*told));
    CHECK(model.board(clocks_of(hall)).state == BoardState::kCalling);
    CHECK_FALSE(model.advance(kStart + 18s, clocks_of(hall)));
    CHECK(model.board(clocks_of(hall)).state == BoardState::kCalm);
  }

  TEST_CASE("where service starts with the call, a waiting call is told all the same") {
    auto settings = Hall::small_hall();
    settings.calling.start_on_call = true;
    Hall hall(settings);
    hall.open(1);
    hall.open(2);
    hall.issue("K001");
    hall.issue("K002");
    auto model = online(hall);
    const auto first = hall.call("K001", 1);
    const auto second = hall.call("K002", 2);
    hall.add(ServiceStarted{"K002", std::nullopt, {2}, {}, true, {}});
    model.hear(first, hall.now_ms());
    model.hear(second, hall.now_ms());
    model.see(hall.shared());
    CHECK(model.advance(kStart, clocks_of(hall)));
    model.sound_done(first.entry.seq);
    CHECK(model.advance(kStart + 18s, clocks_of(hall))->seq == second.entry.seq);
  }

  TEST_CASE("each counter shows its number, or that it is free, on break or closed") {
    Hall hall;
    hall.open(1);
    hall.open(2);
    hall.issue("K014");
    hall.call("K014", 1);
    hall.add(CounterBreak{{2}, "makan"});
    const auto board = online(hall).board(clocks_of(hall));
    REQUIRE(board.counters.size() == 3);
    CHECK(board.counters[0].state == RowState::kNumber);
    CHECK(board.counters[1].state == RowState::kBreak);
    CHECK(board.counters[2].state == RowState::kClosed);
    hall.add(CounterResumed{{2}});
    CHECK(online(hall).board(clocks_of(hall)).counters[1].state == RowState::kFree);
  }

  TEST_CASE("who waits is counted per service, and names are in the display's language") {
    Hall hall;
    hall.issue("K001");
    hall.issue("K002");
    hall.issue("R001", "R");
    const auto board = online(hall, "en").board(clocks_of(hall));
    CHECK(board.hall == "Test Hall");
    REQUIRE(board.waiting.size() == 2);
    CHECK(board.waiting[0] == WaitingLine{"K", "Consultation", 2});
    CHECK(board.waiting[1] == WaitingLine{"R", "Rekomendasi", 1});
    CHECK(board.counters[2].name == "Counter 3");
  }

  TEST_CASE("earlier calls are the newest ones before this call, each number once") {
    Hall hall;
    hall.open(1);
    hall.open(2);
    hall.open(3);
    for (const auto* ticket : {"K001", "K002", "K003"}) hall.issue(ticket);
    hall.call("K001", 1);
    hall.call("K002", 2);
    hall.recall("K001", 1);
    hall.call("K003", 3);
    const auto board = online(hall).board(clocks_of(hall));
    REQUIRE(board.earlier.size() == 2);
    CHECK(board.earlier[0].number == "K001");
    CHECK(board.earlier[1].number == "K002");
  }

  TEST_CASE("when nothing happens the next change is the clock's minute") {
    Hall hall;
    const auto model = online(hall);
    CHECK(model.next_change(kStart, {0, 60'000 * 5 + 40'000, 0}) == kStart + 20s);
  }

  TEST_CASE("before anything is known there is a clock and nothing else") {
    const DisplayModel model;
    const auto board = model.board({0, test::kMorning, test::kJakarta});
    CHECK(board.state == BoardState::kConnecting);
    CHECK(board.minute % (24 * 60) == 9 * 60 + 42);
    CHECK(day_text(board.date) == "2026-11-24");
    CHECK_FALSE(board.call);
  }
}

}  // namespace
}  // namespace antre::display
