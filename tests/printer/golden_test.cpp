// SPDX-License-Identifier: Apache-2.0
#include <cairo.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "i18n/catalogue.hpp"
#include "printer/paint.hpp"
#include "printer/raster.hpp"
#include "tests/printer/readers.hpp"
#include "tests/printer/sample_ticket.hpp"

namespace antre::printer {
namespace {

constexpr int kOneFact = 1;
/// Another release of the fonts or of FreeType moves an edge here and there; a text that moved is
/// far more.
constexpr double kMostDiffering = 0.005;

/// The sample in the words of a language; what is the hall's own stays as it is.
TicketPaper ticket_in(const i18n::Catalogue& words) {
  auto ticket = sample_ticket();
  ticket.heading = words.text("ticket.heading");
  ticket.time = words.text("ticket.at_time", std::string("09.42"), std::string("WIB"));
  ticket.priority_word = words.text("ticket.priority");
  ticket.copy_word = words.text("ticket.copy");
  ticket.reprint_line = words.text("ticket.reprinted", std::string("09.47"), std::string("WIB"));
  ticket.ahead = TicketFact{words.text("ticket.ahead"), words.text("ticket.ahead_short"),
                            std::to_string(kOneFact), words.count("ticket.people", kOneFact)};
  ticket.wait = TicketFact{words.text("ticket.wait"), words.text("ticket.wait_short"), "8–15",
                           words.text("ticket.minutes")};
  ticket.qr->lead = words.text("ticket.follow");
  ticket.qr->code = words.text("ticket.code", std::string("7KQ2-M9"));
  ticket.notes_bold = {words.text("ticket.sit")};
  ticket.notes = {words.text("ticket.promise", 10)};
  ticket.complaint = words.text("ticket.complaint", std::string("www.lapor.go.id"));
  return ticket;
}

/// Part of the dots that differ; 1 when the sizes do.
double differing(const Bitmap& drawn, const std::string& file) {
  const SurfacePtr kept(cairo_image_surface_create_from_png(file.c_str()));
  if (cairo_surface_status(kept.get()) != CAIRO_STATUS_SUCCESS ||
      cairo_image_surface_get_width(kept.get()) != drawn.width() ||
      cairo_image_surface_get_height(kept.get()) != drawn.height()) {
    return 1;
  }
  const unsigned char* data = cairo_image_surface_get_data(kept.get());
  const int stride = cairo_image_surface_get_stride(kept.get());
  int apart = 0;
  for (int y = 0; y < drawn.height(); ++y) {
    for (int x = 0; x < drawn.width(); ++x) {
      const unsigned char* dot =
          data + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4;
      apart += (dot[1] < 128) == drawn.black(x, y) ? 0 : 1;
    }
  }
  return static_cast<double>(apart) / (static_cast<double>(drawn.width()) * drawn.height());
}

void compare(const Bitmap& drawn, const std::string& name) {
  const std::string file = std::string(ANTRE_SOURCE_DIR) + "/tests/printer/golden/" + name + ".png";
  if (std::getenv("ANTRE_KEEP_TICKETS") != nullptr) {
    const auto png = to_png(drawn);
    REQUIRE(png.has_value());
    std::ofstream(file, std::ios::binary | std::ios::trunc) << *png;
  }
  CAPTURE(file);
  CHECK(differing(drawn, file) <= kMostDiffering);
}

}  // namespace

TEST_SUITE("printer/golden") {
  TEST_CASE("tickets in every language, on both papers, look as they were approved") {
    for (const char* language : {"id", "en", "jv"}) {
      const auto words = i18n::Catalogue::load(language);
      for (const int paper_mm : {80, 58}) {
        const std::string name = "ticket-" + std::to_string(paper_mm) + "-" + language;
        const auto plain = ticket_in(words);
        compare(rasterise(lay_out(plain, paper_mm)), name);
        auto priority = plain;
        priority.priority = true;
        priority.header = "Semua pelayanan tanpa biaya";
        compare(rasterise(lay_out(priority, paper_mm)), name + "-priority");
        auto copy = plain;
        copy.copy = true;
        compare(rasterise(lay_out(copy, paper_mm)), name + "-copy");
        auto bare = plain;
        bare.qr.reset();
        bare.wait.reset();
        compare(rasterise(lay_out(bare, paper_mm)), name + "-bare");
      }
    }
  }

  TEST_CASE("a stranger reads the ticket in every language") {
    for (const char* language : {"id", "en", "jv"}) {
      CAPTURE(language);
      const auto ticket = ticket_in(i18n::Catalogue::load(language));
      for (const int paper_mm : {80, 58}) {
        const auto picture = rasterise(lay_out(ticket, paper_mm));
        CHECK(read_qr(picture) == ticket.qr->content);
        const auto words = read_text(picture);
        CAPTURE(words);
        CHECK(words.find(ticket.heading) != std::string::npos);
        CHECK(words.find(ticket.time) != std::string::npos);
        CHECK(words.find(ticket.hall) != std::string::npos);
      }
    }
  }
}

}  // namespace antre::printer
