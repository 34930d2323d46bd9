// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "display/look_of_hall.hpp"
#include "display/sample_pictures.hpp"
#include "ui/recording_canvas.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;

/// A capital is legible at 200 times its height (docs/display.md): stricter than the 300 times of
/// signs in good light, since eyes of seventy need half as much again.
constexpr double kTimesHeight = 200;
constexpr double kHallM = 10;
/// The smallest screen that a hall of ten metres is to have: 43 inches of 16:9.
constexpr double kScreenInches = 43;

double px_per_mm(ui::Size device) {
  constexpr double kMmPerInch = 25.4;
  return std::hypot(device.width, device.height) / (kScreenInches * kMmPerInch);
}

/// How far away a text can be read, in metres, on a screen of that size.
double legible_m(const ui::RecordedText& text, double scale, ui::Size device) {
  const double capital = text.style.size * ui::metrics_of(text.style.font).capital * scale;
  return capital / px_per_mm(device) * kTimesHeight / 1000;
}

ui::Size canvas_of(const BoardScene& scene, ui::Size device) {
  const auto reference = scene.reference_size(device);
  const double scale = std::min(device.width / reference.width, device.height / reference.height);
  return {device.width / scale, device.height / scale};
}

/// A sample on a canvas that remembers what is drawn.
void record(const SamplePicture& picture, std::unique_ptr<ui::RecordingCanvas>& canvas) {
  SampleFeed feed(picture.hall);
  SilentOutput silent([](std::uint64_t) {});
  const auto pictures = sample_picture_source();
  SceneOptions options;
  options.look = look_of({}).value();
  options.sign = picture.sign;
  options.pictures = pictures.get();
  if (!picture.hall.zone.empty()) options.zone = kSampleZone;
  BoardScene scene(feed, silent, options, [](const std::string&) {});
  const auto size = canvas_of(scene, picture.size);
  canvas = std::make_unique<ui::RecordingCanvas>(size);
  const ui::TimePoint start{1h};
  scene.update(start);
  picture.act(feed);
  for (const auto at : {1s, 2s, 4s}) {
    scene.update(start + at);
    canvas->clear();
    scene.draw(*canvas, start + at);
  }
}

std::string joined(const std::vector<std::string>& faults) {
  std::string all;
  for (const auto& fault : faults) all += fault + "\n";
  return all;
}

const std::vector<ui::Size> kSizes{{1920, 1080}, {3840, 2160}, {1080, 1920}, {1280, 720}};

void check(const SamplePicture& picture) {
  CAPTURE(picture.name);
  CAPTURE(picture.hall.language);
  CAPTURE(picture.hall.theme);
  CAPTURE(picture.size.width);
  CAPTURE(picture.size.height);
  std::unique_ptr<ui::RecordingCanvas> canvas;
  record(picture, canvas);
  CHECK(joined(canvas->check_layout()) == "");
  for (const auto& text : canvas->texts()) {
    // What moves in the ticker goes on beyond the screen, where nothing is beneath it.
    if (text.scrolls) continue;
    CAPTURE(text.text);
    CHECK(text.contrast >= 7);
  }
  CHECK_FALSE(canvas->shows("display."));
}

TEST_SUITE("display/legibility") {
  TEST_CASE("nothing is cut, covered or faint in any state, language and shape") {
    for (const auto* language : {"id", "en", "jv"}) {
      for (const auto size : kSizes) {
        for (const auto& picture : sample_states(language, "light", size)) check(picture);
      }
    }
  }

  TEST_CASE("nothing is cut, covered or faint in any state and theme") {
    for (const auto* theme : {"dark", "high_contrast"}) {
      for (const auto size : {ui::Size{1920, 1080}, ui::Size{1080, 1920}}) {
        for (const auto& picture : sample_states("id", theme, size)) check(picture);
      }
    }
  }

  TEST_CASE("number and counter of a call are read from ten metres, in every shape and hall") {
    for (const auto size : kSizes) {
      for (const auto& picture : sample_states("id", "light", size)) {
        if (picture.name != "call" && picture.name != "recall" && picture.name != "20-counters" &&
            picture.name != "1-counter" && picture.name != "zone")
          continue;
        CAPTURE(picture.name);
        CAPTURE(size.width);
        CAPTURE(size.height);
        std::unique_ptr<ui::RecordingCanvas> canvas;
        record(picture, canvas);
        const double scale = size.width / canvas->size().width;
        const auto* number = canvas->find("K014");
        REQUIRE(number != nullptr);
        CHECK(legible_m(*number, scale, size) >= 2 * kHallM);
        const auto* go = canvas->find("Silakan menuju");
        REQUIRE(go != nullptr);
        // The counter under it is the largest text that begins so.
        double farthest = 0;
        for (const auto& text : canvas->texts()) {
          if (text.text.starts_with("Loket "))
            farthest = std::max(farthest, legible_m(text, scale, size));
        }
        CHECK(farthest >= kHallM);
      }
    }
  }

  TEST_CASE("between calls the last number is read from ten metres, beside a picture too") {
    for (const auto size : kSizes) {
      for (const auto& picture : sample_states("id", "light", size)) {
        if (picture.name != "calm" && picture.name != "picture") continue;
        CAPTURE(picture.name);
        CAPTURE(size.width);
        CAPTURE(size.height);
        std::unique_ptr<ui::RecordingCanvas> canvas;
        record(picture, canvas);
        const double scale = size.width / canvas->size().width;
        const auto* number = canvas->find("K014");
        REQUIRE(number != nullptr);
        CHECK(legible_m(*number, scale, size) >= kHallM);
      }
    }
  }

  TEST_CASE("at night only the clock, the date and the next opening are shown, and they wander") {
    auto states = sample_states("id", "light", {1920, 1080});
    const auto night = std::ranges::find(states, "night", &SamplePicture::name);
    REQUIRE(night != states.end());
    std::unique_ptr<ui::RecordingCanvas> canvas;
    record(*night, canvas);
    CHECK(canvas->shows("21.17"));
    CHECK(canvas->shows("Buka Rabu pukul 08.00"));
    CHECK_FALSE(canvas->shows("Loket"));
    const double x = canvas->find("21.17")->ink.x;
    const auto before = night->act;
    night->act = [&](SampleFeed& feed) {
      before(feed);
      feed.pass(120'000);
    };
    record(*night, canvas);
    REQUIRE(canvas->shows("21.19"));
    CHECK(canvas->find("21.19")->ink.x != x);
  }

  TEST_CASE("the part of the hall that a display shows is named above everything") {
    auto states = sample_states("id", "light", {1920, 1080});
    const auto zone = std::ranges::find(states, "zone", &SamplePicture::name);
    REQUIRE(zone != states.end());
    std::unique_ptr<ui::RecordingCanvas> canvas;
    record(*zone, canvas);
    const auto* name = canvas->find("Lantai 2");
    REQUIRE(name != nullptr);
    CHECK(name->ink.bottom() < 112);
  }

  TEST_CASE("the picture moves with the minute, and nothing is cut by it") {
    SampleHall hall;
    hall.pixel_shift = true;
    for (int minutes = 0; minutes < 500; minutes += 37) {
      CAPTURE(minutes);
      std::unique_ptr<ui::RecordingCanvas> canvas;
      record({"call",
              hall,
              [minutes](SampleFeed& feed) {
                feed.pass(std::int64_t{minutes} * 60'000);
                feed.call_now();
              },
              {1920, 1080}},
             canvas);
      CHECK(joined(canvas->check_layout()) == "");
    }
  }
}

}  // namespace
}  // namespace antre::display
