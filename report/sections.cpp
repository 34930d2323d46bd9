// SPDX-License-Identifier: Apache-2.0
#include "report/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "report/charts.hpp"
#include "report/figures.hpp"
#include "report/table.hpp"

namespace antre::report {
namespace {

constexpr Style kBody{8.5, Weight::kRegular, kInk};
constexpr Style kQuiet{7.5, Weight::kRegular, kInk2};
constexpr Style kLabel{7.5, Weight::kRegular, kInk2};
constexpr int kSecondsAMinute = 60;
/// What a chart needs with its heading, so that neither stands alone.
constexpr double kChart = 140;

std::string text(const Writer& writer, std::string_view key) {
  return writer.words.text(key);
}

std::string count(const Writer& writer, std::int64_t n) {
  return count_text(writer.words, n);
}

bool waited(const ReportRow& row) {
  return row.wait != Spread{} || row.served > 0;
}

int open_of(const Document& document) {
  return static_cast<int>(std::ranges::count_if(
      document.misses, [](const MissRow& miss) { return !miss.corrected_wall_ms.has_value(); }));
}

/// "Periode   November 2026": a label and its value, one below the other.
void fact(const Writer& writer, std::string_view key, const std::string& value) {
  constexpr double kLabelWidth = 110;
  constexpr double kGap = 2;
  auto& sheet = writer.sheet;
  const Box value_box{Sheet::kMargin + kLabelWidth, sheet.y(), Sheet::kInner - kLabelWidth, 0};
  sheet.text(text(writer, key), kBody, {Sheet::kMargin, sheet.y(), kLabelWidth - 6, 0});
  sheet.go_down(sheet.text(value, kBody, value_box) + kGap);
}

struct Tile {
  std::string label;
  std::string value;
  std::string below;
};

void tiles(Sheet& sheet, const std::vector<Tile>& row, double size) {
  constexpr double kGap = 8;
  constexpr double kPad = 7;
  const double height = size + 34;
  sheet.need(height);
  const double width = (Sheet::kInner - kGap * static_cast<double>(row.size() - 1)) /
                       static_cast<double>(row.size());
  double x = Sheet::kMargin;
  for (const auto& tile : row) {
    sheet.fill({x, sheet.y(), width, height}, kTint);
    const double inner = width - 2 * kPad;
    sheet.text(tile.label, kLabel, {x + kPad, sheet.y() + 4, inner, 0});
    sheet.text(tile.value, {size, Weight::kBold, kInk}, {x + kPad, sheet.y() + 14, inner, 0});
    sheet.text(tile.below, {7, Weight::kRegular, kInk2},
               {x + kPad, sheet.y() + height - 12, inner, 0});
    x += width + kGap;
  }
  sheet.go_down(height + kGap);
}

std::string share_text(const Writer& writer, int part, int whole) {
  if (whole == 0) return {};
  return fmt::format("{} {}", attainment_text(writer.words, part, whole - part),
                     text(writer, "report.of_tickets"));
}

std::string part_label(const Document& document, const Part& part) {
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{part.first.value}}};
  const auto month = static_cast<unsigned>(date.month());
  if (part.month) return fmt::format("{}/{}", month, static_cast<int>(date.year()));
  const auto day = static_cast<unsigned>(date.day());
  const std::chrono::year_month_day last{
      std::chrono::sys_days{std::chrono::days{document.to.value}}};
  const std::chrono::year_month_day first{
      std::chrono::sys_days{std::chrono::days{document.from.value}}};
  return first.month() == last.month() && first.year() == last.year()
             ? fmt::format("{}", day)
             : fmt::format("{}/{}", day, month);
}

