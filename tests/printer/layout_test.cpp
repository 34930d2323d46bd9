// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "printer/qr_code.hpp"
#include "printer/raster.hpp"
#include "printer/ticket_measures.hpp"
#include "tests/printer/sample_ticket.hpp"
#include "tests/printer/scratch_dir.hpp"

namespace antre::printer {
namespace {

bool overlap(const Rect& a, const Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

const TextBox* find_text(const Layout& layout, const std::string& text) {
  const auto found = std::find_if(layout.texts.begin(), layout.texts.end(),
                                  [&](const TextBox& box) { return box.text == text; });
  return found == layout.texts.end() ? nullptr : &*found;
}

std::string all_text(const Layout& layout) {
  std::string all;
  for (const auto& box : layout.texts) {
    all += box.text + " ";
  }
  return all;
}

/// What holds for every ticket on every paper.
void check_sound(const Layout& layout) {
  const Rect inside{layout.margin, kTopWhite, layout.width - 2 * layout.margin,
                    layout.height - 2 * kTopWhite};
  const auto within = [&](const Rect& box) {
    return box.x >= inside.x && box.right() <= inside.right() && box.y >= inside.y &&
           box.bottom() <= inside.bottom();
  };
  for (std::size_t index = 0; index < layout.texts.size(); ++index) {
    const auto& text = layout.texts[index];
    CAPTURE(text.text);
    CHECK(within(text.ink));
    CHECK(text.style.size >= kSmallestText);
    for (std::size_t other = index + 1; other < layout.texts.size(); ++other) {
      CAPTURE(layout.texts[other].text);
      CHECK_FALSE(overlap(text.ink, layout.texts[other].ink));
    }
    for (const auto& bar : layout.bars) {
      CHECK_FALSE((!text.white && overlap(text.ink, bar.box)));
    }
    for (const auto& mark : layout.marks) {
      CHECK_FALSE(overlap(text.ink, mark.ground));
    }
  }
  for (const auto& mark : layout.marks) {
    CHECK(within(mark.ground));
    for (const auto& bar : layout.bars) {
      CHECK_FALSE(overlap(mark.ground, bar.box));
    }
  }
  for (const auto& bar : layout.bars) {
    CHECK(within(bar.box));
    CHECK(std::min(bar.box.width, bar.box.height) >= 3);
    if (bar.box.width > layout.width / 2) {
      CHECK(bar.box.height <= 64);
    }
  }
  for (const auto& qr : layout.qr_codes) {
    CHECK(within(qr.box));
    const int quiet = kQrQuietModules * qr.module_dots;
    const Rect free{qr.box.x - quiet, qr.box.y - quiet, qr.box.width + 2 * quiet,
                    qr.box.height + 2 * quiet};
    for (const auto& text : layout.texts) {
      CHECK_FALSE(overlap(free, text.ink));
    }
    for (const auto& bar : layout.bars) {
      CHECK_FALSE(overlap(free, bar.box));
    }
  }
}

/// No ink beyond the margins or in the first 24 rows of the picture itself.
void check_picture(const Layout& layout) {
  const Bitmap picture = rasterise(layout);
  REQUIRE(picture.width() == layout.width);
  REQUIRE(picture.height() == layout.height);
  int stray = 0;
  int black = 0;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      if (picture.black(x, y)) {
        ++black;
        const bool outside = x < layout.margin || x >= layout.width - layout.margin;
        stray += outside || y < kTopWhite ? 1 : 0;
      }
    }
  }
  CHECK(stray == 0);
  CHECK(black > 10000);
}

void keep_picture(const Layout& layout, const std::string& name) {
  const auto png = to_png(rasterise(layout));
  REQUIRE(png.has_value());
  std::ofstream(std::string(ANTRE_BINARY_DIR) + "/" + name + ".png", std::ios::binary) << *png;
}

struct Variant {
  std::string name;
  std::function<void(TicketPaper&)> change;
};

std::vector<Variant> variants() {
  return {
      {"plain", [](TicketPaper&) {}},
      {"priority", [](TicketPaper& ticket) { ticket.priority = true; }},
      {"copy", [](TicketPaper& ticket) { ticket.copy = true; }},
      {"priority-copy", [](TicketPaper& ticket) { ticket.priority = ticket.copy = true; }},
      {"no-wait", [](TicketPaper& ticket) { ticket.wait.reset(); }},
      {"no-facts",
       [](TicketPaper& ticket) {
         ticket.wait.reset();
         ticket.ahead.reset();
       }},
      {"header", [](TicketPaper& ticket) { ticket.header = "Semua pelayanan tanpa biaya"; }},
      {"long-header",
       [](TicketPaper& ticket) {
         ticket.header =
             "Zona integritas menuju wilayah bebas dari korupsi: semua pelayanan tanpa biaya, dan "
             "tidak ada petugas yang menerima hadiah";
         ticket.heading.clear();
       }},
      {"no-qr", [](TicketPaper& ticket) { ticket.qr.reset(); }},
      {"code-only",
       [](TicketPaper& ticket) {
         ticket.qr->content = "7KQ2-M9";
         ticket.qr->address.clear();
       }},
      {"r1000", [](TicketPaper& ticket) { ticket.number = "R1000"; }},
      {"w9999", [](TicketPaper& ticket) { ticket.number = "WW9999"; }},
      {"long",
       [](TicketPaper& ticket) {
         ticket.hall = "Pelayanan Statistik Terpadu Kabupaten Hulu Sungai Tengah";
         ticket.office = "Badan Pusat Statistik Kabupaten Hulu Sungai Tengah, Kalimantan Selatan";
         ticket.service = "Konsultasi Statistik dan Permintaan Data Mikro Sensus Pertanian 2023";
         ticket.ahead->label = "Pengunjung yang menunggu di depan Anda";
         ticket.ahead->figure = "1234";
         ticket.wait->short_label.clear();
         ticket.wait->figure = "120–180";
         ticket.qr->content = "https://antrean.hulusungaitengahkab.contoh.go.id/tiket/7KQ2-M9";
         ticket.qr->address = "antrean.hulusungaitengahkab.contoh.go.id";
         ticket.notes.push_back(
             "Mohon menyiapkan surat permohonan dan kartu identitas. "
             "Pelayanan ini GRATIS.");
       }},
      {"bare",
       [](TicketPaper& ticket) {
         ticket = {};
         ticket.number = "K014";
       }},
  };
}

}  // namespace

