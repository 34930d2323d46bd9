// SPDX-License-Identifier: Apache-2.0
#include "printer/cups_raster.hpp"

#include <doctest/doctest.h>

#include <string>

#include "printer/raster.hpp"
#include "tests/printer/pwg_reader.hpp"
#include "tests/printer/readers.hpp"
#include "tests/printer/sample_ticket.hpp"

namespace antre::printer {
namespace {

PageAbilities able(std::vector<int> resolutions, std::vector<std::string> types) {
  PageAbilities abilities;
  abilities.resolutions = std::move(resolutions);
  abilities.color_types = std::move(types);
  return abilities;
}

}  // namespace

TEST_SUITE("printer/cups_raster") {
  TEST_CASE("a page at the printer's own resolution has exactly our dots, in its middle") {
    for (const int paper_mm : {80, 58}) {
      for (const char* type : {"black_1", "sgray_8", "srgb_8"}) {
        CAPTURE(type);
        const auto layout = lay_out(sample_ticket(), paper_mm);
        const auto page = to_pwg_raster(layout, paper_mm, {203, type});
        REQUIRE(page.has_value());
        const auto read = read_pwg(page->bytes);
        REQUIRE(read.has_value());
        CHECK(read->pages == 1);
        CHECK(read->dpi == 203);
        // 203 dots an inch: 80 mm are 639 dots, 58 mm are 463.
        CHECK(read->picture.width() == (paper_mm == 80 ? 639 : 463));
        CHECK(read->picture.height() >= layout.height - 1);
        CHECK(part_of(read->picture, (read->picture.width() - layout.width) / 2, layout.width,
                      layout.height) == rasterise(layout));
        CHECK(page->media == read->media);
      }
    }
  }

  TEST_CASE("a finer printer gets a finer picture, which a phone and a stranger read") {
    const auto layout = lay_out(sample_ticket(), 80);
    for (const int dpi : {300, 600}) {
      CAPTURE(dpi);
      const auto page = to_pwg_raster(layout, 80, {dpi, "sgray_8"});
      REQUIRE(page.has_value());
      const auto read = read_pwg(page->bytes);
      REQUIRE(read.has_value());
      CHECK(read->dpi == dpi);
      CHECK(read->picture.width() == 80 * dpi * 10 / 254);
      CHECK(read_qr(read->picture) == sample_ticket().qr->content);
      CHECK(read_text(read->picture).find("Pelayanan Statistik Terpadu") != std::string::npos);
    }
  }

  TEST_CASE("the size is named as the standard names it, in whole millimetres") {
    auto layout = lay_out(sample_ticket(), 58);
    layout.height = 1001;
    const auto page = to_pwg_raster(layout, 58, {});
    REQUIRE(page.has_value());
    CHECK(page->media == "custom_58x126mm_58x126mm");
  }

  TEST_CASE("the resolution is the layout's own, else the next finer, else the finest") {
    CHECK(choose_raster({}) == RasterForm{203, "sgray_8"});
    CHECK(choose_raster(able({600, 203, 300}, {"sgray_8", "black_1"})) ==
          RasterForm{203, "black_1"});
    CHECK(choose_raster(able({600, 300}, {"srgb_8"})) == RasterForm{300, "srgb_8"});
    CHECK(choose_raster(able({150, 180}, {"sgray_8", "srgb_8"})) == RasterForm{180, "sgray_8"});
    CHECK(choose_raster(able({200}, {"adobe-rgb_16"})) == RasterForm{200, "sgray_8"});
  }

  TEST_CASE("a form that nobody knows is refused") {
    CHECK_FALSE(to_pwg_raster(lay_out(sample_ticket(), 80), 80, {203, "plaid_3"}).has_value());
  }
}

}  // namespace antre::printer
