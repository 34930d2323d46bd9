// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <string>
#include <vector>

#include "display/look_of_hall.hpp"
#include "display/samples.hpp"
#include "ui/recording_canvas.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;

const ui::TimePoint kStart{1h};

/// Keeps what would be heard.
class FakeSound : public SoundOutput {
 public:
  void play(const Announcement& announcement, int volume) override {
    played.push_back(announcement.seq);
    last_volume = volume;
  }
  void stop() override { ++stopped; }
  void rest() override {}

  std::vector<std::uint64_t> played;
  int last_volume = -1;
  int stopped = 0;
};

/// A display in front of a sample hall, with its own clock.
struct Display {
  explicit Display(const SampleHall& sample, bool reduced = false)
      : feed(sample), scene(feed, sound, options(reduced), [this](const std::string& text) {
          warnings.push_back(text);
        }) {
    scene.update(now);
  }
  static SceneOptions options(bool reduced) {
    SceneOptions made;
    made.look = look_of({}).value();
    made.reduced_motion = reduced;
    return made;
  }
  bool step(std::chrono::milliseconds by) {
    now += by;
    feed.pass(by.count());
    return scene.update(now);
  }
  /// Calls, and lets every motion come to its end.
  void call() {
    feed.call_now();
    step(1ms);
    step(3s);
  }

  SampleFeed feed;
  FakeSound sound;
  std::vector<std::string> warnings;
  ui::TimePoint now = kStart;
  BoardScene scene;
};

struct Shape {
  const char* name;
  ui::Size device;
};
const std::vector<Shape> kShapes{{"1920x1080", {1920, 1080}},
                                 {"1080x1920", {1080, 1920}},
                                 {"1280x720", {1280, 720}},
                                 {"3840x2160", {3840, 2160}},
                                 {"1280x1024", {1280, 1024}}};

/// The canvas of a window of this shape, in reference px.
ui::Size canvas_size(const Display& display, ui::Size device) {
  const auto reference = display.scene.reference_size(device);
  const double scale = std::min(device.width / reference.width, device.height / reference.height);
  return {device.width / scale, device.height / scale};
}

std::string faults_of(Display& display, ui::Size device) {
  ui::RecordingCanvas canvas(canvas_size(display, device));
  display.scene.draw(canvas, display.now);
  std::string faults;
  for (const auto& fault : canvas.check_layout()) faults += fault + "\n";
  // No key of a text that is missing is ever shown.
  if (canvas.shows("display.")) faults += "a text is missing:\n" + canvas.all_text();
  return faults;
}

double capital_height(const ui::RecordedText& text) {
  return text.style.size * ui::metrics_of(text.style.font).capital;
}