TEST_SUITE("printer/layout") {
  TEST_CASE("every kind of ticket stays inside its margins and overlaps nothing") {
    for (const int paper_mm : {80, 58}) {
      for (const auto& variant : variants()) {
        CAPTURE(paper_mm);
        CAPTURE(variant.name);
        auto ticket = sample_ticket();
        variant.change(ticket);
        check_sound(lay_out(ticket, paper_mm, QrPlace::kOwnStrip));
        const auto layout = lay_out(ticket, paper_mm);
        check_sound(layout);
        check_picture(layout);
        keep_picture(layout, "ticket-" + std::to_string(paper_mm) + "-" + variant.name);
      }
    }
  }

  TEST_CASE("the paper is 576 or 384 dots wide with the margins of the design") {
    CHECK(lay_out(sample_ticket(), 80).width == 576);
    CHECK(lay_out(sample_ticket(), 80).margin == 24);
    CHECK(lay_out(sample_ticket(), 58).width == 384);
    CHECK(lay_out(sample_ticket(), 58).margin == 16);
    CHECK_FALSE(is_paper_width(112));
  }

  TEST_CASE("the number is as large as the paper allows and never broken") {
    auto ticket = sample_ticket();
    const auto layout = lay_out(ticket, 80);
    const auto* number = find_text(layout, "R012");
    REQUIRE(number != nullptr);
    CHECK(number->style == TextStyle{Face::kDisplayBold, 232});
    ticket.number = "R1000";
    for (const int paper_mm : {80, 58}) {
      const auto larger = lay_out(ticket, paper_mm);
      const auto* fitted = find_text(larger, "R1000");
      REQUIRE(fitted != nullptr);
      CHECK(fitted->ink.width <= larger.width - 2 * larger.margin);
      CHECK(fitted->ink.width > (larger.width - 2 * larger.margin) * 95 / 100);
    }
  }

  TEST_CASE("nothing is half as large as the number") {
    for (const int paper_mm : {80, 58}) {
      const auto layout = lay_out(sample_ticket(), paper_mm);
      const int number = find_text(layout, "R012")->style.size;
      for (const auto& text : layout.texts) {
        CHECK((text.text == "R012" || text.style.size * 2 <= number));
      }
    }
  }

  TEST_CASE("a long service name takes two lines and keeps all its words") {
    auto ticket = sample_ticket();
    ticket.service = "Konsultasi Statistik dan Permintaan Data";
    const auto layout = lay_out(ticket, 80);
    CHECK(find_text(layout, ticket.service) == nullptr);
    CHECK(all_text(layout).find(ticket.service) != std::string::npos);
  }

  TEST_CASE("a short wait in words fits in every language, on both papers") {
    for (const int paper_mm : {80, 58}) {
      for (const auto& [label, label_short] :
           {std::pair("Waktu tunggu kurang dari", "Tunggu kurang dari"),
            std::pair("Expected wait less than", "Wait less than"),
            std::pair("Wekdal ngrantos kirang saking", "Ngrantos kirang saking")}) {
        auto ticket = sample_ticket();
        ticket.wait = TicketFact{label, label_short, "5", "menit"};
        const auto layout = lay_out(ticket, paper_mm);
        check_sound(layout);
        const auto text = all_text(layout);
        const bool whole = text.find(label) != std::string::npos;
        CHECK((whole || text.find(label_short) != std::string::npos));
        CHECK(find_text(layout, "5") != nullptr);
      }
    }
  }

  TEST_CASE("without an estimate the people ahead have the whole width") {
    auto ticket = sample_ticket();
    const auto with_wait = lay_out(ticket, 80);
    ticket.wait.reset();
    const auto without = lay_out(ticket, 80);
    CHECK(find_text(without, "menit") == nullptr);
    CHECK(find_text(without, "orang") != nullptr);
    CHECK(without.bars.size() + 1 == with_wait.bars.size());
    CHECK(without.height == with_wait.height);
  }

  TEST_CASE("without a QR code the paper is shorter") {
    auto ticket = sample_ticket();
    const auto with_code = lay_out(ticket, 80);
    ticket.qr.reset();
    const auto without = lay_out(ticket, 80);
    CHECK(without.qr_codes.empty());
    CHECK(without.height < with_code.height - 174);
  }

  TEST_CASE("a content too long to print legibly leaves the code out") {
    auto ticket = sample_ticket();
    ticket.qr->content = std::string(4000, 'x');
    CHECK(lay_out(ticket, 80).qr_codes.empty());
    ticket.qr->content = std::string(1500, 'x');
    CHECK(lay_out(ticket, 58).qr_codes.empty());
  }

  TEST_CASE("a priority ticket says so in white on black, a normal one does not") {
    auto ticket = sample_ticket();
    CHECK(find_text(lay_out(ticket, 80), "PRIORITAS") == nullptr);
    ticket.priority = true;
    const auto layout = lay_out(ticket, 80);
    const auto* word = find_text(layout, "PRIORITAS");
    REQUIRE(word != nullptr);
    CHECK(word->white);
    CHECK(word->ink.y > find_text(layout, ticket.service)->ink.bottom());
    CHECK(word->ink.bottom() < find_text(layout, ticket.date)->ink.y);
  }

  TEST_CASE("a copy has a bar on top, the reprint time at the end and nothing else changed") {
    auto ticket = sample_ticket();
    const auto first = lay_out(ticket, 80);
    ticket.copy = true;
    const auto copy = lay_out(ticket, 80);
    CHECK(copy.texts.front().text == "SALINAN");
    CHECK(all_text(copy).find("Dicetak ulang pukul 09.47 WIB.") != std::string::npos);
    const int shift = copy.texts[1].baseline - first.texts[0].baseline;
    for (std::size_t index = 0; index < first.texts.size(); ++index) {
      CHECK(copy.texts[index + 1].text == first.texts[index].text);
      CHECK(copy.texts[index + 1].baseline - shift == first.texts[index].baseline);
    }
  }

  TEST_CASE("the hall's own line stands above the number, and nothing else moves sideways") {
    auto ticket = sample_ticket();
    ticket.header = "Semua pelayanan tanpa biaya";
    for (const int paper_mm : {80, 58}) {
      const auto layout = lay_out(ticket, paper_mm);
      const auto* header = find_text(layout, ticket.header);
      REQUIRE(header != nullptr);
      CHECK(header->ink.bottom() < find_text(layout, ticket.heading)->ink.y);
      CHECK(layout.height > lay_out(sample_ticket(), paper_mm).height);
    }
  }

  TEST_CASE("an address is left out on 58 mm and the short label is used there") {
    const auto layout = lay_out(sample_ticket(), 58);
    CHECK(find_text(layout, "antrean.contoh.go.id") == nullptr);
    CHECK(find_text(layout, "kode 7KQ2-M9") != nullptr);
    CHECK(find_text(layout, "Waktu tunggu") != nullptr);
    CHECK(layout.marks.empty());
  }

  TEST_CASE("a hall's own mark is printed white on black, whatever its colour") {
    const ScratchDir dir;
    const auto file = dir.path() / "mark.svg";
    std::ofstream(file) << "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>"
                           "<rect x='6' y='6' width='12' height='12' fill='#0B4A82'/></svg>";
    auto ticket = sample_ticket();
    ticket.mark_file = file.string();
    const auto picture = rasterise(lay_out(ticket, 80));
    CHECK_FALSE(picture.black(24 + 36, 24 + 36));
    CHECK_FALSE(picture.black(24 + 26, 24 + 26));
    CHECK(picture.black(24 + 22, 24 + 36));
    CHECK(picture.black(24 + 4, 24 + 36));
  }

  TEST_CASE("the mark that comes with the programs is the placeholder") {
    const std::filesystem::path icon = std::string(ANTRE_SOURCE_DIR) + "/assets/icons/hall.svg";
    REQUIRE(std::filesystem::exists(icon));
    auto ticket = sample_ticket();
    const auto placeholder = rasterise(lay_out(ticket, 80));
    ticket.mark_file = icon.string();
    const auto loaded = rasterise(lay_out(ticket, 80));
    int different = 0;
    for (int y = 24; y < 24 + 72; ++y) {
      for (int x = 24; x < 24 + 72; ++x) {
        different += loaded.black(x, y) == placeholder.black(x, y) ? 0 : 1;
      }
    }
    CHECK(different < 40);
  }

  TEST_CASE("a mark that cannot be read becomes the placeholder") {
    auto ticket = sample_ticket();
    const auto placeholder = rasterise(lay_out(ticket, 80));
    ticket.mark_file = "/no/such/mark.svg";
    CHECK(rasterise(lay_out(ticket, 80)) == placeholder);
  }
}

}  // namespace antre::printer
