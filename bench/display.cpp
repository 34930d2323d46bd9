// SPDX-License-Identifier: Apache-2.0
#include "bench/display.hpp"

#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <zmq.hpp>

#include "bench/display_stand.hpp"
#include "bench/hall.hpp"
#include "bench/thin_client.hpp"
#include "display/look_of_hall.hpp"
#include "display/scenes/board_scene.hpp"
#include "tests/support/process.hpp"
#include "ui/app.hpp"

namespace antre::bench {
namespace {

using namespace std::chrono_literals;

constexpr double kFrameUs = 1e6 / 60;
constexpr int kWarmUp = 10;  ///< digits are drawn for the first time
constexpr int kCalls = 100;  ///< that count
/// What a call takes on the screen is skipped on the display's clock rather than waited for.
constexpr auto kOneCall = 60s;

/// The display's scene on a real link; says when each call is seen.
class CallScene final : public ui::Scene {
 public:
  explicit CallScene(LinkedFeed& feed)
      : feed_(feed),
        silent_([](std::uint64_t) {}),
        scene_(feed, silent_, options(), [](auto&) {}) {}

  /// Any thread: waits until so many calls are on the screen.
  void wait(int calls) {
    std::unique_lock lock(mutex_);
    if (!seen_.wait_for(lock, 30s, [&] { return calls_ >= calls; }))
      throw std::runtime_error("a call was not shown");
  }
  [[nodiscard]] const Samples& shown() const { return shown_; }

  [[nodiscard]] ui::Size reference_size(ui::Size window) const override {
    return scene_.reference_size(window);
  }
  bool update(ui::TimePoint now) override {
    const bool changed = scene_.update(now + skipped_);
    const auto& board = scene_.board();
    fresh_ = fresh_ || (board.state == display::BoardState::kCalling && board.call &&
                        board.call->seq != last_);
    if (fresh_) last_ = board.call->seq;
    return changed;
  }
  void draw(ui::Canvas& canvas, ui::TimePoint now) override { scene_.draw(canvas, now + skipped_); }
  void input(const ui::Input& /*input*/, ui::TimePoint /*now*/) override {}
  /// The loop asks right after a frame is on the screen.
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const override {
    if (std::exchange(fresh_, false)) on_screen();
    const auto next = scene_.next_deadline(now + skipped_);
    return next ? std::optional(*next - skipped_) : std::nullopt;
  }

 private:
  static display::SceneOptions options() {
    display::SceneOptions made;
    made.look = display::look_of({}).value();
    return made;
  }
  void on_screen() const {
    const double took = now_us() - feed_.decoded_us();
    skipped_ += kOneCall;
    const std::lock_guard lock(mutex_);
    if (++calls_ > kWarmUp) shown_.add(took);
    seen_.notify_all();
  }

  LinkedFeed& feed_;
  display::SilentOutput silent_;
  display::BoardScene scene_;
  mutable std::mutex mutex_;
  mutable std::condition_variable seen_;
  mutable int calls_ = 0;
  mutable Samples shown_;
  mutable bool fresh_ = false;
  mutable std::chrono::seconds skipped_{0};
  std::uint64_t last_ = 0;
};

Samples calls_on_screen(Hall& hall, ui::App& app) {
  LinkedFeed feed(hall, app);
  CallScene scene(feed);
  feed.wait_for_view();
  run_with_officer(hall, app, scene, kWarmUp + kCalls, [&](int call) { scene.wait(call); });
  return scene.shown();
}

}  // namespace

void display_call(std::vector<Figure>& figures) {
  Hall hall;
  (void)hall.key("admin", "bench");
  (void)hall.key("display", "bench");
  hall.start();
  const test::Screen screen(kDisplayWidth, kDisplayHeight);
  ::setenv("DISPLAY", screen.display().c_str(), 1);
  ::setenv("SDL_VIDEODRIVER", "x11", 1);
  const auto bare = bare_frames();
  const auto app = open_display_window();
  const auto shown = calls_on_screen(hall, *app);
  for (const auto& [name, part] : {std::pair{"p50", 0.5}, std::pair{"p99", 0.99}}) {
    const double ours = shown.quantile(part);
    report(figures, {fmt::format("display, call on the wire to its frame, {}", name), ours,
                     kFrameUs, "us", ours / kFrameUs, "<= 1.00", ours <= kFrameUs});
  }
  const double least = bare.quantile(0.5);
  report(figures, {"display, a bare clear and present, p50", least, least, "us",
                   shown.quantile(0.5) / least, "beside", true});
}

void display_ticker(std::vector<Figure>& figures) {
  constexpr double kMostPercent = 5;
  constexpr double kSeconds = 10;
  Hall hall;
  (void)hall.key("admin", "bench");
  const auto key = hall.key("display", "bench");
  hall.start();
  zmq::context_t context;
  ThinClient client(context, hall, "admin", "bench", 1);
  // Two hundred letters: longer than any screen is wide, it moves for half a minute.
  std::string text;
  while (text.size() < 190) text += "Mohon menunggu di ruang tunggu. ";
  text.resize(190);
  client.ask(fmt::format(R"("do":"announce","text":"{}","minutes":30)", text));
  const test::Screen screen(kDisplayWidth, kDisplayHeight);
  test::Process process(
      {test::bin("antre-display"), "--dispatcher", hall.url(), "--key", key, "--size",
       fmt::format("{}x{}", kDisplayWidth, kDisplayHeight)},
      {{{"DISPLAY", screen.display()}, {"SDL_AUDIODRIVER", "dummy"}, {"SDL_VIDEODRIVER", "x11"}},
       {}});
  if (!screen.has_window(".")) throw std::runtime_error("no display: " + process.output());
  const auto wait = [](double seconds) {
    const double until = now_us() + seconds * 1e6;
    test::eventually([&] { return now_us() >= until; }, std::chrono::seconds{60});
  };
  wait(3);
  const double used = cpu_s(process.pid());
  const double from = now_us();
  wait(kSeconds);
  const double percent = (cpu_s(process.pid()) - used) / (now_us() - from) * 1e8;
  report(figures, {"display, ticker at 60 a second, processor", percent, kMostPercent, "%",
                   percent / kMostPercent, "< 5 %", percent < kMostPercent && process.running()});
}

}  // namespace antre::bench
