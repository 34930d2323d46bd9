// SPDX-License-Identifier: Apache-2.0
#include "display/sign.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "display/look_of_hall.hpp"
#include "display/sample_pictures.hpp"
#include "ui/recording_canvas.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;

constexpr int kCounter = 2;

/// A sign above counter 2 of a sample hall, with its own clock.
struct SignScreen {
  explicit SignScreen(const SampleHall& sample = {}, bool reduced = false)
      : feed(sample),
        silent([](std::uint64_t) {}),
        scene(feed, silent, options(reduced), [](auto&) {}) {
    scene.update(now);
  }
  static SceneOptions options(bool reduced) {
    SceneOptions made;
    made.look = look_of({}).value();
    made.sign = kCounter;
    made.reduced_motion = reduced;
    return made;
  }
  bool step(ui::Millis by) {
    now += by;
    feed.pass(by.count());
    return scene.update(now);
  }

  SampleFeed feed;
  SilentOutput silent;
  ui::TimePoint now{1h};
  BoardScene scene;
};

std::string joined(const std::vector<std::string>& faults) {
  std::string all;
  for (const auto& fault : faults) all += fault + "\n";
  return all;
}

TEST_SUITE("display/sign") {
  TEST_CASE("a sign says what its counter does: number, service, free, break, closed") {
    SampleFeed feed({});
    auto sign = make_sign(&feed.view(), kCounter, "id");
    CHECK(sign.known);
    CHECK(sign.counter == "Loket 2");
    CHECK(sign.number == "K014");
    CHECK(sign.service == "Konsultasi Statistik");
    CHECK(sign.called);
    CHECK_FALSE(sign.recall);
    feed.serve(kCounter);
    sign = make_sign(&feed.view(), kCounter, "en");
    CHECK(sign.number == "K014");
    CHECK(sign.service == "Statistical Consultation");
    CHECK_FALSE(sign.called);
    feed.finish(kCounter);
    sign = make_sign(&feed.view(), kCounter, "id");
    CHECK(sign.state == RowState::kFree);
    CHECK(sign.number.empty());
    CHECK(sign.services == "Rekomendasi · Konsultasi · Penjualan · Perpustakaan");
    feed.pause(kCounter);
    CHECK(make_sign(&feed.view(), kCounter, "id").state == RowState::kBreak);
    feed.close(kCounter);
    CHECK(make_sign(&feed.view(), kCounter, "id").state == RowState::kClosed);
  }

  TEST_CASE("a recall is said to be one") {
    SampleFeed feed({});
    feed.recall_now();
    CHECK(make_sign(&feed.view(), kCounter, "id").recall);
  }

  TEST_CASE(
      "a counter that the hall does not have is not known, nor is one before the first view") {
    const SampleFeed feed({});
    CHECK_FALSE(make_sign(&feed.view(), 99, "id").known);
    CHECK_FALSE(make_sign(nullptr, 1, "id").known);
    CHECK(make_sign(nullptr, 7, "id").counter == "7");
  }

  TEST_CASE(
      "nothing is cut or covered and all contrasts are 7:1, in every size, state and language") {
    for (const ui::Size size : {ui::Size{800, 480}, ui::Size{480, 320}, ui::Size{1280, 400},
                                ui::Size{480, 800}, ui::Size{1920, 1080}}) {
      for (const auto* language : {"id", "en", "jv"}) {
        for (const auto* theme : {"light", "dark", "high_contrast"}) {
          for (const auto& state : sample_signs(language, theme, size)) {
            for (const bool longest : {false, true}) {
              CAPTURE(size.width);
              CAPTURE(std::string(language));
              CAPTURE(std::string(theme));
              CAPTURE(state.name);
              CAPTURE(longest);
              auto hall = state.hall;
              hall.longest_names = longest;
              SignScreen sign(hall);
              state.act(sign.feed);
              sign.step(4s);
              const auto reference = sign.scene.reference_size(size);
              ui::RecordingCanvas canvas(reference);
              sign.scene.draw(canvas, sign.now);
              CHECK(joined(canvas.check_layout()) == "");
              CHECK(joined(canvas.check_contrast(7)) == "");
              CHECK_FALSE(canvas.shows("display."));
            }
          }
        }
      }
    }
  }

  TEST_CASE("the number is the largest thing on every sign") {
    for (const ui::Size size : {ui::Size{800, 480}, ui::Size{480, 320}, ui::Size{1280, 400}}) {
      CAPTURE(size.width);
      SignScreen sign;
      ui::RecordingCanvas canvas(sign.scene.reference_size(size));
      sign.scene.draw(canvas, sign.now);
      const auto* number = canvas.find("K014");
      REQUIRE(number != nullptr);
      const double capital = number->style.size * ui::metrics_of(number->style.font).capital;
      CHECK(capital >= 0.4 * canvas.size().height);
      CHECK(capital >= 2 * canvas.find("Loket 2")->ink.height);
    }
  }

  TEST_CASE("a new call pulses three times and then stands still; a served number does not move") {
    SignScreen sign;
    sign.feed.recall_now();
    CHECK(sign.step(1ms));
    CHECK(*sign.scene.next_deadline(sign.now) <= sign.now + 18ms);
    CHECK(sign.step(1s));
    CHECK(sign.step(1s));
    CHECK_FALSE(sign.step(1s));
    sign.feed.serve(kCounter);
    CHECK(sign.step(1ms));
    CHECK_FALSE(sign.step(20ms));
  }

  TEST_CASE("what other counters do is no reason to draw") {
    SignScreen sign;
    sign.feed.finish(3);
    CHECK_FALSE(sign.step(1ms));
    CHECK(sign.scene.sign().number == "K014");
  }
}

}  // namespace
}  // namespace antre::display
