// SPDX-License-Identifier: Apache-2.0
#include "printer/mark.hpp"

#include <cairo.h>
#include <doctest/doctest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>

#include "printer/dither.hpp"
#include "printer/paint.hpp"
#include "printer/printer.hpp"
#include "printer/raster.hpp"
#include "tests/printer/report_listener.hpp"
#include "tests/printer/sample_ticket.hpp"
#include "tests/printer/scratch_dir.hpp"

namespace antre::printer {
namespace {

/// The mark of an 80 mm ticket, 72 dots a side.
constexpr int kLeft = 24;
constexpr int kSide = 72;

using Draw = std::function<void(cairo_t*, int, int)>;

std::string png_file(const ScratchDir& dir, int width, int height, const Draw& draw) {
  const SurfacePtr surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
  {
    const CairoPtr cairo(cairo_create(surface.get()));
    draw(cairo.get(), width, height);
  }
  std::string file = (dir.path() / "logo.png").string();
  REQUIRE(cairo_surface_write_to_png(surface.get(), file.c_str()) == CAIRO_STATUS_SUCCESS);
  return file;
}

void fill(cairo_t* cairo, double red, double green, double blue) {
  cairo_set_source_rgb(cairo, red, green, blue);
  cairo_paint(cairo);
}

Bitmap ticket_with(const std::string& mark) {
  auto ticket = sample_ticket();
  ticket.mark_file = mark;
  return rasterise(lay_out(ticket, 80));
}

/// Percent of black dots in a part of the mark's square.
int black_in(const Bitmap& picture, int x, int y, int width, int height) {
  int black = 0;
  for (int row = y; row < y + height; ++row) {
    for (int column = x; column < x + width; ++column) {
      black += picture.black(kLeft + column, kLeft + row) ? 1 : 0;
    }
  }
  return black * 100 / (width * height);
}

}  // namespace

TEST_SUITE("printer/mark") {
  TEST_CASE("a logo of two flat colours is cut cleanly, dark on the white paper") {
    const ScratchDir dir;
    // An orange disc on white: in grey it is lighter than one half.
    const auto file = png_file(dir, 400, 400, [](cairo_t* cairo, int width, int height) {
      fill(cairo, 1, 1, 1);
      cairo_set_source_rgb(cairo, 0.96, 0.6, 0.1);
      cairo_arc(cairo, width / 2.0, height / 2.0, width * 0.4, 0, 7);
      cairo_fill(cairo);
    });
    const auto picture = ticket_with(file);
    CHECK(black_in(picture, 26, 26, 20, 20) == 100);
    CHECK(black_in(picture, 0, 0, 8, 8) == 0);
    CHECK(black_in(picture, 64, 64, 8, 8) == 0);
  }

  TEST_CASE("a picture with shades is dithered: as dark on paper as it is on the screen") {
    const ScratchDir dir;
    const auto file = png_file(dir, 288, 288, [](cairo_t* cairo, int width, int /*height*/) {
      cairo_pattern_t* shades = cairo_pattern_create_linear(0, 0, width, 0);
      cairo_pattern_add_color_stop_rgb(shades, 0, 1, 1, 1);
      cairo_pattern_add_color_stop_rgb(shades, 1, 0, 0, 0);
      cairo_set_source(cairo, shades);
      cairo_paint(cairo);
      cairo_pattern_destroy(shades);
    });
    const auto picture = ticket_with(file);
    for (int part = 0; part < 6; ++part) {
      const int wanted = (part * 12 + 6) * 100 / kSide;
      CHECK(std::abs(black_in(picture, part * 12, 0, 12, kSide) - wanted) <= 6);
    }
  }

  TEST_CASE("one colour on nothing is a shape, white on black, as PNG and as SVG") {
    const ScratchDir dir;
    const auto png = png_file(dir, 240, 240, [](cairo_t* cairo, int /*width*/, int /*height*/) {
      cairo_set_source_rgb(cairo, 0.05, 0.3, 0.5);
      cairo_rectangle(cairo, 60, 60, 120, 120);
      cairo_fill(cairo);
    });
    const auto svg = dir.path() / "logo.svg";
    std::ofstream(svg) << "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>"
                          "<rect x='6' y='6' width='12' height='12' fill='#0B4A82'/></svg>";
    const auto picture = ticket_with(png);
    CHECK_FALSE(picture.black(kLeft + 36, kLeft + 36));
    CHECK(picture.black(kLeft + 4, kLeft + 36));
    CHECK(picture == ticket_with(svg.string()));
  }

  TEST_CASE("a coloured drawing on a ground of its own is a picture, not a white square") {
    const ScratchDir dir;
    const auto svg = dir.path() / "logo.svg";
    std::ofstream(svg) << "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>"
                          "<rect width='24' height='24' fill='#fff'/>"
                          "<circle cx='12' cy='12' r='8' fill='#0B4A82'/></svg>";
    const auto picture = ticket_with(svg.string());
    CHECK(black_in(picture, 26, 26, 20, 20) == 100);
    CHECK(black_in(picture, 0, 0, 8, 8) == 0);
  }

  TEST_CASE("a logo that is wide keeps its proportions") {
    const ScratchDir dir;
    const auto file = png_file(dir, 400, 100, [](cairo_t* cairo, int width, int height) {
      fill(cairo, 1, 1, 1);
      cairo_set_source_rgb(cairo, 0, 0, 0);
      cairo_rectangle(cairo, 20, 0, width - 40, height);
      cairo_fill(cairo);
    });
    const auto picture = ticket_with(file);
    CHECK(black_in(picture, 8, 30, 56, 12) == 100);
    CHECK(black_in(picture, 0, 0, kSide, 24) == 0);
    CHECK(black_in(picture, 0, 48, kSide, 24) == 0);
  }

  TEST_CASE("what is no picture gives the placeholder and says why") {
    const ScratchDir dir;
    const auto placeholder = ticket_with("");
    const auto file = dir.path() / "logo.png";
    const auto refused = [&](const std::string& bytes) {
      std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
      CHECK(ticket_with(file.string()) == placeholder);
      const auto mark = load_mark(file.string(), {48, 72, true});
      REQUIRE_FALSE(mark.has_value());
      CHECK(mark.error().detail.find("logo.png") != std::string::npos);
    };
    refused("");
    refused("this is a letter, not a picture");
    refused("\x89PNG\r\n\x1a\n");
    refused(std::string("\x89PNG\r\n\x1a\n") + std::string(200, 'x'));
    refused("<svg xmlns='http://www.w3.org/2000/svg'><rect");
    refused(std::string("\xFF\xD8\xFF\xE0JFIF", 8));
    CHECK(ticket_with(dir.path().string()) == placeholder);
  }

  TEST_CASE("a small file that claims a huge picture is refused before it is drawn") {
    const ScratchDir dir;
    const auto file = dir.path() / "bomb.png";
    std::string bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\x08\6\0\0\0", 29);
    std::ofstream(file, std::ios::binary) << bytes << std::string(64, '\0');
    const auto mark = load_mark(file.string(), {48, 72, true});
    REQUIRE_FALSE(mark.has_value());
    CHECK(mark.error().detail.find("8192") != std::string::npos);
  }

  TEST_CASE("a mark that is no picture is warned of once, not with every ticket") {
    const ScratchDir dir;
    std::ofstream(dir.path() / "logo.png") << "a letter";
    std::ostringstream written;
    const auto kept = spdlog::default_logger();
    spdlog::set_default_logger(std::make_shared<spdlog::logger>(
        "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(written)));
    {
      ReportListener listener;
      PrinterOptions options;
      options.directory = dir.path();
      options.on_change = listener.on_change();
      const auto printer = *make_printer(options);
      PrintJob job{sample_ticket()};
      job.ticket.mark_file = (dir.path() / "logo.png").string();
      for (const char* number : {"R001", "R002", "R003"}) {
        job.ticket.number = number;
        const auto id = printer->print(job);
        CHECK(listener.wait_for(*printer, *id, PrintState::kPrinted, PrintReason::kNone));
      }
    }
    spdlog::set_default_logger(kept);
    const auto log = written.str();
    CHECK(log.find("logo.png") != std::string::npos);
    CHECK(log.find("neutral mark") == log.rfind("neutral mark"));
  }
}

TEST_SUITE("printer/dither") {
  TEST_CASE("a single shade becomes the nearer of black and white") {
    std::vector<std::uint8_t> dark(64, 200);
    to_one_bit(dark, 8);
    CHECK(std::all_of(dark.begin(), dark.end(), [](std::uint8_t ink) { return ink == 255; }));
    std::vector<std::uint8_t> light(64, 50);
    to_one_bit(light, 8);
    CHECK(std::all_of(light.begin(), light.end(), [](std::uint8_t ink) { return ink == 0; }));
  }

  TEST_CASE("two tones part between them, however light both are") {
    std::vector<std::uint8_t> ink(64, 20);
    std::fill_n(ink.begin(), 20, std::uint8_t{90});
    to_one_bit(ink, 8);
    CHECK(std::count(ink.begin(), ink.end(), std::uint8_t{255}) == 20);
    CHECK(ink.front() == 255);
  }
}

}  // namespace antre::printer
