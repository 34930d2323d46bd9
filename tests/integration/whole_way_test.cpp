// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <thread>

#include "printer/bitmap.hpp"
#include "tests/integration/running_hall.hpp"
#include "tests/printer/escpos_parser.hpp"
#include "tests/support/private_cupsd.hpp"

using namespace antre::test;

namespace {

constexpr const char* kCodeAddress = "https://antrean.example.go.id/t/";
constexpr unsigned kDeep = 0x0A3B69;  // panel of the number now called (theme light)
constexpr unsigned kWay = 0xFFC72C;   // yellow: where to go now

/// The PST hall with a printer and a web address, as a hall would configure it.
std::string hall_with_printer(const TempDir& dir, const std::string& queue) {
  const std::string example = std::string(ANTRE_SOURCE_DIR) + "/assets/hall/pst-jateng.toml";
  std::string hall = read_file(example);
  const auto without = [&hall](const std::string& table) {
    const auto begin = hall.find("\n[" + table + "]");
    if (begin == std::string::npos) return;
    const auto end = hall.find("\n[", begin + 1);
    hall.erase(begin, end == std::string::npos ? std::string::npos : end - begin);
  };
  without("printer");
  without("kiosk");
  hall += "\n[printer]\nqueue = \"" + queue + "\"\nmode = \"escpos\"\npaper_mm = 80\n";
  hall += std::string("[kiosk]\nqr_base_url = \"") + kCodeAddress +
          "\"\npriority_classes = [\"elder\", \"wheelchair\", \"pregnant\", \"child\"]\n";
  write_file(dir / "hall.toml", hall);
  return dir / "hall.toml";
}

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

  /// Touches the card of the first service on home until the class page has come.
  void touch_first_service() const {
    const auto home = kiosk_screen.pixel(200, 640);
    REQUIRE(eventually([&] {
      kiosk_screen.touch(540, 600);
      return kiosk_screen.pixel(200, 640) != home;
    }));
  }
};

/// The ticket's picture as the printer would have drawn it from the job's bytes.
antre::printer::Bitmap printed_picture(const std::string& bytes) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto ticket = antre::printer::parse_escpos({first, bytes.size()});
  REQUIRE(ticket.has_value());
  CHECK(ticket->cuts == 1);
  return ticket->picture;
}

}  // namespace

TEST_SUITE("integration/whole way") {
  TEST_CASE("a number goes from the touch to the end of its service") {
    REQUIRE(antre::test::PrivateCupsd::available());
    WholeHall all;

    // A touch on the kiosk: a number in the journal, and on paper.
    all.kiosk_screen.touch(540, 600);
    REQUIRE(eventually([&] {
      all.kiosk_screen.touch(540, 760);
      return !all.hall.events("ticket-issued").empty();
    }));
    const auto issued = all.hall.wait_for("ticket-issued");
    const std::string number = text(issued, "ticket");
    CHECK(text(issued, "service") == "P");
    CHECK(text(issued, "class") == "regular");
    REQUIRE(eventually([&] { return all.cups.jobs().size() == 1; }));
    REQUIRE(eventually([&] {
      const auto reports = all.hall.events("print-reported");
      return !reports.empty() && text(reports.back(), "state") == "printed";
    }));
    const auto png = antre::printer::to_png(printed_picture(all.cups.jobs().front()));
    REQUIRE(png);
    write_file(all.dir / "ticket.png", *png);
    const auto qr = run({"zbarimg", "-q", "--raw", all.dir / "ticket.png"});
    CHECK(qr.out.find(kCodeAddress + text(issued, "code")) != std::string::npos);
    const auto words = run({"tesseract", all.dir / "ticket.png", "-", "--psm", "4"});
    INFO(words.out);
    CHECK(words.out.find(number) != std::string::npos);

    // An officer signs in and calls with the keyboard.
    all.counter_screen.type("Sari Wulandari");
    all.counter_screen.key("Return");
    all.hall.wait_for("counter-opened");
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
    all.kiosk_screen.touch(540, 600);
    REQUIRE(eventually([&] {
      all.kiosk_screen.touch(540, 760);
      return !all.hall.events("ticket-issued").empty();
    }));
    REQUIRE(eventually([&] {
      const auto reports = all.hall.events("print-reported");
      return !reports.empty() && text(reports.back(), "state") == "failed";
    }));
    CHECK(text(all.hall.wait_for("print-reported"), "reason") == "media-empty");
    all.cups.set_paper(true);
    // The next visitor's ticket is printed, and it is the only paper.
    all.kiosk_screen.key("Escape");
    REQUIRE(eventually([&] {
      all.kiosk_screen.touch(540, 600);
      all.kiosk_screen.touch(540, 760);
      return all.hall.events("ticket-issued").size() == 2;
    }));
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
    const auto take = [&](const Screen& screen) {
      screen.touch(540, 600);
      screen.touch(540, 760);
    };
    // A touch before the page is drawn is ignored, as it should be; so both are tried again.
    REQUIRE(eventually([&] {
      std::jthread other([&] { take(left); });
      take(right);
      other.join();
      return hall.events("ticket-issued").size() >= 2;
    }));
    const auto issued = hall.events("ticket-issued");
    CHECK(text(issued[0], "ticket") == "P001");
    CHECK(text(issued[1], "ticket") == "P002");
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
    REQUIRE(hall.antre({"start", "1"}).status == 0);
    REQUIRE(hall.antre({"finish", "1"}).status == 0);
    REQUIRE(hall.antre({"issue", "R"}).status == 0);
    // Calls again until the display, back by itself, has shown one.
    REQUIRE(hall.antre({"call", "1"}).status == 0);
    CHECK(eventually([&] {
      if (screen.pixel(20, 540) == kDeep) return true;
      hall.antre({"recall", "1"});
      return false;
    }));
    CHECK(eventually([&] { return !unsaid(); }));
  }
}
