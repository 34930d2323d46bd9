// SPDX-License-Identifier: Apache-2.0
#include "report/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "protocol/codec.hpp"
#include "protocol/time.hpp"

namespace antre::report {
namespace {

/// The key of what no counter or officer has to answer for: no text that somebody wrote.
constexpr std::string_view kNobody = "-";
constexpr std::string_view kFormulaStarts = "=+-@\t\r\n";

using Fields = std::vector<std::string>;

void add_spread(Fields& fields, const Spread& spread) {
  for (const auto ms : {spread.mean_ms, spread.p50_ms, spread.p90_ms, spread.p99_ms})
    fields.push_back(csv_seconds(ms));
}

/// "0.8182"; empty when no clock ended: no attainment at all is not a bad one.
std::string attainment(const ReportRow& row) {
  const int clocks = row.met + row.missed;
  if (clocks == 0) return {};
  return fmt::format("{:.4f}", static_cast<double>(row.met) / clocks);
}

Fields fields_of(const ReportRow& row) {
  Fields fields{row.key == kNobody ? std::string(kNobody) : csv_text(row.key)};
  for (const int count :
       {row.tickets, row.served, row.no_show, row.cancelled, row.unserved, row.met, row.missed})
    fields.push_back(std::to_string(count));
  fields.push_back(attainment(row));
  add_spread(fields, row.wait);
  add_spread(fields, row.clock);
  add_spread(fields, row.service);
  for (const int count :
       {row.overtaken, row.explicit_calls, row.auto_calls, row.no_show_in_time, row.no_show_auto})
    fields.push_back(std::to_string(count));
  add_spread(fields, row.no_show_after);
  return fields;
}

Fields fields_of(const MissRow& miss, int utc_offset_s) {
  std::string counters;
  for (const MissedAt& at : miss.counters) {
    if (!counters.empty()) counters += "; ";
    counters += std::to_string(at.counter.value);
    if (!at.officer.empty()) counters += fmt::format(" ({})", at.officer);
  }
  const auto& corrected = miss.corrected_wall_ms;
  return {csv_text(miss.miss),
          day_text(miss.day),
          csv_text(miss.ticket),
          csv_text(miss.service.value),
          rfc3339(miss.at_wall_ms, utc_offset_s),
          codec::name(miss.cause),
          csv_seconds(miss.clock_ms),
          csv_text(counters),
          corrected ? "0" : "1",
          csv_text(miss.correction),
          csv_text(miss.corrected_by),
          corrected ? rfc3339(*corrected, utc_offset_s) : std::string(),
          csv_text(miss.reason),
          csv_text(miss.reason_by)};
}

}  // namespace

std::string csv_text(std::string_view text) {
  std::string clean;
  if (!text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos) clean = "'";
  clean += text;
  // A line break in a note is kept, in quotes; other control characters have no place in a table.
  std::ranges::replace_if(
      clean,
      [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return (code < 0x20 && c != '\n' && c != '\r') || code == 0x7F;
      },
      ' ');
  if (clean.find_first_of(",\"\r\n;") == std::string::npos) return clean;
  std::string quoted = "\"";
  for (const char letter : clean) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

std::string csv_record(const std::vector<std::string>& fields) {
  return fmt::format("{}\r\n", fmt::join(fields, ","));
}

std::string csv_seconds(std::int64_t ms) {
  const auto size = ms < 0 ? -ms : ms;
  return fmt::format("{}{}.{:03}", ms < 0 ? "-" : "", size / 1000, size % 1000);
}

std::string report_csv(const ReportReply& report) {
  Fields header{codec::name(report.by),
                "tickets",
                "served",
                "no_show",
                "cancelled",
                "unserved",
                "met",
                "missed",
                "attainment"};
  const auto add = [&header](std::string_view name) {
    for (const auto* of : {"mean", "p50", "p90", "p99"})
      header.push_back(fmt::format("{}_{}_s", name, of));
  };
  for (const auto* name : {"wait", "clock", "service"}) add(name);
  for (const auto* name :
       {"overtaken", "explicit_calls", "auto_calls", "no_show_in_time", "no_show_auto"})
    header.emplace_back(name);
  add("no_show_after");
  std::string text{kByteOrderMark};
  text += csv_record(header);
  for (const ReportRow& row : report.rows) text += csv_record(fields_of(row));
  return text;
}

std::string misses_csv(const std::vector<MissRow>& misses, int utc_offset_s) {
  std::string text{kByteOrderMark};
  text += csv_record({"miss", "day", "ticket", "service", "at", "cause", "clock_s", "counters",
                      "open", "correction", "corrected_by", "corrected_at", "reason", "reason_by"});
  for (const MissRow& miss : misses) text += csv_record(fields_of(miss, utc_offset_s));
  return text;
}

}  // namespace antre::report
