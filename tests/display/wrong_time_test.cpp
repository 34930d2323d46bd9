// SPDX-License-Identifier: Apache-2.0
// Every clock of the board is the dispatcher's: this machine's own is taken for nothing but the
// time between two heartbeats.
#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "client/time_base.hpp"
#include "display/display_model.hpp"
#include "tests/display/hall_for_tests.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;
using test::Hall;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr int kDayMinutes = 24 * 60;

/// A display whose machine counts from some moment of its own, beside a hall in Jakarta.
class Machine {
 public:
  explicit Machine(Hall& hall, Millis started = 1h) : hall_(hall), now_(started) {
    model_.set_link({LinkState::kOnline, 0});
    model_.see(hall_.shared());
    beat();
  }
  /// The machine's clock and the hall's go on together.
  void pass(Millis time) {
    now_ += time;
    hall_.pass(time.count());
  }
  void beat(int utc_offset_s = test::kJakarta) {
    Update update;
    update.epoch = hall_.view().epoch;
    update.seq = hall_.view().seq;
    update.at_ms = hall_.now_ms();
    update.wall_offset_ms = wall_offset_ms_;
    time_.heard(update, Heartbeat{utc_offset_s, true, {}}, now_);
    hall_.view().utc_offset_s = utc_offset_s;
    model_.see(hall_.shared());
  }
  /// Somebody puts the dispatcher's wall clock right.
  void correct(Millis by) {
    wall_offset_ms_ += by.count();
    hall_.view().wall_offset_ms = wall_offset_ms_;
    beat();
  }
  [[nodiscard]] Clocks clocks() const {
    const auto at = time_.at(now_);
    return {at.engine_ms, at.wall_ms, at.utc_offset_s};
  }
  [[nodiscard]] Board board() const { return model_.board(clocks()); }
  [[nodiscard]] int minute() const { return minute_of_day(board().minute); }
  [[nodiscard]] Millis to_next_change() const {
    const ui::TimePoint now(now_);
    return std::chrono::duration_cast<Millis>(model_.next_change(now, clocks()) - now);
  }
  [[nodiscard]] bool announces(const LiveEntry& live) {
    model_.hear(live, clocks().engine_ms);
    model_.see(hall_.shared());
    return model_.advance(ui::TimePoint(now_), clocks()).has_value();
  }
  [[nodiscard]] DisplayModel& model() { return model_; }

 private:
  Hall& hall_;
  Millis now_;
  std::int64_t wall_offset_ms_ = 0;
  client::TimeBase time_;
  DisplayModel model_;
};

TEST_SUITE("display/wrong time") {
  TEST_CASE("two displays whose machines differ by years show the same minute") {
    Hall hall;
    const Machine one(hall, 1s);
    const Machine other(hall, 20'000h);
    CHECK(one.minute() == 9 * 60 + 42);
    CHECK(one.board() == other.board());
    CHECK(day_text(one.board().date) == "2026-11-24");
  }

  TEST_CASE("the minute changes when the dispatcher's does") {
    Hall hall;
    Machine machine(hall, 1'234ms);
    machine.pass(17'300ms);
    CHECK(machine.to_next_change() == 42'700ms);
    machine.pass(42'699ms);
    CHECK(machine.minute() == 9 * 60 + 42);
    machine.pass(1ms);
    CHECK(machine.minute() == 9 * 60 + 43);
  }

  TEST_CASE("a corrected clock is followed at once, forth and back, and makes no call old") {
    Hall hall;
    hall.open(1);
    hall.issue("K001");
    Machine machine(hall);
    machine.correct(3h);
    CHECK(machine.minute() == 12 * 60 + 42);
    machine.correct(-4h);
    CHECK(machine.minute() == 8 * 60 + 42);
    CHECK(machine.announces(hall.call("K001", 1)));
    machine.correct(24h);
    CHECK(machine.board().state == BoardState::kCalling);
    CHECK(day_text(machine.board().date) == "2026-11-25");
  }

  TEST_CASE("at the hall's midnight the date changes, and with the new day the board is empty") {
    Hall hall;
    hall.open(1);
    hall.issue("K001");
    hall.call("K001", 1);
    Machine machine(hall);
    machine.pass(Millis((kDayMinutes - (9 * 60 + 42)) * kMinuteMs - 1));
    CHECK(day_text(machine.board().date) == "2026-11-24");
    CHECK(machine.to_next_change() == 1ms);
    machine.pass(1ms);
    CHECK(day_text(machine.board().date) == "2026-11-25");
    CHECK(machine.minute() == 0);
    CHECK(machine.board().call);  // the dispatcher has not begun the new day yet
    hall.add(DayOpened{Hall::small_hall(), {}, {}});
    machine.beat();
    CHECK_FALSE(machine.board().call);
  }

  TEST_CASE("the dispatcher's zone counts, also when it changes its offset") {
    Hall hall;
    Machine machine(hall);
    machine.beat(9 * 3600);
    CHECK(machine.minute() == 11 * 60 + 42);
    machine.beat(5 * 3600 + 1800);
    CHECK(machine.minute() == 8 * 60 + 12);
  }

  TEST_CASE("quiet hours are by the hall's time of day") {
    auto settings = Hall::small_hall();
    settings.display.voice.quiet = {{12 * 60, 13 * 60}};
    Hall hall(settings);
    hall.open(1);
    Machine machine(hall);
    const auto heard = [&](const std::string& ticket) {
      hall.issue(ticket);
      machine.model().set_link({LinkState::kOffline, 0});  // ends what was told before
      machine.model().set_link({LinkState::kOnline, 0});
      const auto live = hall.call(ticket, 1);
      machine.model().hear(live, machine.clocks().engine_ms);
      machine.model().see(hall.shared());
      const auto told = machine.model().advance(ui::TimePoint(1h), machine.clocks());
      hall.add(TicketNoShow{ticket, std::nullopt, {1}, false, 0, {}});
      REQUIRE(told);
      return is_heard(*told);
    };
    CHECK(heard("K001"));
    machine.pass(Millis((2 * 60 + 18) * kMinuteMs - 1));
    CHECK(heard("K002"));
    machine.pass(1ms);
    CHECK_FALSE(heard("K003"));
    machine.pass(Millis(60 * kMinuteMs));
    CHECK(heard("K004"));
    machine.correct(-30min);
    CHECK_FALSE(heard("K005"));
  }
}

}  // namespace
}  // namespace antre::display
