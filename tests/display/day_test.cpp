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
#include "display/samples.hpp"
#include "display/scenes/board_scene.hpp"
#include "tests/display/day.hpp"
#include "ui/offscreen.hpp"
#include "ui/recording_canvas.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;

using test::Day;
using test::DayPlan;
using test::Voice;

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
    if (!scene_.update(now_)) return;
    canvas_.clear();
    scene_.draw(canvas_, now_);
    ++frames_;
  }

  Day day_;
  Voice voice_;
  ui::TimePoint now_{1h};
  BoardScene scene_;
  ui::RecordingCanvas canvas_{{1920, 1080}};
  int frames_ = 0;
};

TEST_SUITE("display/day") {
  TEST_CASE("a day of 1,434 calls: every call is told, memory and handles stay as they were") {
    Loop loop;
    DayPlan plan(loop.now());
    std::optional<std::size_t> memory;
    std::optional<std::size_t> open;
    while (const auto next = plan.next()) {
      loop.run_until(*next);
      plan.call_next(loop.day());
      if (plan.called() != test::kDayCalls / 10) continue;
      memory = mallinfo2().uordblks;
      open = handles();
    }
    loop.run_until(loop.now() + 2min);
    CHECK(loop.said() == loop.day().called());
    CHECK(loop.board().state == BoardState::kCalm);
    const auto grown = static_cast<std::ptrdiff_t>(mallinfo2().uordblks) -
                       static_cast<std::ptrdiff_t>(memory.value());
    MESSAGE(loop.frames() << " frames, memory " << grown << " bytes");
    // A call comes, its number is framed for six seconds, and goes; the clock has a frame a minute.
    const auto minutes = static_cast<std::size_t>(
        std::chrono::duration_cast<std::chrono::minutes>(test::kDayLong).count());
    CHECK(static_cast<std::size_t>(loop.frames()) <= 4 * loop.day().called() + minutes);
    // The fonts keep the widths of what they measured, up to a limit of their own: the numbers of
    // a day are 0.2 MiB. A scene that kept its calls or its frames would show.
    CHECK(grown < 256 * 1024);
    CHECK(handles() == open.value());
  }

  TEST_CASE("what was drawn before is drawn again without making it anew") {
    SampleFeed feed{SampleHall{}};
    SilentOutput silent([](std::uint64_t) {});
    SceneOptions options;
    options.look = look_of({}).value();
    BoardScene scene(feed, silent, options, [](const std::string&) {});
    const ui::Size size{1280, 720};
    const auto opened = ui::Offscreen::open(size, scene.reference_size(size));
    REQUIRE(opened);
    auto& screen = **opened;
    ui::TimePoint now{1h};
    const auto play = [&](ui::Millis time) {
      for (const auto end = now + time; now < end; now += 16ms, feed.pass(16))
        if (scene.update(now)) scene.draw(screen.canvas(), now);
    };
    play(1s);
    feed.call_now();
    play(3s);
    const auto once = screen.textures_made();
    play(50s);  // the pulse, and calm again
    CHECK(scene.board().state == BoardState::kCalm);
    feed.recall_now();
    play(50s);
    const auto recalled = screen.textures_made();
    CHECK(recalled - once < 20);  // "Panggilan ulang", and the digits of a minute or two
    for (int i = 0; i < 5; ++i) {
      feed.recall_now();
      play(50s);
    }
    CHECK(screen.textures_made() - recalled < 10);  // digits of the clock alone
  }
}

}  // namespace
}  // namespace antre::display
