// SPDX-License-Identifier: Apache-2.0
// Fingers and keys on the kiosk's pages.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/kiosk/drawn.hpp"

namespace antre::kiosk {
namespace {

const SamplePage& page_named(const std::string& name) {
  const auto& pages = sample_pages();
  const auto found = std::find_if(pages.begin(), pages.end(),
                                  [&](const SamplePage& page) { return page.name == name; });
  REQUIRE(found != pages.end());
  return *found;
}

/// A page under somebody's hands. Time goes on by what is asked for.
struct Kiosk {
  std::unique_ptr<KioskModel> model;
  std::vector<std::pair<std::string, std::string>> spoken;
  KioskScene scene;
  ui::RecordingCanvas canvas{{1080, 1920}};
  ui::TimePoint now = kDrawnAt;

  explicit Kiosk(const std::string& page, bool reduced_motion = true)
      : model(sample_model(page_named(page), *sample_view(), {})),
        scene(*model, reduced_motion,
              {{}, {}, [this](const std::string& text, const std::string& language) {
                 spoken.emplace_back(text, language);
               }}) {
    frame();
  }

  void frame(Ms later = 0) {
    now += std::chrono::milliseconds(later);
    scene.update(now);
    canvas.clear();
    scene.draw(canvas, now);
  }
  ui::Point place(const Touch& touch) const {
    for (const Target& target : scene.targets()) {
      if (target.touch == touch) {
        return target.rect.centre();
      }
    }
    FAIL("the page has no such control");
    return {};
  }
  void down(const Touch& touch, std::int64_t finger = 1) {
    scene.input(ui::PointerDown{place(touch), finger}, now);
  }
  void up(const Touch& touch, std::int64_t finger = 1) {
    scene.input(ui::PointerUp{place(touch), finger}, now);
  }
  void key(ui::Key key, bool shift = false) {
    ui::KeyPress press;
    press.key = key;
    press.shift = shift;
    scene.input(press, now);
  }
  /// As a keyboard does it: the key, and its text.
  void type(const std::string& text, Ms apart_ms = 200) {
    for (const char sign : text) {
      ui::KeyPress press;
      press.character = sign;
      scene.input(press, now);
      scene.input(ui::TextInput{std::string(1, sign)}, now);
      now += std::chrono::milliseconds(apart_ms);
    }
  }
};

const Touch kLastService{Element::kService, 3};

}  // namespace

TEST_SUITE("kiosk/hands") {
  TEST_CASE("a press is seen in the next frame, a release takes the card, a drag off does not") {
    Kiosk kiosk("home", false);
    kiosk.frame(1'000);
    const auto ink = [&] { return kiosk.canvas.find("Rekomendasi")->colour; };
    const ui::Colour rest = ink();
    kiosk.down(kLastService);
    kiosk.frame();
    CHECK(ink() != rest);
    kiosk.scene.input(ui::PointerMove{{5, 1'000}, 1}, kiosk.now);
    kiosk.frame();
    CHECK(ink() == rest);
    kiosk.scene.input(ui::PointerUp{{5, 1'000}, 1}, kiosk.now);
    kiosk.frame();
    CHECK(kiosk.model->page() == Page::kHome);
    kiosk.down(kLastService);
    kiosk.up(kLastService);
    CHECK(kiosk.model->page() == Page::kClass);
  }
  TEST_CASE("a palm of twenty fingers is the first of them") {
    Kiosk kiosk("home");
    for (std::int64_t finger = 1; finger <= 20; ++finger) {
      kiosk.down({Element::kService, static_cast<std::size_t>(finger) % 4}, finger);
    }
    for (std::int64_t finger = 20; finger >= 1; --finger) {
      kiosk.up({Element::kService, static_cast<std::size_t>(finger) % 4}, finger);
    }
    CHECK(kiosk.model->page() == Page::kClass);
    CHECK(kiosk.model->chosen_service()->id == kiosk.model->view()->hall.services[1].id);
  }
  TEST_CASE("a page comes in within 250 ms, and at once with reduced motion") {
    for (const bool reduced : {false, true}) {
      Kiosk kiosk("home", reduced);
      kiosk.frame(1'000);
      kiosk.down(kLastService);
      kiosk.up(kLastService);
      kiosk.scene.update(kiosk.now);
      kiosk.canvas.clear();
      kiosk.scene.draw(kiosk.canvas, kiosk.now);
      const ui::RecordedText* title = kiosk.canvas.find("Pilih jenis antrean");
      REQUIRE_MESSAGE(title != nullptr, "the first frame shows the page already");
      CHECK((title->box.x == doctest::Approx(64)) == reduced);
      kiosk.frame(250);
      kiosk.frame();
      title = kiosk.canvas.find("Pilih jenis antrean");
      REQUIRE(title != nullptr);
      CHECK(title->box.x == doctest::Approx(64));
    }
  }
  TEST_CASE("with keys alone: arrows and Enter, and the digit of a card") {
    Kiosk arrows("home");
    arrows.key(ui::Key::kDown);
    arrows.key(ui::Key::kDown);
    arrows.key(ui::Key::kEnter);
    CHECK(arrows.model->page() == Page::kClass);
    CHECK(arrows.model->chosen_service()->id == arrows.model->view()->hall.services[1].id);
    Kiosk digit("home");
    digit.type("4");
    digit.frame(500);
    CHECK(digit.model->page() == Page::kClass);
    CHECK(digit.model->chosen_service()->id == digit.model->view()->hall.services[3].id);
  }
  TEST_CASE("a digit whose key writes no text takes its card too") {
    Kiosk kiosk("home");
    ui::KeyPress press;
    press.character = '2';
    kiosk.scene.input(press, kiosk.now);
    kiosk.frame();
    kiosk.frame(500);
    CHECK(kiosk.model->page() == Page::kClass);
  }
  TEST_CASE("what has the focus is read aloud in the page's language, with its wait") {
    Kiosk kiosk("home");
    kiosk.key(ui::Key::kDown);
    kiosk.key(ui::Key::kDown);
    REQUIRE(kiosk.spoken.size() == 3);  // the page itself, and two cards
    CHECK(kiosk.spoken[2].first.find("Konsultasi Statistik") != std::string::npos);
    CHECK(kiosk.spoken[2].first.find("kira-kira 5–10 menit menunggu") != std::string::npos);
    CHECK(kiosk.spoken[2].second == "id");
    kiosk.down(kLastService);
    CHECK(kiosk.spoken.back().first.empty());
  }
  TEST_CASE("the staff menu opens after the mark was held for three seconds, not before") {
    Kiosk kiosk("home");
    kiosk.model->set_service_pin(true);
    kiosk.down({Element::kMark});
    kiosk.frame(2'900);
    CHECK(kiosk.model->page() == Page::kHome);
    const auto deadline = kiosk.scene.next_deadline(kiosk.now);
    REQUIRE(deadline);
    CHECK(*deadline <= kiosk.now + std::chrono::milliseconds(100));
    kiosk.frame(100);
    CHECK(kiosk.model->page() == Page::kServicePin);
    Kiosk brief("home");
    brief.model->set_service_pin(true);
    brief.down({Element::kMark});
    brief.frame(500);
    brief.up({Element::kMark});
    brief.frame(4'000);
    CHECK(brief.model->page() == Page::kHome);
  }
  TEST_CASE("keys never come upon the mark") {
    Kiosk kiosk("home");
    for (int i = 0; i < 40; ++i) {
      kiosk.key(ui::Key::kTab);
    }
    CHECK(std::none_of(kiosk.spoken.begin(), kiosk.spoken.end(),
                       [](const auto& said) { return said.first.empty(); }));
  }
  TEST_CASE("while it asks whether somebody is there, any touch only stays") {
    Kiosk kiosk("still-there");
    CHECK(kiosk.canvas.shows("Masih di sini?"));
    kiosk.scene.input(ui::PointerDown{{300, 800}, 1}, kiosk.now);
    kiosk.scene.input(ui::PointerUp{{300, 800}, 1}, kiosk.now);
    kiosk.frame();
    CHECK(kiosk.model->page() == Page::kClass);
    CHECK_FALSE(kiosk.canvas.shows("Masih di sini?"));
    CHECK_FALSE(kiosk.model->waiting_for());
  }
  TEST_CASE("the guest book is typed with fingers: capitals, signs, and back") {
    Kiosk kiosk("guest-book-empty");
    const auto tap = [&](const Touch& touch) {
      kiosk.frame(50);
      kiosk.down(touch);
      kiosk.up(touch);
    };
    kiosk.frame(1'000);
    for (const char* letter : {"r", "e", "t", "x"}) {
      tap({Element::kKey, 0, letter});
    }
    tap({Element::kBackspace});
    tap(layer_touch());
    tap({Element::kKey, 0, "!"});
    tap(layer_touch());
    tap({Element::kKey, 0, "n"});
    CHECK(kiosk.model->guest_book()->field(GuestField::kName).text() == "Ret!n");
    tap({Element::kNext});
    CHECK(kiosk.model->guest_book()->active() == GuestField::kInstitution);
  }
  TEST_CASE("the guest book is typed with a keyboard: Enter leads on, arrows reach the buttons") {
    Kiosk kiosk("guest-book-empty");
    kiosk.frame(1'000);
    kiosk.type("Retno 7");
    kiosk.key(ui::Key::kEnter);
    kiosk.type("BPS");
    CHECK(kiosk.model->guest_book()->field(GuestField::kName).text() == "Retno 7");
    CHECK(kiosk.model->guest_book()->field(GuestField::kInstitution).text() == "BPS");
    kiosk.key(ui::Key::kBackspace);
    CHECK(kiosk.model->guest_book()->field(GuestField::kInstitution).text() == "BP");
    kiosk.frame();
    const std::size_t heard = kiosk.spoken.size();
    kiosk.key(ui::Key::kUp);
    CHECK(kiosk.spoken.size() == heard + 1);
  }
  TEST_CASE("a scanner types on home and is no digit of a card") {
    Kiosk kiosk("home");
    kiosk.type("7KQ2M9WX", 5);
    kiosk.key(ui::Key::kEnter);
    kiosk.frame();
    CHECK(kiosk.model->page() == Page::kCheckIn);
    const auto actions = kiosk.model->take_actions();
    REQUIRE_FALSE(actions.empty());
    CHECK(std::holds_alternative<SendCheckIn>(actions.back()));
  }
}

}  // namespace antre::kiosk