TEST_SUITE("display/scenes") {
  TEST_CASE("nothing is cut, covered or overlaps, in every language, shape and hall") {
    for (const auto* language : {"id", "en", "jv"}) {
      for (const int counters : {1, 4, 6, 12, 24}) {
        SampleHall sample;
        sample.language = language;
        sample.counters = counters;
        for (const auto& shape : kShapes) {
          CAPTURE(language);
          CAPTURE(counters);
          CAPTURE(shape.name);
          Display display(sample);
          CHECK(faults_of(display, shape.device) == "");
          display.call();
          REQUIRE(display.scene.board().state == BoardState::kCalling);
          CHECK(faults_of(display, shape.device) == "");
          display.feed.lose_link(9);
          display.step(1s);
          CHECK(faults_of(display, shape.device) == "");
          CHECK(display.warnings.empty());
        }
      }
    }
  }

  TEST_CASE("an empty hall, the longest names, many services and R1000 fit as well") {
    SampleHall empty;
    empty.calls = false;
    SampleHall nobody;
    nobody.counters = 0;
    SampleHall longest;
    longest.longest_names = true;
    SampleHall longest_many = longest;
    longest_many.counters = 24;
    longest_many.services = 8;
    SampleHall thousand;
    thousand.number = "R1000";
    SampleHall thousand_many = thousand;
    thousand_many.counters = 24;
    for (const auto& sample : {empty, nobody, longest, longest_many, thousand, thousand_many}) {
      for (const auto& shape : kShapes) {
        CAPTURE(sample.counters);
        CAPTURE(sample.number);
        CAPTURE(sample.longest_names);
        CAPTURE(shape.name);
        Display display(sample);
        CHECK(faults_of(display, shape.device) == "");
        if (sample.calls && sample.counters > 0) display.call();
        CHECK(faults_of(display, shape.device) == "");
      }
    }
  }

  TEST_CASE("a number now called is at least a quarter of the screen high, R1000 too") {
    for (const auto* number : {"K014", "R000", "R1000"}) {
      for (const int counters : {6, 12, 24}) {
        CAPTURE(number);
        CAPTURE(counters);
        SampleHall sample;
        sample.number = number;
        sample.counters = counters;
        Display display(sample);
        display.call();
        ui::RecordingCanvas canvas({1920, 1080});
        display.scene.draw(canvas, display.now);
        const auto* text = canvas.find(number);
        REQUIRE(text != nullptr);
        CHECK(capital_height(*text) >= 1080 / 4.0);
      }
    }
  }

  TEST_CASE("nothing that is read is smaller than 30 px, long names of counters give way") {
    SampleHall sample;
    sample.longest_names = true;
    Display display(sample);
    display.call();
    ui::RecordingCanvas canvas({1920, 1080});
    display.scene.draw(canvas, display.now);
    for (const auto& text : canvas.texts()) {
      CAPTURE(text.text);
      // The hall's name is the one thing that everybody knows already.
      if (text.ink.y > 112) CHECK(text.style.size >= 29.9);
    }
    CHECK(canvas.shows("Loket Pendaftaran dan Informasi 2"));
  }

  TEST_CASE("upright a number of four signs keeps its size") {
    Display display(SampleHall{});
    display.call();
    ui::RecordingCanvas canvas({1080, 1920});
    display.scene.draw(canvas, display.now);
    CHECK(capital_height(*canvas.find("K014")) >= 300);
    // Nothing that a call needs is lower: heads may stand before the rest.
    CHECK(canvas.find("Loket 2")->ink.bottom() < 888);
  }

  TEST_CASE("the quiet line says attainment and whole wait in one sentence, until the link goes") {
    Display display(SampleHall{});
    for (const ui::Size size : {ui::Size{1920, 1080}, ui::Size{1080, 1920}}) {
      ui::RecordingCanvas canvas(size);
      display.scene.draw(canvas, display.now);
      CHECK(canvas.shows("Hari ini 96 % dilayani dalam 10 menit, rata-rata menunggu 6 menit"));
    }
    display.feed.lose_link(1);
    display.step(1s);
    ui::RecordingCanvas canvas({1920, 1080});
    display.scene.draw(canvas, display.now);
    CHECK_FALSE(canvas.shows("dilayani dalam"));
  }

  TEST_CASE("a call says where to go; a recall says that it is one") {
    Display display(SampleHall{});
    display.call();
    ui::RecordingCanvas canvas({1920, 1080});
    display.scene.draw(canvas, display.now);
    CHECK(canvas.shows("Nomor antrean"));
    CHECK(canvas.shows("Konsultasi Statistik"));
    CHECK(canvas.shows("Silakan menuju"));
    CHECK(canvas.shows_icon("right"));
    CHECK(display.sound.played.size() == 1);
    CHECK(display.sound.last_volume == 80);

    display.step(30s);
    CHECK(display.scene.board().state == BoardState::kCalling);
    display.step(30s);
    REQUIRE(display.scene.board().state == BoardState::kCalm);
    display.feed.recall_now();
    display.step(1ms);
    display.step(3s);
    canvas.clear();
    display.scene.draw(canvas, display.now);
    CHECK(canvas.shows("Panggilan ulang"));
    CHECK_FALSE(canvas.shows("Nomor antrean"));
    CHECK(display.sound.played.size() == 2);
  }

  TEST_CASE("in the calm state the last call stays readable and nothing is filled") {
    Display display(SampleHall{});
    ui::RecordingCanvas canvas({1920, 1080});
    display.scene.draw(canvas, display.now);
    CHECK(canvas.shows("Silakan duduk"));
    CHECK(canvas.shows("Panggilan terakhir"));
    const auto* number = canvas.find("K014");
    REQUIRE(number != nullptr);
    CHECK(number->style.size == doctest::Approx(212));
    CHECK_FALSE(canvas.shows("Silakan menuju"));
  }

  TEST_CASE("a display whose key is not known says so, from the start and in mid-session") {
    SUBCASE("in mid-session, in the middle of a call") {
      Display display({});
      display.call();
      display.feed.revoke();
      display.step(1ms);
      ui::RecordingCanvas canvas({1920, 1080});
      display.scene.draw(canvas, display.now);
      CHECK(canvas.shows("Layar belum terdaftar. Mohon hubungi pengelola."));
      CHECK(canvas.shows("Mohon perhatikan panggilan petugas"));
      CHECK(display.sound.stopped == 1);
    }
    SUBCASE("in every language and shape") {
      for (const auto* language : {"id", "en", "jv"}) {
        for (const auto& shape : kShapes) {
          CAPTURE(language);
          CAPTURE(shape.name);
          SampleHall sample;
          sample.language = language;
          Display display(sample);
          display.feed.revoke();
          display.step(1ms);
          CHECK(faults_of(display, shape.device) == "");
        }
      }
    }
    SUBCASE("from the start") {
      struct Refused : Feed {
        News take() override { return {{LinkState::kNotAuthorised, 0}, {}, nullptr, {}}; }
        Clocks clocks() override { return {}; }
      } feed;
      FakeSound sound;
      BoardScene scene(feed, sound, Display::options(false), [](const std::string&) {});
      ui::RecordingCanvas canvas({1920, 1080});
      scene.update(kStart);
      scene.draw(canvas, kStart);
      CHECK(canvas.shows("Layar belum terdaftar. Mohon hubungi pengelola."));
    }
  }

  TEST_CASE("offline greys what was known, says of when it is, and ends the sound") {
    Display display(SampleHall{});
    display.call();
    display.feed.lose_link(9);
    display.step(1s);
    CHECK(display.sound.stopped > 0);
    ui::RecordingCanvas canvas({1920, 1080});
    display.scene.draw(canvas, display.now);
    const auto look = look_of({}).value();
    CHECK(canvas.shows("Mohon perhatikan panggilan petugas"));
    CHECK(canvas.shows("Data terakhir pukul 09.42"));
    CHECK(canvas.find("K014")->colour == look.theme.ink2);
    CHECK(canvas.find("09.51") != nullptr);
    display.feed.reconnect();
    display.step(1s);
    CHECK(display.scene.board().state == BoardState::kCalm);
    CHECK(display.sound.played.size() == 1);
  }

  TEST_CASE("when nothing changes no frame is drawn until the clock's minute") {
    SampleHall sample;
    Display display(sample);
    ui::RecordingCanvas canvas({1920, 1080});
    display.scene.draw(canvas, display.now);
    int frames = 0;
    int wakes = 0;
    // One hour, as the loop would run it: woken only at the deadlines that are asked for.
    const auto end = display.now + 1h;
    while (display.now < end) {
      const auto next = display.scene.next_deadline(display.now);
      REQUIRE(next);
      REQUIRE(*next > display.now);
      display.step(std::chrono::duration_cast<std::chrono::milliseconds>(*next - display.now));
      ++wakes;
      if (display.scene.update(display.now)) ++frames;
      canvas.clear();
      display.scene.draw(canvas, display.now);
    }
    // 60 minutes, and two messages that change every 12 s with a motion of 150 ms.
    CHECK(wakes < 60 + 300 * 13);
    CHECK(frames <= wakes);
  }

  TEST_CASE("a call moves for two seconds and then stands still until it ends") {
    Display display(SampleHall{});
    ui::RecordingCanvas canvas({1920, 1080});
    display.scene.draw(canvas, display.now);
    display.feed.call_now();
    CHECK(display.step(1ms));
    CHECK(*display.scene.next_deadline(display.now) == display.now + ui::kFrame);
    CHECK(display.step(1s));
    display.step(1050ms);
    CHECK_FALSE(display.step(1s));
    CHECK(*display.scene.next_deadline(display.now) > display.now + 5s);
  }

  TEST_CASE("with reduced motion a frame stands for the pulse and nothing moves") {
    Display display(SampleHall{}, true);
    ui::RecordingCanvas canvas({1920, 1080});
    display.scene.draw(canvas, display.now);
    display.feed.call_now();
    CHECK(display.step(1ms));
    CHECK_FALSE(display.step(1ms));
    CHECK(*display.scene.next_deadline(display.now) > display.now + 5s);
    CHECK(display.step(6s));
    CHECK_FALSE(display.step(1s));
  }
}

}  // namespace
}  // namespace antre::display
