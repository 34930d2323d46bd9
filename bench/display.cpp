// SPDX-License-Identifier: Apache-2.0
#include "bench/display.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <zmq.hpp>

#include "bench/hall.hpp"
#include "bench/thin_client.hpp"
#include "client/hall_client.hpp"
#include "display/look_of_hall.hpp"
#include "display/scenes/board_scene.hpp"
#include "link/keys.hpp"
#include "tests/support/process.hpp"
#include "ui/app.hpp"

namespace antre::bench {
namespace {

using namespace std::chrono_literals;

constexpr int kWidth = 1920;
constexpr int kHeight = 1080;
constexpr double kFrameUs = 1e6 / 60;
constexpr int kWarmUp = 10;  ///< digits are drawn for the first time
constexpr int kCalls = 100;  ///< that count
/// What a call takes on the screen is skipped on the display's clock rather than waited for.
constexpr auto kOneCall = 60s;
constexpr int kBareFrames = 200;

std::unique_ptr<ui::App> open_app() {
  ui::WindowOptions window;
  window.title = "stand";
  window.width = kWidth;
  window.height = kHeight;
  window.fullscreen = true;
  auto app = ui::App::open(window);
  if (!app) throw std::runtime_error(app.error().detail);
  return std::move(*app);
}

/// The least that a frame can be: the window filled with one colour and presented.
class BareScene final : public ui::Scene {
 public:
  explicit BareScene(ui::App& app) : app_(app) {}
  [[nodiscard]] ui::Size reference_size(ui::Size window) const override { return window; }
  bool update(ui::TimePoint /*now*/) override { return true; }
  void draw(ui::Canvas& canvas, ui::TimePoint /*now*/) override {
    began_ = now_us();
    canvas.fill_rect({0, 0, kWidth, kHeight}, ui::kWhite);
  }
  void input(const ui::Input& /*input*/, ui::TimePoint /*now*/) override {}
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const override {
    frames_.add(now_us() - began_);
    if (frames_.count() >= kBareFrames) app_.stop();
    return now + 5ms;
  }
  [[nodiscard]] const Samples& frames() const { return frames_; }

 private:
  ui::App& app_;
  double began_ = 0;
  mutable Samples frames_;
};

/// The display's scene on a real link, and an officer who calls as soon as the call before is seen.
class CallScene final : public ui::Scene, private display::Feed {
 public:
  CallScene(Hall& hall, ui::App& app)
      : app_(app), silent_([](std::uint64_t) {}), scene_(*this, silent_, options(), [](auto&) {}) {
    const auto address = link::Endpoint::parse(hall.url());
    const auto key = link::load_device(hall.key("display", "bench"));
    if (!address || !key) throw std::runtime_error("no display");
    client::HallClient::Callbacks callbacks;
    callbacks.on_change = [this] { app_.wake(); };
    callbacks.on_entry = [this](const Entry& entry, bool fresh) {
      if (std::holds_alternative<TicketCalled>(entry.event)) decoded_.store(now_us());
      mailbox_.put_entry(entry, fresh);
    };
    client_ = std::make_unique<client::HallClient>(
        client::Settings{*address, *key, "bench", true, {}, {}}, std::move(callbacks));
    if (!client_->start()) throw std::runtime_error("the display does not connect");
  }
  CallScene(const CallScene&) = delete;
  CallScene& operator=(const CallScene&) = delete;
  ~CallScene() override { client_->stop(); }

  /// Any thread: waits until so many calls are on the screen.
  void wait(int calls) {
    std::unique_lock lock(mutex_);
    if (!seen_.wait_for(lock, 30s, [&] { return calls_ >= calls; }))
      throw std::runtime_error("a call was not shown");
  }
  [[nodiscard]] bool connected() { return client_->view() != nullptr; }
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
    const double took = now_us() - decoded_.load();
    skipped_ += kOneCall;
    const std::lock_guard lock(mutex_);
    if (++calls_ > kWarmUp) shown_.add(took);
    seen_.notify_all();
  }
  [[nodiscard]] display::News take() override {
    mailbox_.put_link({display::LinkState::kOnline, 0});
    mailbox_.put_view(client_->view());
    return mailbox_.take();
  }
  [[nodiscard]] display::Clocks clocks() override {
    const auto now = client_->now();
    return {now.engine_ms, now.wall_ms, now.utc_offset_s};
  }

  ui::App& app_;
  display::Mailbox mailbox_;
  display::SilentOutput silent_;
  display::BoardScene scene_;
  std::atomic<double> decoded_ = 0;
  mutable std::mutex mutex_;
  mutable std::condition_variable seen_;
  mutable int calls_ = 0;
  mutable Samples shown_;
  mutable bool fresh_ = false;
  mutable std::chrono::seconds skipped_{0};
  std::uint64_t last_ = 0;
  std::unique_ptr<client::HallClient> client_;  ///< last: its thread uses the others
};

/// Calls one number after the other at counter 1.
void officer(Hall& hall, CallScene& scene) {
  zmq::context_t context;
  ThinClient client(context, hall, "admin", "bench", 1);
  client.ask(R"("do":"open","counter":1,"officer":"bench")");
  for (int i = 1; i <= kWarmUp + kCalls; ++i) {
    client.ask(kIssue);
    client.ask(R"("do":"call","counter":1)");
    scene.wait(i);
    client.ask(R"("do":"start","counter":1)");
    client.ask(R"("do":"finish","counter":1)");
  }
}

Samples calls_on_screen(Hall& hall, ui::App& app) {
  CallScene scene(hall, app);
  if (!test::eventually([&] { return scene.connected(); }))
    throw std::runtime_error("the display got no view");
  std::exception_ptr failed;
  std::thread calls([&] {
    try {
      officer(hall, scene);
    } catch (...) {
      failed = std::current_exception();
    }
    app.stop();
  });
  app.run(scene);
  calls.join();
  if (failed) std::rethrow_exception(failed);
  return scene.shown();
}

}  // namespace

void display_call(std::vector<Figure>& figures) {
  Hall hall;
  (void)hall.key("admin", "bench");
  (void)hall.key("display", "bench");
  hall.start();
  const test::Screen screen(kWidth, kHeight);
  ::setenv("DISPLAY", screen.display().c_str(), 1);
  ::setenv("SDL_VIDEODRIVER", "x11", 1);
  const auto bare = [] {
    const auto app = open_app();
    BareScene scene(*app);
    app->run(scene);
    return scene.frames();
  }();
  const auto app = open_app();
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
  const test::Screen screen(kWidth, kHeight);
  test::Process process(
      {test::bin("antre-display"), "--dispatcher", hall.url(), "--key", key, "--size",
       fmt::format("{}x{}", kWidth, kHeight)},
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
