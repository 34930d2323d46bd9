// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sys/types.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>

#include "ui/app.hpp"

using namespace antre::ui;

namespace {

// Counts what the loop asks of it; each update runs the next step of the test.
class FakeScene : public Scene {
 public:
  Size reference_size(Size /*window*/) const override { return {640, 360}; }
  bool update(TimePoint now) override {
    ++updates;
    return on_update(now);
  }
  void draw(Canvas& canvas, TimePoint /*now*/) override {
    canvas.fill_rect({0, 0, 640, 360}, kWhite);
    ++draws;
  }
  void input(const Input& /*input*/, TimePoint /*now*/) override {}
  std::optional<TimePoint> next_deadline(TimePoint /*now*/) const override { return deadline; }

  std::function<bool(TimePoint)> on_update = [](TimePoint) { return false; };
  std::optional<TimePoint> deadline;
  int updates = 0;
  int draws = 0;
};

std::unique_ptr<App> open_app() {
  ::setenv("SDL_VIDEODRIVER", "dummy", 1);
  WindowOptions options;
  options.title = "test";
  options.width = 640;
  options.height = 360;
  return App::open(options).value();
}

}  // namespace

TEST_SUITE("ui/app") {
  TEST_CASE("deadlines without a change update the scene and draw nothing") {
    const auto app = open_app();
    FakeScene scene;
    std::uint64_t after_first = 0;
    scene.on_update = [&](TimePoint now) {
      scene.deadline = now + Millis(1);
      if (scene.updates == 5) {
        after_first = app->frames_drawn();  // the window's own first frames are done
      }
      if (scene.updates == 50) {
        app->stop();
      }
      return false;
    };
    CHECK(app->run(scene) == 0);
    CHECK(after_first >= 1);
    CHECK(app->frames_drawn() == after_first);
  }

  TEST_CASE("a change draws one frame each") {
    const auto app = open_app();
    FakeScene scene;
    scene.on_update = [&](TimePoint now) {
      scene.deadline = now + Millis(1);
      if (scene.updates == 20) {
        app->stop();
      }
      return true;
    };
    CHECK(app->run(scene) == 0);
    CHECK(scene.draws == 20);
  }

  TEST_CASE("another thread wakes a loop that waits for nothing") {
    const auto app = open_app();
    FakeScene scene;
    std::thread other;
    scene.on_update = [&](TimePoint) {
      if (scene.updates == 1) {
        other = std::thread([&] {
          for (int i = 0; i < 1000; ++i) {
            app->wake();
          }
          app->stop();
        });
      }
      return false;
    };
    CHECK(app->run(scene) == 0);
    other.join();
  }

  TEST_CASE("SIGTERM ends the loop in order") {
    const auto app = open_app();
    FakeScene scene;
    scene.on_update = [&](TimePoint) {
      if (scene.updates == 1) {
        ::kill(::getpid(), SIGTERM);
      }
      return false;
    };
    CHECK(app->run(scene) == 0);
  }
}
