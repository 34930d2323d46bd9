// SPDX-License-Identifier: Apache-2.0
// What somebody who cannot see the screen hears of its pages.
#include "kiosk/scenes/page_speech.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/kiosk_scene.hpp"
#include "kiosk/samples.hpp"
#include "tests/kiosk/drawn.hpp"
#include "ui/recording_canvas.hpp"

namespace antre::kiosk {
namespace {

/// A page before somebody who listens.
struct Listener {
  std::unique_ptr<KioskModel> model;
  std::vector<std::pair<std::string, std::string>> heard;
  KioskScene scene;
  ui::RecordingCanvas canvas{{1080, 1920}};
  ui::TimePoint now = kDrawnAt;

  explicit Listener(const std::string& page, const std::string& language = "id")
      : model(make(page, language)),
        scene(*model, true, {{}, {}, [this](const std::string& text, const std::string& spoken_in) {
                               heard.emplace_back(text, spoken_in);
                             }}) {
    frame();
  }
  static std::unique_ptr<KioskModel> make(const std::string& name, const std::string& language) {
    const auto& pages = sample_pages();
    const auto found = std::find_if(pages.begin(), pages.end(),
                                    [&](const SamplePage& page) { return page.name == name; });
    REQUIRE(found != pages.end());
    return sample_model(*found, *sample_view(), {language, false});
  }
  void frame(Ms later = 0) {
    now += std::chrono::milliseconds(later);
    scene.update(now);
    canvas.clear();
    scene.draw(canvas, now);
  }
  void touch(const Touch& touch) {
    const auto& targets = scene.targets();
    const auto found = std::find_if(targets.begin(), targets.end(),
                                    [&](const Target& one) { return one.touch == touch; });
    REQUIRE(found != targets.end());
    const ui::Point at = found->rect.centre();
    now += std::chrono::milliseconds(kDoubleTapMs + 1);
    scene.input(ui::PointerDown{at, 1}, now);
    scene.input(ui::PointerUp{at, 1}, now);
    frame();
  }
  [[nodiscard]] std::string last() const { return heard.empty() ? "" : heard.back().first; }
  [[nodiscard]] bool hears(const std::string& text) const {
    return last().find(text) != std::string::npos;
  }
};

}  // namespace

TEST_SUITE("kiosk/page speech") {
  TEST_CASE("a page is read when it comes, once, in its language") {
    Listener listener("home");
    REQUIRE(listener.heard.size() == 1);
    CHECK(listener.hears("Sentuh layanan yang Anda perlukan"));
    CHECK(listener.heard.back().second == "id");
    listener.frame(1'000);
    listener.frame(1'000);
    CHECK(listener.heard.size() == 1);
    listener.touch({Element::kService, 3});
    CHECK(listener.hears("Pilih jenis antrean"));
    listener.touch({Element::kBack});
    CHECK(listener.hears("Sentuh layanan"));
  }
  TEST_CASE("a number is read sign by sign, with what to do") {
    const Listener listener("ticket");
    CHECK(listener.hears("Nomor Anda R 0 1 2. Silakan ambil tiket Anda."));
    CHECK(listener.hears("orang di depan Anda"));
    CHECK(listener.hears("Silakan duduk"));
    CHECK(Listener("ticket", "en").hears("Your number is R 0 1 2."));
    CHECK(Listener("ticket", "jv").hears("Nomer panjenengan R 0 1 2."));
  }
  TEST_CASE("without paper the number is to be noted") {
    CHECK(Listener("no-paper").hears("R 0 1 2. Tiket tidak tercetak. Nomor Anda tetap berlaku."));
    CHECK(Listener("no-paper").hears("foto atau catat"));
    CHECK(Listener("ticket-without-paper").hears("foto atau catat"));
    CHECK_FALSE(Listener("ticket-without-paper").hears("tidak tercetak"));
  }
  TEST_CASE("who is called already hears where to go, who is booked when") {
    CHECK(Listener("ticket-called").hears("Nomor R 0 1 2 sudah dipanggil. Silakan menuju Loket"));
    CHECK(Listener("ticket-booked").hears("Janji Anda pukul 11.00"));
  }
  TEST_CASE("trouble is read: offline, closed, printer, all numbers given, a wrong code") {
    CHECK(Listener("offline").hears("Silakan menemui petugas"));
    CHECK(Listener("closed").hears("Layanan hari ini sudah selesai. Buka kembali besok"));
    CHECK(Listener("home-printer-trouble").hears("tidak dicetak"));
    CHECK(Listener("check-in-unknown").hears("Kode ini tidak dikenal"));
    CHECK(Listener("check-in-checking").hears("Kode Anda sedang diperiksa"));
    Listener full("class");
    full.touch({Element::kRegular});
    full.model->issue_answered(Error{ErrorCode::kQuotaReached, ""}, model_time(full.now));
    full.frame();
    CHECK(full.hears(i18n::Catalogue::load("id").text("error.quota-reached")));
  }
  TEST_CASE("another language reads the page again") {
    Listener listener("home");
    listener.touch({Element::kLanguage});
    CHECK(listener.hears("Touch the service you need"));
    CHECK(listener.heard.back().second == "en");
  }
  TEST_CASE("pages of the staff say nothing, and end what was being read") {
    Listener listener("home");
    listener.model->set_service_pin(true);
    listener.model->touch({Element::kMark}, model_time(listener.now) + 1'000);
    listener.frame(1'000);
    REQUIRE(listener.model->page() == Page::kServicePin);
    CHECK(listener.last().empty());
  }
}

}  // namespace antre::kiosk
