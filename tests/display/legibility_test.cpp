// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
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

using Canvas = std::unique_ptr<ui::RecordingCanvas>;

/// A sample on a canvas that remembers what is drawn.
Canvas record(const SamplePicture& picture) {
  SampleFeed feed(picture.hall);
  SilentOutput silent([](std::uint64_t) {});
  const auto pictures = sample_picture_source();
  SceneOptions options;
  options.look = look_of({}).value();
  options.sign = picture.sign;
  options.pictures = pictures.get();
  if (!picture.hall.zone.empty()) options.zone = kSampleZone;
  BoardScene scene(feed, silent, options, [](const std::string&) {});
  auto canvas = std::make_unique<ui::RecordingCanvas>(canvas_of(scene, picture.size));
  const ui::TimePoint start{1h};
  scene.update(start);
  picture.act(feed);
  for (const auto at : {1s, 2s, 4s}) {
    scene.update(start + at);
    canvas->clear();
    scene.draw(*canvas, start + at);
  }
  return canvas;
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
  const auto canvas = record(picture);
  CHECK(joined(canvas->check_layout()) == "");
  for (const auto& text : canvas->texts()) {
    // What moves in the ticker goes on beyond the screen, where nothing is beneath it.
    if (text.scrolls) continue;
    CAPTURE(text.text);
    CHECK(text.contrast >= 7);
  }
  CHECK_FALSE(canvas->shows("display."));
}

/// The state of that name, on a wide screen.
SamplePicture state_of(const std::string& name) {
  auto states = sample_states("id", "light", {1920, 1080});
  const auto found = std::ranges::find(states, name, &SamplePicture::name);
  REQUIRE(found != states.end());
  return *found;
}

/// Looks at these states in every shape; `legible` says of a text from how far it is read.
using Legible = std::function<double(const ui::RecordedText&)>;
void in_every_shape(const std::vector<std::string>& names,
                    const std::function<void(const ui::RecordingCanvas&, const Legible&)>& look) {
  for (const auto size : kSizes) {
    for (const auto& picture : sample_states("id", "light", size)) {
      if (std::ranges::find(names, picture.name) == names.end()) continue;
      CAPTURE(picture.name);
      CAPTURE(size.width);
      CAPTURE(size.height);
      const auto canvas = record(picture);
      const double scale = size.width / canvas->size().width;
      look(*canvas, [scale, size](const auto& text) { return legible_m(text, scale, size); });
    }
  }
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
    in_every_shape({"call", "recall", "20-counters", "1-counter", "zone"},
                   [](const auto& canvas, const Legible& legible) {
                     const auto* number = canvas.find("K014");
                     REQUIRE(number != nullptr);
                     CHECK(legible(*number) >= 2 * kHallM);
                     REQUIRE(canvas.find("Silakan menuju") != nullptr);
                     // The counter under it is the largest text that begins so.
                     double farthest = 0;
                     for (const auto& text : canvas.texts()) {
                       if (text.text.starts_with("Loket "))
                         farthest = std::max(farthest, legible(text));
                     }
                     CHECK(farthest >= kHallM);
                   });
  }

  TEST_CASE("between calls the last number is read from ten metres, beside a picture too") {
    in_every_shape({"calm", "picture"}, [](const auto& canvas, const Legible& legible) {
      const auto* number = canvas.find("K014");
      REQUIRE(number != nullptr);
      CHECK(legible(*number) >= kHallM);
    });
  }

  TEST_CASE("at night only the clock, the date and the next opening are shown, and they wander") {
    auto night = state_of("night");
    auto canvas = record(night);
    CHECK(canvas->shows("21.17"));
    CHECK(canvas->shows("Buka Rabu pukul 08.00"));
    CHECK_FALSE(canvas->shows("Loket"));
    const double x = canvas->find("21.17")->ink.x;
    const auto before = night.act;
    night.act = [&](SampleFeed& feed) {
      before(feed);
      feed.pass(120'000);
    };
    canvas = record(night);
    REQUIRE(canvas->shows("21.19"));
    CHECK(canvas->find("21.19")->ink.x != x);
  }

  TEST_CASE("the part of the hall that a display shows is named above everything") {
    const auto canvas = record(state_of("zone"));
    const auto* name = canvas->find("Lantai 2");
    REQUIRE(name != nullptr);
    CHECK(name->ink.bottom() < 112);
  }

  TEST_CASE("the picture moves with the minute, and nothing is cut by it") {
    SampleHall hall;
    hall.pixel_shift = true;
    for (int minutes = 0; minutes < 500; minutes += 37) {
      CAPTURE(minutes);
      const auto later = [minutes](SampleFeed& feed) {
        feed.pass(std::int64_t{minutes} * 60'000);
        feed.call_now();
      };
      const auto canvas = record({"call", hall, later, {1920, 1080}});
      CHECK(joined(canvas->check_layout()) == "");
    }
  }
}

}  // namespace
}  // namespace antre::display
