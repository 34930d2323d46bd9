// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/kiosk/drawn.hpp"

namespace antre::kiosk {
namespace {

constexpr ui::Size kWindows[] = {{1080, 1920}, {1920, 1080}, {1280, 800}};

const SamplePage& page_named(const std::string& name) {
  for (const SamplePage& page : sample_pages()) {
    if (page.name == name) {
      return page;
    }
  }
  FAIL("no sample page " << name);
  return sample_pages().front();
}

}  // namespace

TEST_SUITE("kiosk/scenes") {
  TEST_CASE("eleven services come in pages") {
    const Drawn drawn(page_named("home"), {11, false, false}, {}, kWindows[0]);
    CHECK(drawn.canvas.find_control("Layanan lainnya") != nullptr);
  }

  TEST_CASE("home says how many wait, and where nobody does") {
    const Drawn drawn(page_named("home-no-forecast"), {}, {}, kWindows[0]);
    CHECK(drawn.canvas.shows("Rekomendasi Kegiatan"));
    CHECK(drawn.canvas.shows("orang menunggu"));
    CHECK(drawn.canvas.shows("tidak ada"));
    CHECK(drawn.canvas.shows("09.42"));
    CHECK(drawn.canvas.controls().size() == 8);
  }
  TEST_CASE("trouble with the printer is said in words on home") {
    const Drawn drawn(page_named("home-printer-trouble"), {}, {}, kWindows[0]);
    CHECK(drawn.canvas.shows("Tiket sementara ditampilkan"));
    CHECK(drawn.canvas.shows_icon("printeroff"));
  }
  TEST_CASE("the ticket page has the number larger than twice anything else") {
    const Drawn drawn(page_named("ticket"), {}, {}, kWindows[0]);
    const ui::RecordedText* number = drawn.canvas.find("R012");
    REQUIRE(number != nullptr);
    for (const ui::RecordedText& text : drawn.canvas.texts()) {
      if (&text != number) {
        CHECK(number->style.size >= 2 * text.style.size);
      }
    }
  }
  TEST_CASE("the code to follow a ticket is there only with a web address") {
    const Drawn without(page_named("ticket"), {4, false, false}, {}, kWindows[0]);
    CHECK_FALSE(without.canvas.shows("ponsel"));
    const Drawn with(page_named("ticket"), {4, false, true}, {}, kWindows[0]);
    CHECK(with.canvas.shows("ponsel"));
  }
  TEST_CASE("without numbers to take, the standard page has no way to one") {
    const Drawn open(page_named("standard"), {}, {}, kWindows[0]);
    CHECK(open.canvas.find_control("Ambil nomor R") != nullptr);
    auto view = *sample_view();
    view.hall_open = false;
    const auto model = sample_model(page_named("standard"), view, {});
    KioskScene scene(*model, true, {});
    ui::RecordingCanvas canvas({1080, 1920});
    scene.update(kDrawnAt);
    scene.draw(canvas, kDrawnAt);
    CHECK(canvas.shows("Persyaratan"));
    CHECK(canvas.find_control("Ambil nomor R") == nullptr);
  }
  TEST_CASE("a closed hall says when it opens again") {
    const Drawn drawn(page_named("closed"), {}, {}, kWindows[0]);
    CHECK(drawn.canvas.shows("Layanan hari ini"));
    CHECK(drawn.canvas.shows("besok"));
    CHECK(drawn.canvas.shows("08.00"));
  }

  TEST_CASE("pictures of every page can be made without a window") {
    const char* wanted = std::getenv("ANTRE_SHOTS");
    const std::filesystem::path dir =
        wanted != nullptr
            ? std::filesystem::path(wanted)
            : std::filesystem::temp_directory_path() / ("antre-kiosk-" + std::to_string(getpid()));
    std::filesystem::create_directories(dir);
    const auto rendered = render_samples(dir.string());
    REQUIRE_MESSAGE(rendered.has_value(), rendered.error().detail);
    CHECK(std::filesystem::file_size(dir / "kiosk-home.png") > 10'000);
    if (wanted == nullptr) {
      std::filesystem::remove_all(dir);
    }
  }
  TEST_CASE(
      "home says the expected wait as a range, a short one as less, none where it is nobody's") {
    const Drawn id(page_named("home"), {4, false, true}, {}, {1080, 1920});
    CHECK(id.canvas.shows("kira-kira"));
    CHECK(id.canvas.shows("5–10"));
    CHECK(id.canvas.shows("8–15"));
    CHECK(id.canvas.shows("kurang dari"));
    CHECK(id.canvas.shows("4 orang"));
    CHECK(id.canvas.shows("Langsung"));
    const Drawn narrow(page_named("home"), {8, false, true}, {"en", false}, {1080, 1920});
    CHECK(narrow.canvas.shows("about 8–15"));
    const Drawn none(page_named("home-no-forecast"), {4, false, true}, {}, {1080, 1920});
    CHECK_FALSE(none.canvas.shows("kira-kira"));
    CHECK_FALSE(none.canvas.shows("menit menunggu"));
  }

  TEST_CASE("a paused service says so on its card, with the time it goes on, and gives no number") {
    for (const bool large : {false, true}) {
      const Drawn drawn(page_named("home-paused"), {4, false, true}, {"id", large}, {1080, 1920});
      CHECK(drawn.canvas.shows("sedang tidak"));
      CHECK(drawn.canvas.shows("10.30"));
      CHECK_FALSE(drawn.canvas.shows("8–15"));
    }
  }

  TEST_CASE("a wait of an hour and more is in hours and minutes") {
    const Drawn home(page_named("home-long-wait"), {4, false, true}, {}, {1080, 1920});
    CHECK(home.canvas.shows("1 jam 10–20"));
    CHECK(home.canvas.shows("1 jam 50"));
    CHECK_FALSE(home.canvas.shows("70–80"));
    const Drawn narrow(page_named("home-long-wait"), {8, false, true}, {"en", false}, {1080, 1920});
    CHECK(narrow.canvas.shows("1 h 10–20"));
    const Drawn ticket(page_named("ticket-long-wait"), {4, false, true}, {}, {1080, 1920});
    CHECK(ticket.canvas.shows("Menunggu"));
    CHECK_FALSE(ticket.canvas.shows("70–80"));
    const Drawn none(page_named("no-paper-long-wait"), {4, false, true}, {"en", false},
                     {1080, 1920});
    CHECK(none.canvas.shows("1 h 10–20 min to wait"));
  }

  TEST_CASE("the ticket says a short wait in words") {
    const Drawn paper(page_named("ticket-short-wait"), {4, false, true}, {}, {1080, 1920});
    CHECK(paper.canvas.shows("Menunggu kurang"));
    const Drawn none(page_named("no-paper-wait"), {4, false, true}, {}, {1080, 1920});
    CHECK(none.canvas.shows("menunggu kurang dari 5 menit"));
  }
}

}  // namespace antre::kiosk