void load_table(const Writer& writer, std::string_view title, const std::vector<NamedRow>& rows,
                bool with_sum) {
  const auto head = [&](std::string_view key, double share) {
    return Column{text(writer, key), share, Align::kRight};
  };
  Table table(writer.sheet, {{text(writer, title), 2.7, Align::kLeft},
                             head("report.head.tickets", 1),
                             head("report.head.served", 1.1),
                             head("report.head.no_show", 1.15),
                             head("report.head.unserved", 1.2),
                             head("report.head.met", 1.1),
                             head("report.head.missed", 1.1),
                             head("report.head.attainment", 1.2),
                             head("report.head.wait", 1.9),
                             head("report.head.service", 1.9)});
  const auto spread = [](const Spread& times, bool any) {
    return any ? fmt::format("{} · {}", duration_text(times.p50_ms), duration_text(times.p90_ms))
               : std::string("–");
  };
  const auto put = [&](const std::string& name, const ReportRow& row, Weight weight) {
    table.row({name, count(writer, row.tickets), count(writer, row.served),
               count(writer, row.no_show), count(writer, row.unserved), count(writer, row.met),
               count(writer, row.missed), attainment_text(writer.words, row.met, row.missed),
               spread(row.wait, waited(row)), spread(row.service, row.service != Spread{})},
              weight);
  };
  for (const auto& row : rows) put(row.name, row.row, Weight::kRegular);
  if (with_sum) put(text(writer, "report.sum"), writer.document.total, Weight::kSemiBold);
  table.end();
}

}  // namespace

void title_section(const Writer& writer) {
  const auto& document = writer.document;
  auto& sheet = writer.sheet;
  constexpr Style kTitle{21, Weight::kBold, kInk};
  constexpr Style kPeriod{13, Weight::kSemiBold, kAccent};
  sheet.paragraph(text(writer, "report.title"), kTitle, 2);
  sheet.paragraph(period_text(writer.words, document.from, document.to), kPeriod, 8);
  sheet.rule(Sheet::kMargin, sheet.y(), Sheet::kInner, kAccent, 1.2);
  sheet.go_down(8);
  fact(writer, "report.fact.hall", document.hall);
  if (!document.office.empty()) fact(writer, "report.fact.office", document.office);
  auto period = fmt::format("{} – {}", date_text(writer.words, document.from),
                            date_text(writer.words, document.to));
  if (document.from == document.to) period = date_text(writer.words, document.from);
  if (document.to >= document.today)
    period += fmt::format(
        " ({})", writer.words.text("report.goes_on", date_text(writer.words, document.today)));
  fact(writer, "report.fact.period", period);
  fact(
      writer, "report.fact.made",
      fmt::format("{}, {}", moment_text(writer.words, document.made_wall_ms, document.utc_offset_s),
                  document.program));
  fact(writer, "report.fact.proof",
       document.seq == 0 ? text(writer, "report.no_journal")
                         : fmt::format("{}:{}", document.seq, document.head));
}

void summary_section(const Writer& writer) {
  const auto& document = writer.document;
  const auto& total = document.total;
  auto& sheet = writer.sheet;
  sheet.heading(text(writer, "report.section.summary"), kChart);
  const auto minutes = document.target_s / kSecondsAMinute;
  if (total.tickets == 0 && total.served == 0) {
    sheet.paragraph(text(writer, "report.no_tickets"), kBody, 6);
    return;
  }
  const bool any = waited(total);
  tiles(sheet,
        {{writer.words.text("report.tile.attainment", minutes),
          attainment_text(writer.words, total.met, total.missed),
          writer.words.text("report.tile.of_clocks", count(writer, total.met),
                            count(writer, std::int64_t{total.met} + total.missed))},
         {text(writer, "report.tile.wait"), duration_text(total.wait.p50_ms, any),
          writer.words.text("report.tile.wait_more", duration_text(total.wait.p90_ms, any),
                            duration_text(total.wait.p99_ms, any))}},
        24);
  tiles(sheet,
        {{text(writer, "report.tile.tickets"), count(writer, total.tickets), {}},
         {text(writer, "report.tile.served"), count(writer, total.served), {}},
         {text(writer, "report.tile.no_show"), count(writer, total.no_show),
          share_text(writer, total.no_show, total.tickets)},
         {text(writer, "report.tile.cancelled"), count(writer, total.cancelled), {}},
         {text(writer, "report.tile.unserved"), count(writer, total.unserved), {}},
         {text(writer, "report.tile.missed"), count(writer, total.missed),
          writer.words.text("report.tile.open", count(writer, open_of(document)))}},
        14);
  const auto clocks = std::int64_t{total.met} + total.missed;
  sheet.paragraph(
      clocks == 0
          ? text(writer, "report.no_clocks")
          : writer.words.text("report.sentence", count(writer, clocks), count(writer, total.met),
                              minutes, count(writer, total.missed),
                              duration_text(total.wait.p50_ms), duration_text(total.wait.p90_ms)),
      kBody, 4);
}

