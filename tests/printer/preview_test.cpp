// SPDX-License-Identifier: Apache-2.0
#include "printer/preview.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "printer/raster.hpp"
#include "tests/printer/readers.hpp"
#include "tests/printer/sample_ticket.hpp"
#include "tests/printer/scratch_dir.hpp"
#include "tests/support/process.hpp"

namespace antre::printer {
namespace {

/// Every text of a ticket, as it is laid out: a long one in lines.
std::vector<std::string> texts_of(const TicketPaper& ticket, int paper_mm) {
  std::vector<std::string> texts;
  for (const auto& box : lay_out(ticket, paper_mm).texts) {
    texts.push_back(box.text);
  }
  return texts;
}

}  // namespace

TEST_SUITE("printer/preview") {
  TEST_CASE("the PNG is what a thermal printer gets, byte for byte") {
    const ScratchDir dir;
    const auto file = dir.path() / "ticket.png";
    REQUIRE(write_preview(sample_ticket(), 58, file).has_value());
    CHECK(test::read_file(file.string()) == *to_png(rasterise(lay_out(sample_ticket(), 58))));
    CHECK(*render_png(sample_ticket(), 58) == test::read_file(file.string()));
  }

  TEST_CASE("the PDF holds every word as text, and one page as wide as the paper") {
    for (const int paper_mm : {80, 58}) {
      CAPTURE(paper_mm);
      auto ticket = sample_ticket();
      ticket.copy = true;
      ticket.priority = true;
      ticket.header = "Semua pelayanan tanpa biaya";
      const auto pdf = render_pdf(ticket, paper_mm);
      REQUIRE(pdf.has_value());
      const auto words = read_pdf(*pdf);
      for (const auto& text : texts_of(ticket, paper_mm)) {
        CHECK_MESSAGE(words.find(text) != std::string::npos, text);
      }
      const ScratchDir dir;
      test::write_file((dir.path() / "ticket.pdf").string(), *pdf);
      const auto info = output_of("pdfinfo " + (dir.path() / "ticket.pdf").string());
      CHECK(info.find("Pages:           1") != std::string::npos);
      // 80 mm are 226.8 points, 58 mm are 164.4.
      CHECK(info.find(paper_mm == 80 ? "226.7" : "164.4") != std::string::npos);
      CHECK(info.find("R012") != std::string::npos);
    }
  }

  TEST_CASE("a phone reads the code of the PDF, and the letters are no pictures") {
    const ScratchDir dir;
    const auto file = dir.path() / "ticket.PDF";
    REQUIRE(write_preview(sample_ticket(), 80, file).has_value());
    const auto page = (dir.path() / "page").string();
    output_of("pdftoppm -r 203 -gray -png -singlefile " + file.string() + " " + page);
    CHECK(output_of("zbarimg -q --raw " + page + ".png 2>/dev/null") ==
          sample_ticket().qr->content);
    CHECK(output_of("pdffonts " + file.string()).find("Inter") != std::string::npos);
  }

  TEST_CASE("an extension that says nothing, a paper or a folder that is not there is refused") {
    const ScratchDir dir;
    CHECK(write_preview(sample_ticket(), 80, dir.path() / "ticket.gif").error().code ==
          ErrorCode::kInvalid);
    CHECK(write_preview(sample_ticket(), 80, dir.path() / "ticket").error().code ==
          ErrorCode::kInvalid);
    CHECK(write_preview(sample_ticket(), 112, dir.path() / "ticket.png").error().code ==
          ErrorCode::kInvalid);
    CHECK(write_preview({}, 80, dir.path() / "ticket.pdf").error().code == ErrorCode::kInvalid);
    const auto lost = write_preview(sample_ticket(), 80, dir.path() / "no" / "ticket.pdf");
    CHECK(lost.error().code == ErrorCode::kIo);
    CHECK(lost.error().detail.find("ticket.pdf") != std::string::npos);
    CHECK(std::filesystem::is_empty(dir.path()));
  }
}

TEST_SUITE("printer/readers") {
  TEST_CASE("a stranger reads hall, service and words from the printed dots") {
    for (const int paper_mm : {80, 58}) {
      CAPTURE(paper_mm);
      auto ticket = sample_ticket();
      ticket.priority = true;
      ticket.copy = true;
      ticket.header = "Semua pelayanan tanpa biaya";
      const auto layout = lay_out(ticket, paper_mm);
      const auto picture = rasterise(layout);
      const auto words = read_text(picture);
      CAPTURE(words);
      for (const char* text :
           {"Pelayanan Statistik Terpadu", "BPS Provinsi Jawa Tengah", "Nomor antrean",
            "Rekomendasi Kegiatan", "Statistik", "24 November 2026", "pukul 09.42 WIB",
            "Semua pelayanan tanpa biaya", "Silakan duduk", "www.lapor.go.id",
            "Dicetak ulang pukul 09.47 WIB"}) {
        CHECK_MESSAGE(words.find(text) != std::string::npos, text);
      }
      std::vector<std::string> bars;
      for (const auto& bar : layout.bars) {
        if (bar.box.height > 40 && bar.box.width > layout.width / 2) {
          bars.push_back(read_white(picture, bar.box));
        }
      }
      CHECK(bars == std::vector<std::string>{"SALINAN", "PRIORITAS"});
    }
  }

  TEST_CASE("a stranger reads every digit of the number") {
    for (const int paper_mm : {80, 58}) {
      for (const char* number : {"R012", "K789", "A3456", "B305"}) {
        CAPTURE(paper_mm);
        auto ticket = sample_ticket();
        ticket.number = number;
        const auto layout = lay_out(ticket, paper_mm);
        const auto found = std::find_if(layout.texts.begin(), layout.texts.end(),
                                        [&](const TextBox& box) { return box.text == number; });
        REQUIRE(found != layout.texts.end());
        CHECK(read_number(rasterise(layout), found->ink) == number);
      }
    }
  }
}

}  // namespace antre::printer
