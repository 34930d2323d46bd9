// SPDX-License-Identifier: Apache-2.0
#include "bench/kiosk.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "bench/empty_window.hpp"
#include "bench/hall.hpp"
#include "bench/kiosk_stand.hpp"
#include "bench/screen_damage.hpp"
#include "bench/screen_memory.hpp"
#include "tests/support/private_cupsd.hpp"
#include "tests/support/process.hpp"

namespace antre::bench {
namespace {

constexpr double kFrameUs = 1e6 / 60;
constexpr int kWidth = 1080;
constexpr int kHeight = 1920;
constexpr std::size_t kWarmUp = 5;   ///< glyphs and pictures are drawn for the first time
constexpr std::size_t kVisits = 60;  ///< that count
constexpr int kStarts = 5;

struct Series {
  Samples press;     ///< touch to the first frame after it
  Samples reply;     ///< touch to the dispatcher's reply
  Samples shown;     ///< reply to the number on the screen
  Samples accepted;  ///< reply to the job with the spooler
};

Series visit(Hall& hall, const printer::PrinterOptions& printer) {
  const test::Screen screen(kWidth, kHeight);
  ::setenv("DISPLAY", screen.display().c_str(), 1);
  ::setenv("SDL_VIDEODRIVER", "x11", 1);
  KioskStand stand(hall, printer);
  Series series;
  std::size_t n = 0;
  for (const Visit& one : stand.take_numbers(kWarmUp + kVisits)) {
    if (++n <= kWarmUp) continue;
    series.press.add(one.pressed - one.touched);
    series.reply.add(one.replied - one.touched);
    series.shown.add(one.shown - one.replied);
    series.accepted.add(one.accepted - one.replied);
  }
  return series;
}

/// A figure that only stands beside others.
void beside(std::vector<Figure>& figures, const std::string& name, double ours) {
  report(figures, {name, ours, ours, "us", 1, "beside", true});
}

}  // namespace

void kiosk_touch(std::vector<Figure>& figures) {
  Hall hall;
  hall.start();
  printer::PrinterOptions printer;
  printer.directory = hall.folder() + "/tickets";
  const Series series = visit(hall, printer);
  for (const auto& [name, part] : {std::pair{"p50", 0.5}, std::pair{"p99", 0.99}}) {
    const double press = series.press.quantile(part);
    report(figures, {fmt::format("kiosk, touch to its first frame, {}", name), press, kFrameUs,
                     "us", press / kFrameUs, "<= 1.00", press <= kFrameUs});
    const double shown = series.shown.quantile(part);
    report(figures, {fmt::format("kiosk, reply to the number on screen, {}", name), shown, kFrameUs,
                     "us", shown / kFrameUs, "<= 1.00", shown <= kFrameUs});
  }
  beside(figures, "kiosk, touch to the dispatcher's reply, p50", series.reply.quantile(0.5));
}

void kiosk_paper(std::vector<Figure>& figures) {
  constexpr double kLimitUs = 100'000;
  if (!test::PrivateCupsd::available()) throw std::runtime_error("there is no cupsd");
  const test::TempDir dir;
  std::filesystem::create_directory(dir / "cups");
  const test::PrivateCupsd cups{std::filesystem::path(dir / "cups")};
  Hall hall;
  hall.start();
  printer::PrinterOptions printer;
  printer.mode = "escpos";
  printer.queue = cups.queue();
  printer.server = cups.server();
  const Series series = visit(hall, printer);
  for (const auto& [name, part] : {std::pair{"p50", 0.5}, std::pair{"p99", 0.99}}) {
    const double paper = series.accepted.quantile(part);
    report(figures, {fmt::format("kiosk, reply to the job with CUPS, {}", name), paper, kLimitUs,
                     "us", paper / kLimitUs, "< 100 ms", paper < kLimitUs});
  }
  beside(figures, "kiosk with paper, touch to the reply, p99", series.reply.quantile(0.99));
}

void kiosk_start(std::vector<Figure>& figures) {
  constexpr double kLimitMs = 1000;
  // A service's tile on the home page, as the system tests know that page.
  constexpr int kTileX = 110;
  constexpr int kTileY = 660;
  constexpr unsigned kAccent = 0x0B4A82;
  constexpr double kGiveUpUs = 60e6;
  Hall hall;
  const std::string key = hall.key("kiosk", "start");
  hall.start();
  const std::string size = fmt::format("{}x{}", kWidth, kHeight);
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  Samples kiosk;
  Samples empty;
  for (int i = 0; i < kStarts; ++i) {
    const auto time = [&](Samples& samples, std::vector<std::string> command, unsigned colour) {
      // A screen of its own each time: nothing of the one before is on it.
      const ScreenMemory screen(kWidth, kHeight);
      ScreenDamage drawn(screen.display());
      const double before = now_us();
      test::Process process(std::move(command), {{{"DISPLAY", screen.display()},
                                                  {"SDL_VIDEODRIVER", "x11"},
                                                  {"XDG_STATE_HOME", hall.folder() + "/state"}},
                                                 {}});
      if (!drawn.wait([&] { return screen.pixel(kTileX, kTileY) == colour; }, kGiveUpUs))
        throw std::runtime_error(process.output());
      samples.add((now_us() - before) / 1000);
    };
    time(empty, {self, "--empty-window", std::to_string(kWidth), std::to_string(kHeight)},
         kEmptyColour);
    time(kiosk,
         {test::bin("antre-kiosk"), "--dispatcher", hall.url(), "--key", key, "--size", size,
          "--reduced-motion"},
         kAccent);
  }
  const double ours = kiosk.quantile(0.5);
  const double window = empty.quantile(0.5);
  report(figures, {"kiosk, start to home, beside an empty window", ours, window, "ms",
                   ours / window, "< 1000 ms", ours < kLimitMs});
}

}  // namespace antre::bench
