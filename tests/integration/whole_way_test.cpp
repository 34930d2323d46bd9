// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <thread>

#include "printer/bitmap.hpp"
#include "tests/integration/kiosk_hall.hpp"
#include "tests/support/hall/running_hall.hpp"
#include "tests/support/private_cupsd.hpp"

using namespace antre::test;

namespace {

constexpr unsigned kDeep = 0x0A3B69;  // panel of the number now called (theme light)
constexpr unsigned kWay = 0xFFC72C;   // yellow: where to go now

/// Everything of one hall on virtual screens: kiosk with a printer, display with sound, counter 1.
struct WholeHall {
  TempDir dir;
  antre::test::PrivateCupsd cups{[this] {
    std::filesystem::create_directory(dir / "cups");
    return std::filesystem::path(dir / "cups");
  }()};
  std::string hall_file = hall_with_printer(dir, cups.queue());
  RunningHall hall{{hall_file, false, {}}};
  Screen kiosk_screen{1080, 1920};
  Screen display_screen{1920, 1080};
  Screen counter_screen{420, 760};
  std::string sound = dir / "sound.raw";
  Process kiosk{hall.client("antre-kiosk", "kiosk", "entrance",
                            {"--size", "1080x1920", "--hall", hall_file, "--outbox", dir / "kiosk",
                             "--printer-server", cups.server()}),
                {{{"DISPLAY", kiosk_screen.display()}}, {}}};
  Process display{hall.client("antre-display", "display", "hall", {"--size", "1920x1080"}),
                  {{{"DISPLAY", display_screen.display()},
                    {"SDL_AUDIODRIVER", "disk"},
                    {"SDL_DISKAUDIOFILE", sound}},
                   {}}};
  Process counter{
      hall.client("antre-counter", "counter", "1", {"--size", "420x760", "--state", dir / "c1"}),
      {{{"DISPLAY", counter_screen.display()}}, {}}};

  WholeHall() {
    REQUIRE(kiosk_screen.has_window("."));
    REQUIRE(display_screen.has_window("."));
    REQUIRE(counter_screen.has_window("."));
  }

  /// Takes a number for the recommendation service, as a visitor would: waits for each page.
  void take_number() const { antre::test::take_number(kiosk_screen); }
};

}  // namespace

