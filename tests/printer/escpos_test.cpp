// SPDX-License-Identifier: Apache-2.0
#include "printer/escpos.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <vector>

#include "printer/raster.hpp"
#include "tests/printer/escpos_parser.hpp"
#include "tests/printer/readers.hpp"
#include "tests/printer/sample_ticket.hpp"

namespace antre::printer {
TEST_SUITE("printer/escpos") {
  TEST_CASE("a small picture is exactly these bytes") {
    Bitmap picture(16, 2);
    picture.set_black(0, 0);
    picture.set_black(15, 1);
    CHECK(to_escpos(picture, true) ==
          std::vector<std::uint8_t>{0x1B, 0x40,                          // ESC @
                                    0x1D, 0x76, 0x30, 0x00, 2, 0, 2, 0,  // GS v 0
                                    0x80, 0x00, 0x00, 0x01,              // two rows
                                    0x1D, 0x56, 0x42, 0x18});            // GS V 66
    const auto uncut = to_escpos(picture, false);
    CHECK(std::vector<std::uint8_t>(uncut.end() - 3, uncut.end()) ==
          std::vector<std::uint8_t>{0x1B, 0x64, 0x05});
  }

  TEST_CASE("a ticket is initialise, bands and one cut, and no other byte") {
    for (const int paper_mm : {80, 58}) {
      const Bitmap picture = rasterise(lay_out(sample_ticket(), paper_mm));
      const auto parsed = parse_escpos(to_escpos(picture, true));
      REQUIRE(parsed.has_value());
      CHECK(parsed->initialised == 1);
      CHECK(parsed->cuts == 1);
      CHECK(parsed->feed_before_cut == 24);
      CHECK(parsed->lines_fed == 0);
      for (const int rows : parsed->bands) {
        CHECK(rows <= 256);
      }
      CHECK(std::accumulate(parsed->bands.begin(), parsed->bands.end(), 0) == picture.height());
      CHECK(parsed->picture == picture);
    }
  }

  TEST_CASE("without a cutter the paper is fed to the edge instead") {
    const auto parsed = parse_escpos(to_escpos(rasterise(lay_out(sample_ticket(), 58)), false));
    REQUIRE(parsed.has_value());
    CHECK(parsed->cuts == 0);
    CHECK(parsed->lines_fed == 5);
  }

  TEST_CASE("a phone reads the address from the printed dots") {
    for (const int paper_mm : {80, 58}) {
      const auto ticket = sample_ticket();
      const auto parsed = parse_escpos(to_escpos(rasterise(lay_out(ticket, paper_mm)), true));
      REQUIRE(parsed.has_value());
      CHECK(read_qr(parsed->picture) == ticket.qr->content);
    }
  }

  TEST_CASE("a code without a web address is read as the code") {
    auto ticket = sample_ticket();
    ticket.qr->content = "7KQ2-M9";
    CHECK(read_qr(rasterise(lay_out(ticket, 58))) == "7KQ2-M9");
  }

  TEST_CASE("the parser of these tests refuses what a printer would print as rubbish") {
    auto bytes = to_escpos(Bitmap(8, 1), true);
    bytes.push_back('x');
    CHECK_FALSE(parse_escpos(bytes).has_value());
    bytes.resize(7);
    CHECK_FALSE(parse_escpos(bytes).has_value());
  }
}

}  // namespace antre::printer
