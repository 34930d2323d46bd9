// SPDX-License-Identifier: Apache-2.0
#include "printer/escpos_ticket.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "printer/qr_code.hpp"
#include "printer/raster.hpp"
#include "tests/printer/escpos_parser.hpp"
#include "tests/printer/readers.hpp"
#include "tests/printer/sample_ticket.hpp"

namespace antre::printer {
namespace {

constexpr int head_of(int paper_mm) {
  return paper_mm == 80 ? 576 : 384;
}

EscposOptions plain(std::string_view page) {
  EscposOptions options;
  options.code_page = *find_code_page(page);
  return options;
}

const ParsedLine* find_line(const ParsedTicket& ticket, const std::string& bytes) {
  const auto found = std::find_if(ticket.lines.begin(), ticket.lines.end(),
                                  [&](const ParsedLine& line) { return line.bytes == bytes; });
  return found == ticket.lines.end() ? nullptr : &*found;
}

std::string all_lines(const ParsedTicket& ticket) {
  std::string all;
  for (const auto& line : ticket.lines) {
    all += line.bytes + " ";
  }
  return all;
}

}  // namespace

TEST_SUITE("printer/escpos_ticket") {
  TEST_CASE("with the printer's own QR code a phone reads the same, and the picture is whole") {
    for (const int paper_mm : {80, 58}) {
      CAPTURE(paper_mm);
      const auto ticket = sample_ticket();
      EscposOptions options;
      options.native_qr = true;
      const auto parsed =
          parse_escpos(ticket_to_escpos(ticket, paper_mm, options), head_of(paper_mm));
      REQUIRE(parsed.has_value());
      REQUIRE(parsed->qr_codes.size() == 1);
      CHECK(parsed->qr_codes.front().content == ticket.qr->content);
      CHECK(read_qr(parsed->picture) == ticket.qr->content);
      // What the printer puts together is what we would have drawn.
      CHECK(parsed->picture == rasterise(lay_out(ticket, paper_mm, QrPlace::kOwnStrip)));
      CHECK(parsed->cuts == 1);
    }
  }

  TEST_CASE("nothing stands left or right of the printer's own code") {
    for (const int paper_mm : {80, 58}) {
      const auto layout = lay_out(sample_ticket(), paper_mm, QrPlace::kOwnStrip);
      REQUIRE(layout.qr_codes.size() == 1);
      const auto& code = layout.qr_codes.front();
      const int quiet = kQrQuietModules * code.module_dots;
      CHECK(code.box.x == (layout.width - code.box.width) / 2);
      for (const auto& text : layout.texts) {
        CHECK((text.ink.bottom() <= code.box.y - quiet || text.ink.y >= code.box.bottom() + quiet));
      }
      for (const auto& bar : layout.bars) {
        CHECK((bar.box.bottom() <= code.box.y - quiet || bar.box.y >= code.box.bottom() + quiet));
      }
    }
  }

  TEST_CASE("a ticket without a code is the same with the printer's own codes") {
    auto ticket = sample_ticket();
    ticket.qr.reset();
    EscposOptions options;
    const auto as_picture = ticket_to_escpos(ticket, 80, options);
    options.native_qr = true;
    CHECK(ticket_to_escpos(ticket, 80, options) == as_picture);
  }

  TEST_CASE("a printer of letters gets every word, the number as large as the paper allows") {
    for (const int paper_mm : {80, 58}) {
      CAPTURE(paper_mm);
      const auto ticket = sample_ticket();
      const auto parsed =
          parse_escpos(ticket_to_escpos(ticket, paper_mm, plain("CP437")), head_of(paper_mm));
      REQUIRE(parsed.has_value());
      CHECK(parsed->bands.empty());
      CHECK(parsed->code_pages == std::vector<int>{0});
      CHECK(parsed->cuts == 1);
      const auto* number = find_line(*parsed, "R012");
      REQUIRE(number != nullptr);
      CHECK(number->width == 8);
      CHECK(number->height == 8);
      const auto all = all_lines(*parsed);
      for (const std::string& text :
           {ticket.hall, ticket.office, ticket.service, ticket.date, ticket.time, ticket.heading,
            ticket.notes_bold.front(), ticket.notes.front(), ticket.complaint,
            std::string("8-15 menit"), std::string("4 orang"), ticket.qr->code}) {
        CHECK_MESSAGE(all.find(text) != std::string::npos, text);
      }
      // The address has 36 letters: on 58 mm it takes two lines.
      auto unbroken = all;
      std::erase(unbroken, ' ');
      CHECK(unbroken.find(ticket.qr->content) != std::string::npos);
      CHECK(all.find("SALINAN") == std::string::npos);
    }
  }

  TEST_CASE("a copy and a priority ticket say so white on black, in letters too") {
    auto ticket = sample_ticket();
    ticket.copy = true;
    ticket.priority = true;
    ticket.header = "Pelayanan tanpa biaya";
    const auto parsed = parse_escpos(ticket_to_escpos(ticket, 58, plain("CP850")), 384);
    REQUIRE(parsed.has_value());
    CHECK(parsed->lines.front().bytes == " SALINAN ");
    CHECK(parsed->lines.front().reverse);
    const auto* priority = find_line(*parsed, " PRIORITAS ");
    REQUIRE(priority != nullptr);
    CHECK(priority->reverse);
    CHECK(find_line(*parsed, "Pelayanan tanpa biaya") != nullptr);
    CHECK(all_lines(*parsed).find("Dicetak ulang pukul 09.47 WIB.") != std::string::npos);
  }

  TEST_CASE("a printer of letters that knows QR codes draws one that a phone reads") {
    for (const int paper_mm : {80, 58}) {
      auto options = plain("CP437");
      options.native_qr = true;
      const auto parsed =
          parse_escpos(ticket_to_escpos(sample_ticket(), paper_mm, options), head_of(paper_mm));
      REQUIRE(parsed.has_value());
      CHECK(read_qr(parsed->picture) == sample_ticket().qr->content);
      CHECK(all_lines(*parsed).find("https://") == std::string::npos);
    }
  }

  TEST_CASE("a long number is never broken and long words are, on the narrowest paper") {
    auto ticket = sample_ticket();
    ticket.number = "R1000";
    ticket.service = std::string(70, 'x');
    const auto parsed = parse_escpos(ticket_to_escpos(ticket, 58, plain("CP437")), 384);
    REQUIRE(parsed.has_value());
    REQUIRE(find_line(*parsed, "R1000") != nullptr);
    CHECK(find_line(*parsed, "R1000")->width == 6);
    CHECK(find_line(*parsed, std::string(16, 'x')) != nullptr);
  }

  TEST_CASE("the parser refuses a line wider than the paper, and a code without content") {
    CHECK_FALSE(parse_escpos(ticket_to_escpos(sample_ticket(), 80, plain("CP437")), 384));
    const std::vector<std::uint8_t> empty_code{0x1B, 0x40, 0x1B, 0x61, 1,  0x1D, 0x28,
                                               0x6B, 3,    0,    49,   81, 48};
    CHECK_FALSE(parse_escpos(empty_code));
  }
}

TEST_SUITE("printer/code_page") {
  TEST_CASE("letters that a page has keep their accents, each page in its own way") {
    CHECK(to_code_page("café", *find_code_page("CP437")) == "caf\x82");
    CHECK(to_code_page("café", *find_code_page("CP850")) == "caf\x82");
    CHECK(to_code_page("café", *find_code_page("CP1252")) == "caf\xE9");
    CHECK(to_code_page("cafe\xCC\x81", *find_code_page("CP1252")) == "caf\xE9");
    CHECK(to_code_page("5 €", *find_code_page("CP858")) == "5 \xD5");
    CHECK(to_code_page("8–15", *find_code_page("CP1252")) ==
          "8\x96"
          "15");
  }

  TEST_CASE("letters that a page has not become what reads most like them") {
    const auto page = *find_code_page("CP437");
    CHECK(to_code_page("8–15 menit", page) == "8-15 menit");
    CHECK(to_code_page("“Antre” ‘di’ sini…", page) == "\"Antre\" 'di' sini...");
    CHECK(to_code_page("Wêș ő Ł 5 €", page) == "W\x88s o L 5 EUR");
    CHECK(to_code_page("ﬁle ½", page) == "file \xAB");
    CHECK(to_code_page("日本 😀", page) == "?? ?");
    CHECK(to_code_page("a\tb\nc", page) == "a b c");
    CHECK(to_code_page("", page).empty());
  }

  TEST_CASE("bytes that are no text break nothing") {
    const auto bytes = to_code_page("a\xFF\xC3z", *find_code_page("CP437"));
    CHECK(bytes.front() == 'a');
    CHECK(bytes.back() == 'z');
  }

  TEST_CASE("an unknown page is refused with the known ones") {
    const auto page = find_code_page("KOI8-R");
    REQUIRE_FALSE(page.has_value());
    CHECK(page.error().detail.find("CP437, CP850, CP858, CP1252") != std::string::npos);
  }
}

}  // namespace antre::printer
