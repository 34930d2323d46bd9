// SPDX-License-Identifier: Apache-2.0
// The kiosk's window on a bare X server: nobody but the program itself keeps it where it is.
#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/ui/close_window.hpp"
#include "ui/app.hpp"

using namespace antre::ui;
using antre::test::Screen;

namespace {

constexpr unsigned kGreenPixel = 0x008000;

// Paints all of the window and takes down what keys come.
class Wall : public Scene {
 public:
  Size reference_size(Size window) const override { return window; }
  bool update(TimePoint /*now*/) override { return false; }
  void draw(Canvas& canvas, TimePoint /*now*/) override {
    canvas.fill_rect({0, 0, canvas.size().width, canvas.size().height}, {0, 0x80, 0, 0xFF});
  }
  void input(const Input& input, TimePoint /*now*/) override {
    if (const auto* key = std::get_if<KeyPress>(&input)) {
      escaped = escaped || key->key == Key::kEscape;
      alt_f4 = alt_f4 || (key->key == Key::kF4 && key->alt);
      letter = letter || key->character == 'q';
    }
  }
  std::optional<TimePoint> next_deadline(TimePoint /*now*/) const override { return {}; }

  std::atomic<bool> escaped = false;
  std::atomic<bool> alt_f4 = false;
  std::atomic<bool> letter = false;
};

std::unique_ptr<App> open_app(const Screen& screen, bool locked) {
  ::setenv("DISPLAY", screen.display().c_str(), 1);
  ::setenv("SDL_VIDEODRIVER", "x11", 1);
  WindowOptions options;
  options.title = "wall";
  options.width = 320;
  options.height = 240;
  options.fullscreen = true;
  options.hide_pointer = true;
  options.locked = locked;
  options.always_on_top = locked;
  return App::open(options).value();
}

antre::test::Ran tool(const Screen& screen, std::vector<std::string> command) {
  return antre::test::run(command, {{"DISPLAY", screen.display()}});
}

/// What a window manager's cross does.
void close_wall(const Screen& screen) {
  const auto found = tool(screen, {"xdotool", "search", "--onlyvisible", "--name", "wall"});
  CHECK(antre::test::ask_to_close(screen.display(), std::stoul(found.out)));
}

/// Runs the app while `visitor` does things on another thread; the visitor ends it.
int run_with(App& app, Scene& scene, std::function<void()> visitor) {
  std::thread other(std::move(visitor));
  const int status = app.run(scene);
  other.join();
  return status;
}

}  // namespace

TEST_SUITE("ui/app on a screen") {
  TEST_CASE("nothing but a signal ends a locked window") {
    const Screen screen(800, 600);
    const auto app = open_app(screen, true);
    Wall wall;
    std::atomic<bool> closed_by_signal = false;
    const int status = run_with(*app, wall, [&] {
      CHECK(screen.has_window("wall"));
      screen.key("alt+F4");
      screen.key("Escape");
      close_wall(screen);
      tool(screen, {"xdotool", "search", "--name", "wall", "windowminimize"});
      // The server keeps the order: when this key comes, all the others have been dealt with.
      screen.key("q");
      CHECK(antre::test::eventually([&] { return wall.letter.load(); }));
      closed_by_signal = true;
      ::kill(::getpid(), SIGTERM);
    });
    CHECK(status == 0);
    CHECK(closed_by_signal);
    CHECK(wall.escaped);
    CHECK(wall.alt_f4);
  }

  TEST_CASE("the desktop may close a window that is not locked") {
    const Screen screen(800, 600);
    const auto app = open_app(screen, false);
    Wall wall;
    CHECK(run_with(*app, wall, [&] {
            CHECK(screen.has_window("wall"));
            close_wall(screen);
          }) == 0);
  }

  TEST_CASE("the whole output is taken, and taken again after another mode") {
    const Screen screen(800, 600);
    const auto app = open_app(screen, true);
    Wall wall;
    run_with(*app, wall, [&] {
      CHECK(antre::test::eventually([&] { return screen.pixel(799, 599) == kGreenPixel; }));
      tool(screen, {"xrandr", "--newmode", "small", "20", "400", "400", "400", "400", "300", "300",
                    "300", "300"});
      tool(screen, {"xrandr", "--addmode", "screen", "small"});
      const auto smaller = tool(screen, {"xrandr", "--output", "screen", "--mode", "small"});
      CHECK_MESSAGE(smaller.status == 0, smaller.err);
      const auto is = [&](const std::string& size) {
        return tool(screen, {"xdotool", "search", "--name", "wall", "getwindowgeometry"})
                   .out.find("Geometry: " + size) != std::string::npos;
      };
      CHECK(antre::test::eventually([&] { return is("400x300"); }));
      tool(screen, {"xrandr", "--output", "screen", "--mode", "800x600"});
      CHECK(antre::test::eventually([&] { return is("800x600"); }));
      CHECK(antre::test::eventually([&] { return screen.pixel(799, 599) == kGreenPixel; }));
      app->stop();
    });
  }
}
