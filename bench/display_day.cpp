// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <utility>

#include "bench/display.hpp"
#include "bench/display_stand.hpp"
#include "display/look_of_hall.hpp"
#include "display/scenes/board_scene.hpp"
#include "tests/display/day.hpp"

namespace antre::bench {
namespace {

using namespace std::chrono_literals;
using display::test::Day;
using display::test::DayPlan;
using display::test::Voice;

constexpr double kFrameUs = 1e6 / 60;

/// The whole day in a window, each frame as soon as the one before is on the screen: the day's time
/// goes on by itself, from one moment that the display asks for to the next.
class DayScene final : public ui::Scene {
 public:
  explicit DayScene(ui::App& app)
      : app_(app), scene_(day_, voice_, options(), [](auto&) {}), plan_(now_) {}

  [[nodiscard]] ui::Size reference_size(ui::Size window) const override {
    return scene_.reference_size(window);
  }
  /// Up to the next frame of the day.
  bool update(ui::TimePoint /*now*/) override {
    while (!scene_.update(now_)) {
      if (!advance()) return false;
    }
    return true;
  }
  void draw(ui::Canvas& canvas, ui::TimePoint /*now*/) override {
    began_ = now_us();
    scene_.draw(canvas, now_);
    drawn_ = true;
  }
  void input(const ui::Input& /*input*/, ui::TimePoint /*now*/) override {}
  /// The loop asks right after a frame is on the screen.
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const override {
    if (std::exchange(drawn_, false)) frames_.add(now_us() - began_);
    return now;
  }
  [[nodiscard]] const Samples& frames() const { return frames_; }
  [[nodiscard]] std::size_t said() const { return voice_.said; }
  [[nodiscard]] std::size_t called() const { return day_.called(); }

 private:
  static display::SceneOptions options() {
    display::SceneOptions made;
    made.look = display::look_of({}).value();
    made.reduced_motion = true;  // else two hours of frames of pulses
    return made;
  }
  /// False: the day is over.
  bool advance() {
    const auto visitor = plan_.next();
    if (!visitor && !end_) end_ = now_ + 2min;
    auto next = visitor ? *visitor : *end_;
    if (const auto deadline = scene_.next_deadline(now_)) next = std::min(next, *deadline);
    if (voice_.sounding) next = std::min(next, voice_.ends);
    next = std::max(next, now_ + 1ms);
    day_.pass(std::chrono::duration_cast<ui::Millis>(next - now_));
    now_ = next;
    voice_.now = next;
    if (voice_.sounding && voice_.ends <= next) {
      day_.sound_done(*voice_.sounding);
      voice_.sounding.reset();
    }
    if (visitor && now_ >= *visitor) plan_.call_next(day_);
    if (!end_ || now_ < *end_) return true;
    app_.stop();
    return false;
  }

  ui::App& app_;
  Day day_;
  Voice voice_;
  ui::TimePoint now_{1h};
  display::BoardScene scene_;
  DayPlan plan_;
  std::optional<ui::TimePoint> end_;
  double began_ = 0;
  mutable bool drawn_ = false;
  mutable Samples frames_;
};

}  // namespace

void display_day(std::vector<Figure>& figures) {
  const test::Screen screen(kDisplayWidth, kDisplayHeight);
  ::setenv("DISPLAY", screen.display().c_str(), 1);
  ::setenv("SDL_VIDEODRIVER", "x11", 1);
  const double least = bare_frames().quantile(0.5);
  const auto app = open_display_window();
  DayScene scene(*app);
  app->run(scene);
  if (scene.said() != scene.called()) throw std::runtime_error("calls of the day were not told");
  for (const auto& [name, part] :
       {std::pair{"p50", 0.5}, std::pair{"p99", 0.99}, std::pair{"longest", 1.0}}) {
    const double frame = scene.frames().quantile(part);
    report(figures, {fmt::format("display, a frame of a whole day, {}", name), frame, kFrameUs,
                     "us", frame / kFrameUs, "<= 1.00", frame <= kFrameUs});
  }
  report(figures, {"display, a bare clear and present of that run, p50", least, least, "us",
                   scene.frames().quantile(0.99) / least, "beside", true});
}

}  // namespace antre::bench
