// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "display/feed.hpp"
#include "display/sound.hpp"
#include "tests/display/hall_for_tests.hpp"
#include "ui/motion.hpp"

namespace antre::display::test {

inline constexpr int kDayCounters = 6;
/// Of the busiest day of the office that this was made for.
inline constexpr int kDayCalls = 1'434;
inline constexpr ui::Millis kDayLong = std::chrono::hours{7} + std::chrono::minutes{30};

inline HallSettings hall_of_six() {
  auto settings = Hall::small_hall();
  settings.counters.clear();
  for (int id = 1; id <= kDayCounters; ++id) {
    CounterSettings counter;
    counter.id = {id};
    counter.name = {{"id", "Loket " + std::to_string(id)}};
    counter.primary = {{"K"}, {"R"}};
    settings.counters.push_back(counter);
  }
  settings.display.ticker = {{{"id", "Mohon siapkan kartu identitas."}},
                             {{"id", "Layanan tidak dipungut biaya."}}};
  return settings;
}

/// The dispatcher as the display's link tells it, and the day's visitors.
class Day : public Feed {
 public:
  Day() {
    for (int counter = 1; counter <= kDayCounters; ++counter) hall_.open(counter);
    news_.link = {LinkState::kOnline, 0};
    news_.view = hall_.shared();
  }
  [[nodiscard]] News take() override {
    auto taken = std::exchange(news_, {});
    news_.link = taken.link;
    return taken;
  }
  [[nodiscard]] Clocks clocks() override { return {hall_.now_ms(), hall_.now_ms(), kJakarta}; }
  void pass(ui::Millis time) { hall_.pass(time.count()); }
  void sound_done(std::uint64_t seq) { news_.sounds_done.push_back(seq); }

  /// A visitor comes and is called; the one before at that counter is served to the end.
  void visitor(int n) {
    const int counter = 1 + n % kDayCounters;
    if (const auto& before = hall_.view().counter({counter})->ticket)
      hall_.add(TicketNoShow{before->number, std::nullopt, {counter}, false, 0, {}});
    const std::string service = n % 3 == 0 ? "R" : "K";
    const auto number = number_text({service}, ++given_[service], 3);
    hall_.issue(number, service);
    tell(hall_.call(number, counter));
  }
  void recall(int n) {
    const int counter = 1 + n % kDayCounters;
    tell(hall_.recall(hall_.view().counter({counter})->ticket->number, counter));
  }
  /// Calls and recalls that were told so far.
  [[nodiscard]] std::size_t called() const { return called_; }

 private:
  void tell(LiveEntry live) {
    ++called_;
    news_.entries.push_back(std::move(live));
    news_.view = hall_.shared();
  }

  Hall hall_{hall_of_six()};
  News news_;
  std::map<std::string, std::uint32_t> given_;
  std::size_t called_ = 0;
};

/// A voice that takes eight seconds, in the day's time.
class Voice : public SoundOutput {
 public:
  void play(const Announcement& announcement, int /*volume*/) override {
    said += announcement.calls.size();
    sounding = announcement.seq;
    ends = now + std::chrono::seconds{8};
  }
  void stop() override { sounding.reset(); }
  void rest() override {}

  ui::TimePoint now{};
  std::optional<std::uint64_t> sounding;
  ui::TimePoint ends{};
  std::size_t said = 0;
};

/// The whole day: visitors as they come, and now and then one who is called again.
class DayPlan {
 public:
  explicit DayPlan(ui::TimePoint begin) : begin_(begin) {}
  /// When the next visitor is called; empty: the day is over.
  [[nodiscard]] std::optional<ui::TimePoint> next() const {
    if (n_ == kDayCalls) return std::nullopt;
    return begin_ + kDayLong * n_ / kDayCalls;
  }
  void call_next(Day& day) {
    day.visitor(n_);
    constexpr int kRecallEvery = 20;
    if (n_ % kRecallEvery == kRecallEvery - 1) day.recall(n_);
    ++n_;
  }
  [[nodiscard]] int called() const { return n_; }

 private:
  ui::TimePoint begin_;
  int n_ = 0;
};

}  // namespace antre::display::test
