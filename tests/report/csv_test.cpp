// SPDX-License-Identifier: Apache-2.0
#include "report/csv.hpp"

#include <doctest/doctest.h>

#include "protocol/time.hpp"
#include "tests/support/process.hpp"

using namespace antre;
using namespace antre::report;

namespace {

constexpr int kWibS = 7 * 3600;
constexpr std::int64_t kMorningMs = 1'795'488'127'123;  // 2026-11-24 09:42:07.123 in Semarang

MissRow sample_miss() {
  MissRow miss;
  miss.miss = "2026-11-24/R012";
  miss.day = parse_day("2026-11-24").value();
  miss.ticket = "R012";
  miss.service = {"R"};
  miss.at_wall_ms = kMorningMs;
  miss.cause = Cause::kOnBreak;
  miss.clock_ms = 600'000;
  miss.counters = {{{2}, "Sari"}, {{3}, ""}};
  return miss;
}

/// What Python's reader makes of a file: its rows as JSON.
std::string read_by_python(const std::string& csv) {
  const test::TempDir folder;
  const auto file = folder / "file.csv";
  test::write_file(file, csv);
  const auto python = test::run(
      {"python3", "-c",
       "import csv,json,sys\n"
       "rows=list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline=''),strict=True))\n"
       "print(json.dumps(rows,ensure_ascii=False,separators=(',',':')))",
       file},
      {{"PYTHONIOENCODING", "utf-8"}});
  CHECK_MESSAGE(python.status == 0, python.err);
  return python.out;
}

}  // namespace

TEST_SUITE("report/csv") {
  TEST_CASE("text is quoted when it must be, and no formula") {
    CHECK(csv_text("Ani") == "Ani");
    CHECK(csv_text("Ani, \"S.Si\"") == "\"Ani, \"\"S.Si\"\"\"");
    CHECK(csv_text("satu\ndua") == "\"satu\ndua\"");
    CHECK(csv_text("=1+1") == "'=1+1");
    CHECK(csv_text("+62 24 8412802") == "'+62 24 8412802");
    CHECK(csv_text("-") == "'-");
    CHECK(csv_text("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_text("\t=1") == "' =1");
    CHECK(csv_text("\r=1") == "\"'\r=1\"");
    CHECK(csv_text("a\x1b[31mb\x7f") == "a [31mb ");
    CHECK(csv_text("").empty());
    CHECK(csv_text("2026-11-24") == "2026-11-24");
  }

  TEST_CASE("a report is a mark, a header and a record a row, with CRLF") {
    ReportReply report;
    report.by = ReportBy::kOfficer;
    ReportRow row;
    row.key = "Ani, \"S.Si\"";
    row.tickets = 12;
    row.met = 9;
    row.missed = 2;
    row.wait = {271'500, 240'000, 600'000, 661'250};
    report.rows = {row, row};
    report.rows[1].key = "-";
    report.rows[1].met = report.rows[1].missed = 0;
    const auto csv = report_csv(report);
    CHECK(csv.starts_with("\xEF\xBB\xBFofficer,tickets,served,no_show,"));
    CHECK(csv.ends_with("0.000\r\n"));
    CHECK(csv.find("\r\n\"Ani, \"\"S.Si\"\"\",12,0,0,0,0,9,2,0.8182,271.500,240.000,600.000,"
                   "661.250,") != std::string::npos);
    // Nobody is a dash of ours, no formula; and no attainment at all is not a bad one.
    CHECK(csv.find("\r\n-,12,0,0,0,0,0,0,,271.500") != std::string::npos);
  }

  TEST_CASE("Python's reader gets back what was written, letters and line breaks too") {
    auto miss = sample_miss();
    miss.correction = "loket 3 dibuka; \"cepat\",\nSiti Nurhaliza é";
    miss.corrected_by = "=cmd|' /C calc'!A0";
    miss.corrected_wall_ms = kMorningMs + 60'000;
    miss.reason = "-- listrik padam";
    miss.reason_by = "Sari";
    auto open = sample_miss();
    open.ticket = "R013";
    open.counters.clear();
    const auto rows = read_by_python(misses_csv({miss, open}, kWibS));
    CHECK(rows == R"([["miss","day","ticket","service","at","cause","clock_s","counters","open",)"
                  R"("correction","corrected_by","corrected_at","reason","reason_by"],)"
                  R"(["2026-11-24/R012","2026-11-24","R012","R","2026-11-24T09:42:07.123+07:00",)"
                  R"("on-break","600.000","2 (Sari); 3","0",)"
                  R"("loket 3 dibuka; \"cepat\",\nSiti Nurhaliza é","'=cmd|' /C calc'!A0",)"
                  R"("2026-11-24T09:43:07.123+07:00","'-- listrik padam","Sari"],)"
                  R"(["2026-11-24/R012","2026-11-24","R013","R","2026-11-24T09:42:07.123+07:00",)"
                  R"("on-break","600.000","","1","","","","",""]])"
                  "\n");
  }
}