void attainment_section(const Writer& writer) {
  const auto& document = writer.document;
  auto& sheet = writer.sheet;
  const auto parts = parts_of(document);
  const bool month = !parts.empty() && parts.front().month;
  sheet.heading(
      text(writer, month ? "report.section.attainment_month" : "report.section.attainment_day"),
      kChart);
  if (document.total.met + document.total.missed == 0) {
    sheet.paragraph(text(writer, "report.no_clocks"), kBody, 6);
    return;
  }
  std::vector<ShareBar> bars;
  bars.reserve(parts.size());
  for (const auto& part : parts)
    bars.push_back({part_label(document, part), part.met, part.missed});
  share_chart(sheet, bars, text(writer, "report.legend.met"), text(writer, "report.legend.missed"));
}

void waits_section(const Writer& writer) {
  const auto& document = writer.document;
  auto& sheet = writer.sheet;
  sheet.heading(text(writer, "report.section.waits"), kChart);
  std::vector<SpreadBar> bars;
  for (const auto& row : document.hours)
    if (waited(row))
      bars.push_back({fmt::format("{}.00", row.key), row.wait.p50_ms, row.wait.p90_ms});
  if (bars.empty()) {
    sheet.paragraph(text(writer, "report.no_waits"), kBody, 6);
    return;
  }
  spread_chart(sheet, bars, text(writer, "report.legend.median"), text(writer, "report.legend.p90"),
               [](std::int64_t ms) { return duration_text(ms); });
}

void load_sections(const Writer& writer) {
  const auto& document = writer.document;
  auto& sheet = writer.sheet;
  const auto section = [&](std::string_view title, std::string_view column,
                           const std::vector<NamedRow>& rows, bool services) {
    sheet.heading(text(writer, title), kChart);
    if (rows.empty()) {
      sheet.paragraph(text(writer, "report.no_rows"), kBody, 6);
      return;
    }
    std::vector<CountBar> bars;
    for (const auto& [name, row] : rows) {
      const auto n = services ? row.tickets : row.served;
      bars.push_back(
          {name, n,
           writer.words.text(services ? "report.n_tickets" : "report.n_served", count(writer, n))});
    }
    count_chart(sheet, bars);
    load_table(writer, column, rows, services);
    if (!services) sheet.paragraph(text(writer, "report.note.counters"), kQuiet, 4);
  };
  section("report.section.services", "report.head.service_name", document.services, true);
  section("report.section.counters", "report.head.counter", document.counters, false);
}

void method_section(const Writer& writer) {
  auto& sheet = writer.sheet;
  sheet.heading(text(writer, "report.section.method"), 60);
  const auto minutes = writer.document.target_s / kSecondsAMinute;
  for (const auto* key :
       {"report.method.promise", "report.method.clock", "report.method.met", "report.method.missed",
        "report.method.wait", "report.method.counters", "report.method.causes",
        "report.method.percentiles", "report.method.proof"})
    sheet.paragraph(writer.words.text(key, minutes), kBody, 4);
}

void signature_section(const Writer& writer) {
  constexpr double kHeight = 92;
  constexpr double kRoom = 58;  // for a signature and a stamp
  constexpr double kWidth = 190;
  auto& sheet = writer.sheet;
  sheet.need(kHeight);
  sheet.go_down(14);
  const double right = Sheet::kMargin + Sheet::kInner - kWidth;
  for (const auto& [x, key] :
       {std::pair{Sheet::kMargin, "report.drawn_up_by"}, std::pair{right, "report.seen_by"}}) {
    sheet.text(text(writer, key), kBody, {x, sheet.y(), kWidth, 0});
    sheet.rule(x, sheet.y() + kRoom, kWidth, kInk2);
    sheet.text(text(writer, "report.name_and_date"), kQuiet, {x, sheet.y() + kRoom + 3, kWidth, 0});
  }
  sheet.go_down(kHeight - 14);
}

}  // namespace antre::report
