// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ticket_paper.hpp"

#include <doctest/doctest.h>

#include <string>

#include "kiosk/options.hpp"
#include "kiosk/samples.hpp"

namespace antre::kiosk {
namespace {

TicketReply reply() {
  TicketReply ticket;
  ticket.ticket = "R012";
  ticket.service = ServiceId{"R"};
  ticket.issued_wall_ms = sample_wall_ms();
  ticket.ahead = 4;
  ticket.code = "7KQ2M9WX";
  return ticket;
}

printer::TicketPaper paper(const TicketReply& ticket, const std::string& language,
                           bool web_address = false) {
  const HallView view = *sample_view({4, false, web_address});
  return ticket_paper(ticket, view.hall, i18n::Catalogue::load(language), view.utc_offset_s);
}

}  // namespace

TEST_SUITE("kiosk/ticket paper") {
  TEST_CASE("the paper says hall, number, service, date and time in the hall's zone") {
    const auto ticket = paper(reply(), "id");
    CHECK(ticket.hall == "Pelayanan Statistik Terpadu");
    CHECK(ticket.number == "R012");
    CHECK(ticket.service == "Rekomendasi Kegiatan Statistik");
    CHECK(ticket.date == "Selasa, 24 November 2026");
    CHECK(ticket.time == "pukul 09.42 WIB");
    REQUIRE(ticket.ahead);
    CHECK(ticket.ahead->figure == "4");
    CHECK_FALSE(ticket.priority);
  }
  TEST_CASE("it is in the language that the visitor has chosen") {
    CHECK(paper(reply(), "en").service == "Statistical Activity Recommendation");
    CHECK(paper(reply(), "jv").heading != paper(reply(), "id").heading);
  }
  TEST_CASE("an expected wait is there only when the dispatcher gave one") {
    CHECK_FALSE(paper(reply(), "id").wait);
    TicketReply ticket = reply();
    ticket.estimate_low_s = 480;
    ticket.estimate_high_s = 890;
    REQUIRE(paper(ticket, "id").wait);
    CHECK(paper(ticket, "id").wait->figure == "8–15");
  }
  TEST_CASE("the code is there only when the hall has a web address") {
    CHECK_FALSE(paper(reply(), "id").qr);
    const auto qr = paper(reply(), "id", true).qr;
    REQUIRE(qr);
    CHECK(qr->content == "https://antrean.contoh.go.id/t/7KQ2M9WX");
    CHECK(qr->address == "antrean.contoh.go.id");
    CHECK(qr->code == "kode 7KQ2-M9WX");
  }
  TEST_CASE("what can be got ready is one sentence, without the guest book") {
    const HallView view = *sample_view();
    const auto words = i18n::Catalogue::load("id");
    CHECK(what_to_prepare(view.hall.service(ServiceId{"R"}), words) ==
          "Siapkan kartu identitas, alamat e-mail, dan formulir permintaan yang sudah diisi.");
    CHECK(what_to_prepare(nullptr, words).empty());
  }
  TEST_CASE("a short wait is less than five minutes, in words") {
    TicketReply ticket = reply();
    ticket.estimate_low_s = 20;
    ticket.estimate_high_s = 200;
    REQUIRE(paper(ticket, "id").wait);
    CHECK(paper(ticket, "id").wait->label == "Waktu tunggu kurang dari");
    CHECK(paper(ticket, "id").wait->figure == "5");
    CHECK(paper(ticket, "en").wait->label == "Expected wait less than");
  }
}

TEST_SUITE("kiosk/options") {
  TEST_CASE("a size is two numbers that a screen can have") {
    CHECK(parse_size("1080x1920") == std::pair(1080, 1920));
    CHECK_FALSE(parse_size("1080"));
    CHECK_FALSE(parse_size("1080x"));
    CHECK_FALSE(parse_size("10x10"));
    CHECK_FALSE(parse_size("1080x1920x3"));
  }
}

}  // namespace antre::kiosk
