// SPDX-License-Identifier: Apache-2.0
#include "ui/service_manager.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/ui/notify_socket.hpp"
#include "ui/app.hpp"

namespace antre::ui {
namespace {

using namespace std::chrono_literals;
using Told = std::vector<std::string>;

/// Draws its first frame and then never again; ends after so many rounds of the loop.
class StillScene final : public Scene {
 public:
  explicit StillScene(std::function<bool()> done) : done_(std::move(done)) {}
  [[nodiscard]] Size reference_size(Size /*window*/) const override { return {640, 360}; }
  bool update(TimePoint /*now*/) override {
    ++updates;
    if (app != nullptr && done_()) {
      app->stop();
    }
    return false;
  }
  void draw(Canvas& canvas, TimePoint /*now*/) override {
    canvas.fill_rect({0, 0, 640, 360}, kWhite);
    ++draws;
  }
  void input(const Input& /*input*/, TimePoint /*now*/) override {}
  [[nodiscard]] std::optional<TimePoint> next_deadline(TimePoint /*now*/) const override {
    return std::nullopt;
  }

  App* app = nullptr;
  int updates = 0;
  int draws = 0;

 private:
  std::function<bool()> done_;
};

}  // namespace

TEST_SUITE("ui/service manager") {
  TEST_CASE("the first frame is told once, then that the loop goes on, at half of the period") {
    const NotifySocket socket("30000000");
    ServiceManager manager = ServiceManager::from_environment();
    const TimePoint start{1h};
    manager.alive(start);
    CHECK_FALSE(manager.deadline());
    CHECK(socket.take().empty());
    manager.drawn(start);
    CHECK(socket.take() == Told{"READY=1"});
    CHECK(manager.deadline() == start + 15s);
    manager.drawn(start + 1s);
    manager.alive(start + 14s);
    CHECK(socket.take().empty());
    manager.alive(start + 15s);
    manager.alive(start + 15s);
    CHECK(socket.take() == Told{"WATCHDOG=1"});
    CHECK(manager.deadline() == start + 30s);
    manager.stopping();
    CHECK(socket.take() == Told{"STOPPING=1"});
    CHECK_FALSE(manager.deadline());
  }

  TEST_CASE("a manager that does not watch wakes nobody") {
    for (const std::string none : {"", "0", "-5", "30s", "99999999999999999999"}) {
      const NotifySocket socket(none);
      ServiceManager manager = ServiceManager::from_environment();
      manager.drawn(TimePoint{1h});
      CHECK_FALSE(manager.deadline());
      CHECK(socket.take() == Told{"READY=1"});
    }
  }

  TEST_CASE("without a manager nothing is told and nobody is woken") {
    ::setenv("WATCHDOG_USEC", "30000000", 1);
    ServiceManager manager = ServiceManager::from_environment();
    ::unsetenv("WATCHDOG_USEC");
    manager.drawn(TimePoint{1h});
    manager.alive(TimePoint{2h});
    CHECK_FALSE(manager.deadline());
  }

  TEST_CASE("an idle screen tells that its loop goes on, and draws nothing for it") {
    const NotifySocket socket("20000");
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    WindowOptions options;
    options.width = 640;
    options.height = 360;
    const auto app = App::open(options).value();
    Told told;
    int draws_then = 0;
    int updates_then = 0;
    StillScene* seen = nullptr;
    StillScene scene([&] {
      for (std::string& one : socket.take()) {
        told.push_back(std::move(one));
      }
      if (told.size() >= 3 && updates_then == 0) {
        // The window's own first frames are done.
        draws_then = seen->draws;
        updates_then = seen->updates;
      }
      return told.size() >= 12;
    });
    seen = &scene;
    scene.app = app.get();
    CHECK(app->run(scene) == 0);
    REQUIRE(told.size() >= 12);
    CHECK(told.front() == "READY=1");
    CHECK(std::all_of(told.begin() + 1, told.end(),
                      [](const std::string& one) { return one == "WATCHDOG=1"; }));
    CHECK(scene.draws == draws_then);
    // Not woken for anything else: a round for each time it was told, and one where a wait of whole
    // milliseconds ends a little early.
    CHECK(scene.updates - updates_then <= 2 * static_cast<int>(told.size()));
    CHECK(socket.take().back() == "STOPPING=1");
  }
}

}  // namespace antre::ui
