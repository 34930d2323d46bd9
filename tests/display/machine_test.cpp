// SPDX-License-Identifier: Apache-2.0
// A display's own machine: its folders, its screen, and the hall when it has closed.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "display/local_path.hpp"
#include "display/look_of_hall.hpp"
#include "display/samples.hpp"
#include "ui/recording_canvas.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;

/// Knows where words are looked for.
class FakeSound : public SoundOutput {
 public:
  void set_voice(const VoiceSettings& voice) override { clips = voice.clips; }
  void play(const Announcement& /*announcement*/, int /*volume*/) override { ++played; }
  void stop() override {}
  void rest() override {}

  std::string clips;
  int played = 0;
};

/// A display in front of a sample hall, with its own clock.
struct Display {
  explicit Display(const SampleHall& sample, std::string folder = {})
      : feed(sample), scene(feed, sound, options(std::move(folder)), [](const std::string&) {}) {
    scene.update(now);
  }
  static SceneOptions options(std::string folder) {
    SceneOptions made;
    made.look = look_of({}).value();
    made.folder = std::move(folder);
    return made;
  }
  void step(std::chrono::milliseconds by) {
    now += by;
    feed.pass(by.count());
    scene.update(now);
  }
  /// What is drawn on a screen of this size.
  std::unique_ptr<ui::RecordingCanvas> drawn_on(ui::Size device) {
    const auto reference = scene.reference_size(device);
    const double scale = std::min(device.width / reference.width, device.height / reference.height);
    auto canvas = std::make_unique<ui::RecordingCanvas>(
        ui::Size{device.width / scale, device.height / scale});
    scene.draw(*canvas, now);
    return canvas;
  }

  SampleFeed feed;
  FakeSound sound;
  ui::TimePoint now{1h};
  BoardScene scene;
};

TEST_SUITE("display/machine") {
  TEST_CASE("folders of the hall file lie beside this machine's copy of it") {
    CHECK(local_path("", "/etc/antre").empty());
    CHECK(local_path("voice", "/etc/antre") == "/etc/antre/voice");
    CHECK(local_path("../voice", "/etc/antre") == "/etc/voice");
    CHECK(local_path("/srv/voice", "/etc/antre") == "/srv/voice");
    CHECK(local_path("voice", "") == "voice");
    Display display(SampleHall{}, "/etc/antre");
    display.feed.record_in("voice");
    display.step(1s);
    CHECK(display.sound.clips == "/etc/antre/voice");
  }

  TEST_CASE(
      "a screen that is turned, or has another mode, in the middle of a call shows it whole") {
    Display display(SampleHall{});
    display.feed.call_now();
    display.step(1ms);
    display.step(1s);
    for (const ui::Size size : {ui::Size{1920, 1080}, ui::Size{1080, 1920}, ui::Size{1280, 720},
                                ui::Size{3840, 2160}, ui::Size{1280, 1024}}) {
      CAPTURE(size.width);
      CAPTURE(size.height);
      display.step(16ms);
      const auto canvas = display.drawn_on(size);
      CHECK(canvas->shows("K014"));
      CHECK(canvas->shows("Silakan menuju"));
      CHECK(canvas->check_layout().empty());
    }
    CHECK(display.sound.played == 1);
  }

  TEST_CASE("after closing time who waits is counted; with nobody left the next opening is shown") {
    SampleHall sample;
    sample.night_percent = 100;
    Display display(sample);
    display.feed.shut();
    display.step(1min);
    CHECK_FALSE(display.scene.board().closed);
    const auto shut = display.drawn_on({1920, 1080});
    CHECK(shut->shows("Rekomendasi"));
    CHECK_FALSE(shut->shows("Buka "));
    display.feed.close_hall();
    display.step(1min);
    CHECK(display.scene.board().closed);
    for (const ui::Size size : {ui::Size{1920, 1080}, ui::Size{1080, 1920}}) {
      const auto closed = display.drawn_on(size);
      CHECK_FALSE(closed->shows("Rekomendasi"));
      CHECK(closed->shows("Buka Rabu pukul 08.00"));
      CHECK(closed->check_layout().empty());
    }
  }
}

}  // namespace
}  // namespace antre::display
