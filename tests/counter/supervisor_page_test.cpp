// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "counter/supervisor/supervisor_samples.hpp"
#include "counter/supervisor/supervisor_scene.hpp"
#include "ui/recording_canvas.hpp"

using namespace antre;
using namespace antre::counter;
using namespace antre::counter::supervisor;

namespace {

/// A state drawn on a recording canvas.
struct Drawn {
  explicit Drawn(const PageState& state, ui::Size window = kPageReference)
      : sample(state.hall),
        scene((state.act(sample), sample.model()), {"Hartono", false, {}, std::nullopt}, {}),
        canvas(scene.reference_size(window)) {
    draw();
  }
  [[nodiscard]] ui::TimePoint at() const {
    return ui::TimePoint(std::chrono::milliseconds(sample.now()));
  }
  void draw() {
    canvas.clear();
    scene.update(at());
    scene.draw(canvas, at());
  }
  PageSample sample;
  SupervisorScene scene;
  ui::RecordingCanvas canvas;
};

PageState state_named(const std::string& name) {
  for (const PageState& state : page_states()) {
    if (state.name == name) return state;
  }
  FAIL("no state is called " << name);
  return {};
}

}  // namespace

TEST_SUITE("counter/supervisor page") {
  TEST_CASE("every state fits in every language and size, with long names") {
    for (PageState state : page_states()) {
      for (const char* language : {"id", "en", "jv"}) {
        for (const bool longest : {false, true}) {
          for (const ui::Size window :
               {kPageReference, ui::Size{1440, 900}, ui::Size{1920, 1080}}) {
            state.hall.language = language;
            state.hall.longest_names = longest;
            CAPTURE(state.name);
            CAPTURE(language);
            CAPTURE(window.width);
            const Drawn drawn(state, window);
            for (const std::string& fault : drawn.canvas.check_layout({24, 24}, 9.5)) {
              FAIL_CHECK(fault);
            }
          }
        }
      }
    }
  }

  TEST_CASE("every text can be read, in light and dark") {
    for (PageState state : page_states()) {
      for (const char* theme : {"light", "dark"}) {
        state.hall.theme = theme;
        CAPTURE(state.name);
        CAPTURE(theme);
        const Drawn drawn(state);
        for (const std::string& fault : drawn.canvas.check_contrast(ui::kTextContrast)) {
          if (fault.find("disabled") == std::string::npos) FAIL_CHECK(fault);
        }
      }
    }
  }

  TEST_CASE("how far a clock is stands in words and a sign, never in colour alone") {
    const Drawn drawn(state_named("due-red"));
    CHECK(drawn.canvas.shows("Panggil sekarang"));
    CHECK(drawn.canvas.shows("Segera panggil"));
    CHECK(drawn.canvas.shows("8:41"));
    CHECK(drawn.canvas.shows_icon("warn"));
    CHECK(drawn.canvas.shows_icon("bell"));
  }

  TEST_CASE("attainment stands beside the whole wait") {
    const Drawn drawn(state_named("calm"));
    CHECK(drawn.canvas.shows("dalam 10 menit"));
    CHECK(drawn.canvas.shows("rata-rata tunggu penuh"));
  }

  TEST_CASE("forty counters are all in sight in the smallest window") {
    const Drawn drawn(state_named("40-counters"));
    std::size_t cards = 0;
    for (const PageTarget& target : drawn.scene.targets()) {
      cards += target.press.item.kind == Item::Kind::kCounter ? 1 : 0;
    }
    CHECK(cards == 40);
  }

  TEST_CASE("the mouse presses an advice's button") {
    Drawn drawn(state_named("advice"));
    (void)drawn.sample.model().take_actions();
    for (const PageTarget& target : drawn.scene.targets()) {
      if (target.press.kind != Press::Kind::kDo) continue;
      drawn.scene.input(ui::PointerDown{target.rect.centre()}, drawn.at());
      drawn.scene.input(ui::PointerUp{target.rect.centre()}, drawn.at());
      break;
    }
    const auto actions = drawn.sample.model().take_actions();
    REQUIRE(actions.size() == 1);
    const auto* submitted = std::get_if<SubmitCommand>(&actions.front());
    REQUIRE(submitted != nullptr);
    CHECK(std::get<ResumeCounter>(submitted->command).counter == CounterId{5});
  }

  TEST_CASE("nothing is drawn again without a change, but for the second") {
    Drawn drawn(state_named("calm"));
    CHECK_FALSE(drawn.scene.update(drawn.at()));
    CHECK(drawn.scene.update(drawn.at() + std::chrono::seconds(1)));
    drawn.draw();
    drawn.sample.press(Press::Kind::kRight);
    CHECK(drawn.scene.update(drawn.at()));
  }

  TEST_CASE("keys mean what the page says they do") {
    Drawn drawn(state_named("correct"));
    ui::KeyPress key;
    key.character = 'm';
    CHECK_FALSE(press_of(drawn.sample.model(), key));  // a letter of the text
    key.key = ui::Key::kF3;
    const auto quick = press_of(drawn.sample.model(), key);
    REQUIRE(quick);
    CHECK(quick->index == 1);
    key.repeat = true;
    CHECK_FALSE(press_of(drawn.sample.model(), key));
  }

  TEST_CASE("pictures of every state can be drawn, for who wants to look") {
    const char* folder = std::getenv("ANTRE_PICTURES");
    if (folder == nullptr) return;
    std::filesystem::create_directories(folder);
    for (PageState state : page_states()) {
      for (const char* theme : {"light", "dark"}) {
        state.hall.theme = theme;
        const auto screen = draw_state(state, kPageReference);
        REQUIRE(screen);
        CHECK((*screen)->save_png(std::string(folder) + "/" + state.name + "-" + theme + ".png"));
      }
    }
  }
}
