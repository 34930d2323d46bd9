// SPDX-License-Identifier: Apache-2.0
#include "report/pdf.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "protocol/time.hpp"
#include "report/figures.hpp"
#include "tests/report/samples.hpp"
#include "tests/support/process.hpp"

using namespace antre;
using report::Document;

namespace {

/// What poppler reads in a report; the file stays in the build folder, to be looked at.
struct Read {
  std::string text;
  std::string info;
  int pages = 0;
};

Read read(const std::string& name, const Document& document, const std::string& language = "id") {
  const auto pdf = report::render_pdf(document, i18n::Catalogue::load(language));
  REQUIRE(pdf);
  const auto folder = std::string(ANTRE_BINARY_DIR) + "/reports";
  std::filesystem::create_directories(folder);
  const auto file = fmt::format("{}/{}.pdf", folder, name);
  test::write_file(file, *pdf);
  const auto text = test::run({"pdftotext", "-layout", file, "-"});
  CHECK_MESSAGE(text.status == 0, text.err);
  CHECK_MESSAGE(text.err.empty(), text.err);
  const auto info = test::run({"pdfinfo", file});
  CHECK_MESSAGE(info.err.empty(), info.err);
  Read found{text.out, info.out, 0};
  found.pages = static_cast<int>(std::ranges::count(text.out, '\f'));
  // No key without its words, and no field that was not filled.
  CHECK_MESSAGE(found.text.find("report.") == std::string::npos, found.text);
  CHECK(found.text.find('{') == std::string::npos);
  for (int page = 1; language == "id" && page <= found.pages; ++page)
    CHECK(found.text.find(fmt::format("Halaman {} dari {}", page, found.pages)) !=
          std::string::npos);
  return found;
}

void check_has(const Read& found, std::initializer_list<const char*> texts) {
  for (const char* text : texts)
    CHECK_MESSAGE(found.text.find(text) != std::string::npos, text << " is not in\n" << found.text);
}

}  // namespace

