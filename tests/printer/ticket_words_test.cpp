// SPDX-License-Identifier: Apache-2.0
#include "printer/ticket_words.hpp"

#include <doctest/doctest.h>

#include <string>

#include "hall/hall_file.hpp"

namespace antre::printer {
namespace {

constexpr std::int64_t kIssuedWallMs = 1'795'488'120'000;  // 2026-11-24 09:42:00 WIB
constexpr int kWibOffsetS = 7 * 3600;

TicketReply reply() {
  TicketReply ticket;
  ticket.ticket = "R012";
  ticket.service = ServiceId{"R"};
  ticket.issued_wall_ms = kIssuedWallMs;
  ticket.ahead = 4;
  ticket.code = "7KQ2M9WX";
  return ticket;
}

TicketPaper paper(const TicketReply& ticket, const std::string& language,
                  bool web_address = false) {
  const auto loaded = hall::load(ANTRE_SOURCE_DIR "/assets/hall/pst-jateng.toml");
  REQUIRE(loaded);
  HallSettings hall = *loaded.hall;
  hall.kiosk.qr_base_url = web_address ? "https://antrean.contoh.go.id/t/" : "";
  return ticket_paper(ticket, hall, i18n::Catalogue::load(language), kWibOffsetS, "usual.svg");
}

}  // namespace

TEST_SUITE("printer/ticket words") {
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
  TEST_CASE("from an hour on a wait is told in hours and minutes") {
    TicketReply ticket = reply();
    ticket.estimate_low_s = 70 * 60;
    ticket.estimate_high_s = 80 * 60;
    REQUIRE(paper(ticket, "id").wait);
    CHECK(paper(ticket, "id").wait->figure == "1 jam 10–20 menit");
    CHECK(paper(ticket, "id").wait->unit.empty());
  }
  TEST_CASE("the QR is the web address with the code, without one the code alone") {
    auto without = reply();
    without.code.reset();
    CHECK_FALSE(paper(without, "id", true).qr);
    const auto alone = paper(reply(), "id").qr;
    REQUIRE(alone);
    CHECK(alone->content == "7KQ2M9WX");
    CHECK(alone->lead == "Kode tiket Anda");
    CHECK(alone->address.empty());
    const auto qr = paper(reply(), "id", true).qr;
    REQUIRE(qr);
    CHECK(qr->content == "https://antrean.contoh.go.id/t/7KQ2M9WX");
    CHECK(qr->address == "antrean.contoh.go.id");
    CHECK(qr->code == "kode 7KQ2-M9WX");
  }
  TEST_CASE("the hall's logo stands on it, and the usual picture where it names none") {
    HallSettings hall;
    CHECK(ticket_paper(reply(), hall, i18n::Catalogue::load("id"), 0, "usual.svg").mark_file ==
          "usual.svg");
    hall.look.logo = "logo.png";
    CHECK(ticket_paper(reply(), hall, i18n::Catalogue::load("id"), 0, "usual.svg").mark_file ==
          "logo.png");
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

}  // namespace antre::printer