TEST_SUITE("integration/whole way") {
  TEST_CASE("a number goes from the touch to the end of its service") {
    REQUIRE(antre::test::PrivateCupsd::available());
    WholeHall all;

    // A touch on the kiosk: a number in the journal, and on paper.
    all.take_number();
    const auto issued = all.hall.wait_for("ticket-issued");
    const std::string number = text(issued, "ticket");
    CHECK(number == "R001");
    CHECK(text(issued, "service") == "R");
    CHECK(text(issued, "class") == "regular");
    REQUIRE(eventually([&] { return all.cups.jobs().size() == 1; }));
    REQUIRE(eventually([&] {
      const auto reports = all.hall.events("print-reported");
      return !reports.empty() && text(reports.back(), "state") == "printed";
    }));
    const auto picture = printed_picture(all.cups.jobs().front());
    const auto png = antre::printer::to_png(picture);
    REQUIRE(png);
    write_file(all.dir / "ticket.png", *png);
    const auto qr = run({"zbarimg", "-q", "--raw", all.dir / "ticket.png"});
    CHECK(qr.out.find(kCodeAddress + text(issued, "code")) != std::string::npos);
    CHECK(number_on(picture) == number);

    // An officer signs in and calls with the keyboard.
    all.counter_screen.type("Sari Wulandari");
    // The key is refused as long as the window has no connection yet. Once it was taken, a second
    // one would call.
    REQUIRE(eventually([&] {
      all.counter_screen.key("Return");
      return eventually([&] { return !all.hall.events("counter-opened").empty(); },
                        std::chrono::seconds{5});
    }));
    REQUIRE(eventually([&] {
      all.counter_screen.key("space");
      return !all.hall.events("ticket-called").empty();
    }));
    CHECK(text(all.hall.wait_for("ticket-called"), "ticket") == number);

    // The display fills its panel, and says where to go.
    CHECK(eventually([&] { return all.display_screen.pixel(20, 540) == kDeep; }));
    CHECK(eventually([&] { return all.display_screen.pixel(20, 640) == kWay; }));
    // The chime is in what would be heard.
    CHECK(eventually([&] {
      const auto heard = read_file(all.sound);
      return heard.find_first_not_of('\0') != std::string::npos;
    }));

    // Space again starts, and once more finishes; the outcome is confirmed with Enter.
    REQUIRE(eventually([&] {
      all.counter_screen.key("space");
      return !all.hall.events("service-started").empty();
    }));
    REQUIRE(eventually([&] {
      all.counter_screen.key("space");
      all.counter_screen.key("Return");
      return !all.hall.events("service-finished").empty();
    }));
    CHECK(text(all.hall.wait_for("service-finished"), "outcome") == "served");
    CHECK(all.hall.verified());
    CHECK(all.kiosk.terminate() == 0);
    CHECK(all.display.terminate() == 0);
    CHECK(all.counter.terminate() == 0);
    all.hall.stop_dispatcher();
  }

  TEST_CASE("without paper the number is valid, shown, reported, and nothing comes out later") {
    REQUIRE(antre::test::PrivateCupsd::available());
    WholeHall all;
    all.cups.set_paper(false);
    all.take_number();
    REQUIRE(eventually([&] {
      const auto reports = all.hall.events("print-reported");
      return !reports.empty() && text(reports.back(), "state") == "failed";
    }));
    CHECK(text(all.hall.wait_for("print-reported"), "reason") == "media-empty");
    all.cups.set_paper(true);
    // The next visitor's ticket is printed, and it is the only paper.
    REQUIRE(eventually([&] {
      all.kiosk_screen.key("Escape");
      return at_home(all.kiosk_screen);
    }));
    all.take_number();
    all.hall.wait_for("ticket-issued", 2);
    REQUIRE(eventually([&] { return !all.cups.jobs().empty(); }));
    REQUIRE(eventually([&] {
      const auto reports = all.hall.events("print-reported");
      return text(reports.back(), "state") == "printed";
    }));
    CHECK(all.cups.jobs().size() == 1);
    CHECK(all.hall.verified());
  }

  TEST_CASE("two kiosks touched at the same instant give two numbers") {
    RunningHall hall;
    const TempDir dir;
    const Screen left(1080, 1920);
    const Screen right(1080, 1920);
    const auto kiosk = [&](const std::string& name, const Screen& screen) {
      return Process{hall.client("antre-kiosk", "kiosk", name,
                                 {"--size", "1080x1920", "--outbox", dir / name, "--tickets",
                                  dir / (name + "-tickets")}),
                     {{{"DISPLAY", screen.display()}}, {}}};
    };
    Process one = kiosk("left", left);
    Process two = kiosk("right", right);
    REQUIRE(left.has_window("."));
    REQUIRE(right.has_window("."));
    for (const auto* screen : {&left, &right}) {
      REQUIRE(eventually([&] { return at_home(*screen); }));
      REQUIRE(eventually([&] {
        if (at_home(*screen)) screen->touch(540, 1392);
        return at_class(*screen);
      }));
    }
    // Both stand before the last touch; a touch that comes too soon after the page is repeated.
    REQUIRE(eventually([&] {
      const auto touch = [](const Screen& screen) {
        if (at_class(screen)) screen.touch(540, 760);
      };
      std::jthread other([&] { touch(left); });
      touch(right);
      other.join();
      return !at_class(left) && !at_class(right);
    }));
    hall.wait_for("ticket-issued", 2);
    const auto issued = hall.events("ticket-issued");
    CHECK(text(issued[0], "ticket") == "R001");
    CHECK(text(issued[1], "ticket") == "R002");
    CHECK(text(issued[0], "device") != text(issued[1], "device"));
    CHECK(hall.verified());
  }

  TEST_CASE("a display that was cut off is right again and announces nothing of the past") {
    RunningHall hall;
    const TempDir dir;
    const Screen screen(1920, 1080);
    const std::string sound = dir / "sound.raw";
    REQUIRE(hall.antre({"open", "1", "--officer", "Sari"}).status == 0);
    REQUIRE(hall.antre({"issue", "R"}).status == 0);
    REQUIRE(hall.antre({"call", "1"}).status == 0);
    // Started late: the call is in the table, but is no call of this moment.
    Process display(
        hall.client("antre-display", "display", "hall", {"--size", "1920x1080"}),
        {{{"DISPLAY", screen.display()}, {"SDL_AUDIODRIVER", "disk"}, {"SDL_DISKAUDIOFILE", sound}},
         {}});
    REQUIRE(screen.has_window("."));
    const auto unsaid = [&] {
      return read_file(sound).find_first_not_of('\0') == std::string::npos;
    };
    REQUIRE(hall.antre({"issue", "K"}).status == 0);
    hall.kill_dispatcher();
    hall.start();
    CHECK(unsaid());
    CHECK(screen.pixel(20, 540) != kDeep);
    // Visitors are served on until the display, back by itself, has shown a call.
    CHECK(eventually([&] {
      if (screen.pixel(20, 540) == kDeep) return true;
      hall.antre({"start", "1"});
      hall.antre({"finish", "1"});
      hall.antre({"issue", "R"});
      hall.antre({"call", "1"});
      return false;
    }));
    CHECK(eventually([&] { return !unsaid(); }));
  }
}
