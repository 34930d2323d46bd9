// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/store/random_journal.hpp"

namespace antre::test {

/// A hall that does what comes to its mind, within the rules; it keeps what happened.
class RandomHall {
 public:
  RandomHall(std::uint32_t seed, Day first) : random_(seed), day_(first) {}

  [[nodiscard]] std::vector<Step> play(int days);

 private:
  static constexpr int kCounters = 3;

  struct Visitor {
    TicketId id;
    ServiceId service;
    TicketState state = TicketState::kWaiting;
    bool quick = false;
    bool served_before = false;  ///< a service had started, so a day that closes finishes it
    bool late = false;           ///< the clock that runs was missed
    int misses = 0;
  };

  /// What a counter did last, when it can be taken back.
  struct Last {
    std::vector<std::size_t> steps;  ///< of the history
    std::size_t visitor = 0;
    TicketState from = TicketState::kCalled;
  };

  struct Desk {
    bool open = false;
    bool on_break = false;
    std::string officer;
    std::optional<std::size_t> visitor;
    std::optional<Last> last;
  };

  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }

  std::size_t add(Event event) {
    steps_.push_back({day_, at_ms_, std::move(event), false});
    return steps_.size() - 1;
  }
  [[nodiscard]] std::optional<Day> of_day(const Visitor& visitor) const {
    if (visitor.id.day == day_) return std::nullopt;
    return visitor.id.day;
  }
  /// An event about a visitor, with the day of its ticket.
  template <class E>
  E about(const Visitor& visitor) const {
    E event;
    event.ticket = visitor.id.number;
    event.of_day = of_day(visitor);
    return event;
  }
  template <class E>
  E about(const Visitor& visitor, std::size_t desk) const {
    auto event = about<E>(visitor);
    event.counter = {static_cast<int>(desk) + 1};
    return event;
  }
  std::optional<std::size_t> any(TicketState state);
  ServiceId service();

  void open_day();
  void close_day();
  void act();
  void issue();
  void wait();
  /// What no projection tells: who came, and how papers and printers are.
  void around();
  void go_on_with_cases();
  void staff(std::size_t i);
  void supervise();
  void miss(Visitor& visitor, std::int64_t clock_ms);
  void work(std::size_t i);
  void call(std::size_t i);
  void called(std::size_t i);
  void serving(std::size_t i);
  /// Hold, transfer or requeue: nothing of it can be taken back.
  void put_aside(std::size_t i);
  void take_back(std::size_t i);

  std::mt19937 random_;
  Day day_;
  EngineMs at_ms_ = 0;
  std::vector<Step> steps_;
  std::vector<Visitor> visitors_;
  std::array<Desk, kCounters> desks_;
  std::map<ServiceId, std::uint32_t> numbers_;
  int quick_ = 0;
  std::vector<std::string> misses_;
  int cases_ = 0;
};

}  // namespace antre::test
