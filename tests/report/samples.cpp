// SPDX-License-Identifier: Apache-2.0
#include "tests/report/samples.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "protocol/time.hpp"

namespace antre::test {
namespace {

constexpr int kWibS = 7 * 3600;
constexpr int kFirst = 20758;  // 1 November 2026, a Sunday
constexpr int kDays = 30;

Spread spread(std::int64_t median_s) {
  return {median_s * 1100, median_s * 1000, median_s * 2300, median_s * 3100};
}

/// Parts of a whole month's counts, `percent` of it.
ReportRow part(std::string key, int percent, std::int64_t median_s) {
  ReportRow row;
  row.key = std::move(key);
  row.tickets = 22 * percent;
  row.served = 20 * percent;
  row.no_show = percent;
  row.cancelled = percent / 2;
  row.unserved = percent - percent / 2;
  row.met = 19 * percent;
  row.missed = percent / 2;
  row.wait = spread(median_s);
  row.clock = spread(median_s / 3);
  row.service = spread(420);
  return row;
}

}  // namespace

MissRow sample_miss(int n) {
  MissRow miss;
  miss.day = Day{kFirst + 1 + n % 26};
  miss.ticket = fmt::format("R{:03}", 12 + n);
  miss.miss = fmt::format("{}/{}", day_text(miss.day), miss.ticket);
  miss.service = {n % 4 == 0 ? "K" : "R"};
  miss.at_wall_ms = std::int64_t{miss.day.value} * 86'400'000 + 9'727'000 + n * 1000;
  miss.cause = static_cast<Cause>(n % 7);
  miss.clock_ms = 600'000 + n * 1000;
  miss.counters = {{{1 + n % 3}, "Sari"}};
  if (n % 3 == 0) {
    miss.correction = "Loket 3 dibuka pukul 10.00–12.00 dan jadwal istirahat digeser";
    miss.corrected_by = "supervisor:meja";
    miss.corrected_wall_ms = miss.at_wall_ms + 7'200'000;
  }
  return miss;
}

report::SurveyTally sample_survey(const std::string& service, int best) {
  report::SurveyTally tally;
  tally.service = service;
  tally.respondents = 40;
  tally.counts.fill({0, 2, 38 - best, best});
  return tally;
}

report::Document sample_month() {
  report::Document document;
  document.hall = "Pelayanan Statistik Terpadu";
  document.office = "BPS Provinsi Jawa Tengah";
  document.program = "antre 0.1.0";
  document.from = Day{kFirst};
  document.to = Day{kFirst + kDays - 1};
  document.today = Day{kFirst + kDays};
  document.made_wall_ms = std::int64_t{kFirst + kDays} * 86'400'000 + 3'600'000;
  document.utc_offset_s = kWibS;
  document.seq = 48'217;
  document.head = "5f0c6f2d9b1e4a7788c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1";
  document.total = part("", 100, 380);
  for (int day = 0; day < kDays; ++day) {
    const auto weekday = day % 7;
    if (weekday == 0 || weekday == 6) continue;  // closed
    auto row = part(day_text(Day{kFirst + day}), 5, 300 + day * 10);
    row.met = 95 - day % 4;
    row.missed = day % 5 == 0 ? 0 : day % 4;
    document.days.push_back(std::move(row));
  }
  for (int hour = 8; hour < 16; ++hour)
    document.hours.push_back(part(fmt::format("{:02}", hour), 12, 200 + hour % 5 * 120));
  constexpr std::array<std::pair<const char*, const char*>, 4> kServices{
      {{"P", "Perpustakaan"},
       {"K", "Konsultasi Statistik"},
       {"J", "Penjualan Produk Statistik"},
       {"R", "Rekomendasi Kegiatan Statistik"}}};
  int percent = 10;
  for (const auto& [id, name] : kServices) {
    document.services.push_back({name, part(id, percent, 300 + percent * 5)});
    percent += 10;
  }
  for (int counter = 1; counter <= 3; ++counter)
    document.counters.push_back(
        {fmt::format("Loket {}", counter), part(std::to_string(counter), 20 + counter * 7, 380)});
  for (int n = 0; n < 50; ++n) document.misses.push_back(sample_miss(n));
  return document;
}

}  // namespace antre::test
