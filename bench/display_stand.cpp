// SPDX-License-Identifier: Apache-2.0
#include "bench/display_stand.hpp"

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <variant>
#include <zmq.hpp>

#include "bench/figures.hpp"
#include "bench/thin_client.hpp"
#include "link/keys.hpp"
#include "tests/support/process.hpp"

namespace antre::bench {
namespace {

using namespace std::chrono_literals;

constexpr int kBareFrames = 200;

/// The least that a frame can be: the window filled with one colour and presented.
class BareFrames final : public ui::Scene {
 public:
  explicit BareFrames(ui::App& app) : app_(app) {}
  [[nodiscard]] ui::Size reference_size(ui::Size window) const override { return window; }
  bool update(ui::TimePoint /*now*/) override { return true; }
  void draw(ui::Canvas& canvas, ui::TimePoint /*now*/) override {
    began_ = now_us();
    canvas.fill_rect({0, 0, canvas.size().width, canvas.size().height}, ui::kWhite);
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

}  // namespace

LinkedFeed::LinkedFeed(Hall& hall, ui::App& app) : app_(app) {
  const auto address = link::Endpoint::parse(hall.url());
  const auto key = link::load_device(hall.key("display", "bench"));
  if (!address || !key) throw std::runtime_error("no display");
  client::HallClient::Callbacks callbacks;
  callbacks.on_change = [this] { app_.wake(); };
  callbacks.on_entry = [this](const Entry& entry, bool fresh) {
    if (std::holds_alternative<TicketCalled>(entry.event)) decoded_us_.store(now_us());
    mailbox_.put_entry(entry, fresh);
  };
  client_ = std::make_unique<client::HallClient>(
      client::Settings{*address, *key, "bench", true, {}, {}}, std::move(callbacks));
  if (!client_->start()) throw std::runtime_error("the display does not connect");
}

void LinkedFeed::wait_for_view() {
  if (!test::eventually([this] { return client_->view() != nullptr; }))
    throw std::runtime_error("the display got no view");
}

void LinkedFeed::sound_done(std::uint64_t seq) {
  mailbox_.put_sound_done(seq);
  app_.wake();
}

display::News LinkedFeed::take() {
  mailbox_.put_link({display::LinkState::kOnline, 0});
  mailbox_.put_view(client_->view());
  return mailbox_.take();
}

display::Clocks LinkedFeed::clocks() {
  const auto now = client_->now();
  return {now.engine_ms, now.wall_ms, now.utc_offset_s};
}

std::unique_ptr<ui::App> open_display_window() {
  ui::WindowOptions window;
  window.title = "stand";
  window.width = kDisplayWidth;
  window.height = kDisplayHeight;
  window.fullscreen = true;
  auto app = ui::App::open(window);
  if (!app) throw std::runtime_error(app.error().detail);
  return std::move(*app);
}

Samples bare_frames() {
  const auto app = open_display_window();
  BareFrames scene(*app);
  app->run(scene);
  return scene.frames();
}

void run_with_officer(Hall& hall, ui::App& app, ui::Scene& scene, int calls,
                      const std::function<void(int)>& seen) {
  const auto work = [&] {
    zmq::context_t context;
    ThinClient client(context, hall, "admin", "bench", 1);
    client.ask(R"("do":"open","counter":1,"officer":"bench")");
    for (int i = 1; i <= calls; ++i) {
      client.ask(kIssue);
      client.ask(R"("do":"call","counter":1)");
      seen(i);
      client.ask(R"("do":"start","counter":1)");
      client.ask(R"("do":"finish","counter":1)");
    }
  };
  std::exception_ptr failed;
  std::thread officer([&] {
    try {
      work();
    } catch (...) {
      failed = std::current_exception();
    }
    app.stop();
  });
  app.run(scene);
  officer.join();
  if (failed) std::rethrow_exception(failed);
}

}  // namespace antre::bench