TEST_SUITE("report/pdf") {
  TEST_CASE("a month says whose it is, what was reached beside the whole wait, and its proof") {
    auto document = test::sample_month();
    document.surveys = {test::sample_survey("R", 30), test::sample_survey("K", 10)};
    const auto found = read("month", document);
    check_has(found,
              {"Laporan pelayanan antrean", "November 2026", "Pelayanan Statistik Terpadu",
               "BPS Provinsi Jawa Tengah", "1 November 2026 – 30 November 2026",
               "1 Desember 2026, 08.00 WIB, antre 0.1.0",
               "48217:5f0c6f2d9b1e4a7788c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1",
               // 1900 of 1950 is 97.43 %, cut off; the wait stands beside it.
               "97,4 %", "1.900 dari 1.950", "6:20", "2.200", "Rekomendasi Kegiatan Statistik",
               "Loket 3", "08.00", "ISO 9001:2015 klausul 10.2"});
    // 2 x 2 + 8 x 3 + 30 x 4 of 40 and so on: (3.7 + 3.2) / 2 = 3.45, times 25.
    check_has(found, {"Indeks 86,25, mutu pelayanan B – baik, dari 80 responden", "U9 Sarana dan"});
    CHECK(found.info.find("Page size:       595.276 x 841.89 pts (A4)") != std::string::npos);
    CHECK(found.info.find("Title:           Laporan pelayanan antrean – Pelayanan Statistik "
                          "Terpadu – November 2026") != std::string::npos);
    CHECK(found.info.find("Author:          BPS Provinsi Jawa Tengah") != std::string::npos);
  }

  TEST_CASE("misses are listed open ones first, with cause and correction, under repeated heads") {
    auto document = test::sample_month();
    const auto found = read("misses", document);
    const auto open = found.text.rfind("TERBUKA");
    const auto corrected = found.text.find("Loket 3 dibuka");
    REQUIRE(open != std::string::npos);
    REQUIRE(corrected != std::string::npos);
    CHECK(open < corrected);
    check_has(found, {"loket sedang istirahat", "loket melayani pengunjung", "supervisor:meja"});
    for (const auto& miss : document.misses)
      CHECK(found.text.find(miss.ticket) != std::string::npos);
    std::size_t heads = 0;
    for (auto at = found.text.find("Tindak lanjut"); at != std::string::npos;
         at = found.text.find("Tindak lanjut", at + 1))
      ++heads;
    CHECK(heads >= 2);
    CHECK(found.pages >= 4);
  }

  TEST_CASE("other languages say the same in their own words and figures") {
    const auto document = test::sample_month();
    check_has(read("month-en", document, "en"),
              {"Queue service report", "97.4 %", "1,900 of 1,950", "Page 1 of", "no survey answers",
               "OPEN: no correction yet"});
    check_has(read("month-jv", document, "jv"), {"Palapuran paladosan antrian", "97,4 %"});
  }

  TEST_CASE("a month without a ticket is a clear page") {
    Document document;
    document.hall = "Aula";
    document.program = "antre 0.1.0";
    document.from = parse_day("2026-02-01").value();
    document.to = parse_day("2026-02-28").value();
    document.today = Day{document.to.value + 30};
    const auto found = read("empty", document);
    check_has(found, {"Februari 2026", "Tidak ada tiket pada periode ini.",
                      "Tidak ada target yang terlewat", "Belum ada jawaban survei",
                      "jurnal masih kosong"});
    CHECK(found.text.find('%') == found.text.find("90 %"));
  }

  TEST_CASE("a single day and a month that goes on say so") {
    auto document = test::sample_month();
    document.from = document.to = document.today = Day{20780};
    std::erase_if(document.days, [](const auto& row) { return row.key != "2026-11-23"; });
    check_has(read("day", document), {"23 November 2026", "belum berakhir"});
    document = test::sample_month();
    document.today = Day{20770};
    check_has(read("part", document), {"belum berakhir; angka sampai 13 November 2026"});
  }

  TEST_CASE("ten years are shown by month, and a long register says what it leaves out") {
    auto document = test::sample_month();
    document.from = parse_day("2017-01-01").value();
    document.to = parse_day("2026-12-31").value();
    document.today = Day{document.to.value + 1};
    document.days.clear();
    for (int day = document.from.value; day <= document.to.value; ++day) {
      ReportRow row;
      row.key = day_text(Day{day});
      row.met = 200;
      row.missed = day % 100 == 0 ? 3 : 0;
      document.days.push_back(row);
    }
    document.total.missed = 13'345;
    document.misses.clear();
    for (int n = 0; n < 1200; ++n) document.misses.push_back(test::sample_miss(n));
    const auto found = read("ten-years", document);
    check_has(found, {"2017–2026", "Pencapaian target per bulan", "1/2017", "12.345 lagi"});
    const auto parts = report::parts_of(document);
    REQUIRE(parts.size() == 120);
    CHECK(parts.front().met == 31 * 200);
    CHECK(parts[1].met == 28 * 200);
    CHECK(parts.back().first == parse_day("2026-12-01"));
  }

  TEST_CASE("what people wrote breaks no page: long words, markup, control characters") {
    auto document = test::sample_month();
    document.hall = "Aula <b>& \"Ruang\"</b>";
    document.misses = {test::sample_miss(0), test::sample_miss(3)};
    document.misses[0].correction = "baris satu\nbaris dua\x1b[31m " + std::string(300, 'W');
    document.misses[1].correction = "ok";
    document.misses[1].reason = "listrik padam";
    const auto found = read("hostile", document);
    check_has(found, {"Aula <b>& \"Ruang\"</b>", "baris satu baris dua", "listrik"});
  }

  TEST_CASE("the language of the document is in its catalogue") {
    const auto pdf = report::render_pdf(test::sample_month(), i18n::Catalogue::load("jv"));
    REQUIRE(pdf);
    CHECK(pdf->find("/Lang (jv)") != std::string::npos);
    CHECK(pdf->ends_with("%%EOF\n"));
  }

  TEST_CASE("figures are written as the language has them") {
    const auto id = i18n::Catalogue::load("id");
    CHECK(report::count_text(id, 0) == "0");
    CHECK(report::count_text(id, 999) == "999");
    CHECK(report::count_text(id, 1'234'567) == "1.234.567");
    CHECK(report::count_text(id, -1234) == "-1.234");
    CHECK(report::attainment_text(id, 9999, 1) == "99,9 %");
    CHECK(report::attainment_text(id, 1, 0) == "100,0 %");
    CHECK(report::attainment_text(id, 0, 0) == "–");
    const auto period = [&](const char* from, const char* to) {
      return report::period_text(id, parse_day(from).value(), parse_day(to).value());
    };
    CHECK(period("2024-02-01", "2024-02-29") == "Februari 2024");
    CHECK(period("2024-02-01", "2024-02-28") == "1–28 Februari 2024");
    CHECK(period("2026-10-28", "2026-11-03") == "28 Oktober 2026 – 3 November 2026");
    CHECK(period("2026-01-01", "2026-12-31") == "2026");
    CHECK(period("2026-07-01", "2026-09-30") == "Juli 2026 – September 2026");
    CHECK(report::round_top_ms(0) == 120'000);
    CHECK(report::round_top_ms(120'001) == 240'000);
    CHECK(report::round_top_ms(std::int64_t{100} * 86'400'000) % 86'400'000 == 0);
  }
}
