// SPDX-License-Identifier: Apache-2.0
// A whole day in front of the scene, at speed: nothing is kept that the day does not need.
#include <doctest/doctest.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "display/look_of_hall.hpp"
#include "display/scenes/board_scene.hpp"
#include "tests/display/hall_for_tests.hpp"
#include "ui/recording_canvas.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;
using test::Hall;

constexpr int kCounters = 6;
constexpr int kCalls = 1'434;
constexpr ui::Millis kDayLong = 7h + 30min;

HallSettings hall_of_six() {
  auto settings = Hall::small_hall();
  settings.counters.clear();
  for (int id = 1; id <= kCounters; ++id) {
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
    for (int counter = 1; counter <= kCounters; ++counter) hall_.open(counter);
    news_.link = {LinkState::kOnline, 0};
    news_.view = hall_.shared();
  }
  [[nodiscard]] News take() override {
    auto taken = std::exchange(news_, {});
    news_.link = taken.link;
    return taken;
  }
  [[nodiscard]] Clocks clocks() override {
    return {hall_.now_ms(), hall_.now_ms(), test::kJakarta};
  }
  void pass(ui::Millis time) { hall_.pass(time.count()); }
  void sound_done(std::uint64_t seq) { news_.sounds_done.push_back(seq); }

  /// A visitor comes and is called; the one before at that counter is served to the end.
  void visitor(int n) {
    const int counter = 1 + n % kCounters;
    if (const auto& before = hall_.view().counter({counter})->ticket)
      hall_.add(TicketNoShow{before->number, std::nullopt, {counter}, false, 0, {}});
    const std::string service = n % 3 == 0 ? "R" : "K";
    const auto number = number_text({service}, ++given_[service], 3);
    hall_.issue(number, service);
    tell(hall_.call(number, counter));
  }
  void recall(int n) {
    const int counter = 1 + n % kCounters;
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
    ends = now + 8s;
  }
  void stop() override { sounding.reset(); }
  void rest() override {}

  ui::TimePoint now{};
  std::optional<std::uint64_t> sounding;
  ui::TimePoint ends{};
  std::size_t said = 0;
};

std::size_t handles() {
  return static_cast<std::size_t>(std::distance(
      std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator{}));
}

/// The display's loop in the day's time.
class Loop {
 public:
  Loop() : scene_(day_, voice_, options(), [](const std::string&) {}) {}

  void run_until(ui::TimePoint end) {
    while (now_ < end) {
      frame();
      auto next = end;
      if (const auto deadline = scene_.next_deadline(now_)) next = std::min(next, *deadline);
      if (voice_.sounding) next = std::min(next, voice_.ends);
      pass(std::max(next, now_ + 1ms));
    }
  }
  Day& day() { return day_; }
  [[nodiscard]] ui::TimePoint now() const { return now_; }
  [[nodiscard]] std::size_t said() const { return voice_.said; }
  [[nodiscard]] int frames() const { return frames_; }
  [[nodiscard]] std::chrono::microseconds longest() const { return longest_; }
  [[nodiscard]] const Board& board() const { return scene_.board(); }

 private:
  static SceneOptions options() {
    SceneOptions made;
    made.look = look_of({}).value();
    made.reduced_motion = true;  // else two hours of frames of pulses
    return made;
  }
  void pass(ui::TimePoint to) {
    day_.pass(std::chrono::duration_cast<ui::Millis>(to - now_));
    now_ = to;
    voice_.now = to;
    if (!voice_.sounding || voice_.ends > to) return;
    day_.sound_done(*voice_.sounding);
    voice_.sounding.reset();
  }
  void frame() {
    const auto begin = std::chrono::steady_clock::now();
    if (!scene_.update(now_)) return;
    canvas_.clear();
    scene_.draw(canvas_, now_);
    ++frames_;
    longest_ = std::max(longest_, std::chrono::duration_cast<std::chrono::microseconds>(
                                      std::chrono::steady_clock::now() - begin));
  }

  Day day_;
  Voice voice_;
  ui::TimePoint now_{1h};
  BoardScene scene_;
  ui::RecordingCanvas canvas_{{1920, 1080}};
  int frames_ = 0;
  std::chrono::microseconds longest_{0};
};

TEST_SUITE("display/day") {
  TEST_CASE("a day of 1,434 calls: every call is told, memory and handles stay as they were") {
    Loop loop;
    const auto begin = loop.now();
    std::optional<std::size_t> memory;
    std::optional<std::size_t> open;
    constexpr int kWarm = kCalls / 10;
    for (int n = 0; n < kCalls; ++n) {
      loop.day().visitor(n);
      if (n % 20 == 19) loop.day().recall(n);
      loop.run_until(begin + kDayLong * (n + 1) / kCalls);
      if (n != kWarm) continue;
      memory = mallinfo2().uordblks;
      open = handles();
    }
    loop.run_until(loop.now() + 2min);
    CHECK(loop.said() == loop.day().called());
    CHECK(loop.board().state == BoardState::kCalm);
    const auto grown = static_cast<std::ptrdiff_t>(mallinfo2().uordblks) -
                       static_cast<std::ptrdiff_t>(memory.value());
    MESSAGE(loop.frames() << " frames, the longest " << loop.longest().count() << " us, memory "
                          << grown << " bytes");
    // The fonts keep the widths of what they measured, up to a limit of their own: the numbers of
    // a day are 0.2 MiB. A scene that kept its calls or its frames would show.
    CHECK(grown < 256 * 1024);
    CHECK(handles() == open.value());
  }
}

}  // namespace
}  // namespace antre::display
