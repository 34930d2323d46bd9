// SPDX-License-Identifier: Apache-2.0
#include "cli/output_report.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

/// The key of what no counter or officer has to answer for.
constexpr std::string_view kNobody = "-";

/// Nothing when no clock ended: no attainment at all is not a bad one.
std::optional<double> attainment(const ReportRow& row) {
  const int clocks = row.met + row.missed;
  if (clocks == 0) return std::nullopt;
  return static_cast<double>(row.met) / clocks;
}

/// Cut off, not rounded: one miss in ten thousand is not 100 %.
std::string attainment_text(const ReportRow& row) {
  const int clocks = row.met + row.missed;
  if (clocks == 0) return "-";
  const auto permille = std::int64_t{row.met} * 1000 / clocks;
  return fmt::format("{}.{} %", permille / 10, permille % 10);
}

std::string spread_text(const Spread& spread) {
  return fmt::format("{} {} {}", duration_text(spread.p50_ms), duration_text(spread.p90_ms),
                     duration_text(spread.p99_ms));
}

using Cells = std::vector<std::string>;

Cells target_cells(std::string key, const ReportRow& row) {
  return {std::move(key),
          std::to_string(row.tickets),
          std::to_string(row.served),
          std::to_string(row.unserved),
          std::to_string(row.met),
          std::to_string(row.missed),
          attainment_text(row),
          spread_text(row.wait),
          spread_text(row.clock),
          spread_text(row.service)};
}

Cells apart_cells(std::string key, const ReportRow& row) {
  return {std::move(key),
          std::to_string(row.no_show),
          std::to_string(row.no_show_in_time),
          std::to_string(row.no_show_auto),
          row.no_show > 0 ? spread_text(row.no_show_after) : "-",
          std::to_string(row.cancelled),
          std::to_string(row.overtaken),
          std::to_string(row.explicit_calls),
          std::to_string(row.auto_calls)};
}

/// Whether a row says anything in the table of what is counted apart.
bool has_apart(const ReportRow& row) {
  return row.no_show + row.cancelled + row.overtaken + row.explicit_calls + row.auto_calls > 0;
}

/// "R" is {"service": "R"}, "2" {"counter": 2}, nobody null.
json::value key_value(ReportBy by, const std::string& key) {
  if (key == kNobody) return nullptr;
  if (by == ReportBy::kCounter) return std::stoi(key);
  return json::value(key);  // braces would make a list of it
}

void put_spread(json::object& object, const std::string& name, const Spread& spread) {
  const auto put = [&](const char* of, std::int64_t ms) {
    object[fmt::format("{}_{}_s", name, of)] = static_cast<double>(ms) / 1000.0;
  };
  put("mean", spread.mean_ms);
  put("p50", spread.p50_ms);
  put("p90", spread.p90_ms);
  put("p99", spread.p99_ms);
}

void put_row(json::object& object, const ReportRow& row) {
  object["tickets"] = row.tickets;
  object["served"] = row.served;
  object["no_show"] = row.no_show;
  object["cancelled"] = row.cancelled;
  object["unserved"] = row.unserved;
  object["met"] = row.met;
  object["missed"] = row.missed;
  object["attainment"] = json::value_from(attainment(row));
  put_spread(object, "wait", row.wait);
  put_spread(object, "clock", row.clock);
  put_spread(object, "service", row.service);
  object["overtaken"] = row.overtaken;
  object["explicit_calls"] = row.explicit_calls;
  object["auto_calls"] = row.auto_calls;
  object["no_show_in_time"] = row.no_show_in_time;
  object["no_show_auto"] = row.no_show_auto;
  put_spread(object, "no_show_after", row.no_show_after);
}

}  // namespace

std::string report_words(const ReportReply& report, const Look& look) {
  std::string heading = codec::name(report.by);
  heading.front() = static_cast<char>(heading.front() - 'a' + 'A');
  std::vector<Cells> rows{{heading, "Tickets", "Served", "Unserved", "Met", "Missed", "Attainment",
                           "Wait 50 90 99 %", "Clock 50 90 99 %", "Service 50 90 99 %"}};
  std::vector<Cells> apart{{heading, "No-show", "In time", "By itself", "After 50 90 99 %",
                            "Cancelled", "Overtaken", "Chosen", "Auto"}};
  for (const ReportRow& row : report.rows) {
    rows.push_back(target_cells(row.key, row));
    if (has_apart(row)) apart.push_back(apart_cells(row.key, row));
  }
  rows.push_back(target_cells("all", report.total));
  apart.push_back(apart_cells("all", report.total));
  const auto days = report.from == report.to
                        ? day_text(report.from)
                        : fmt::format("{} to {}", day_text(report.from), day_text(report.to));
  auto text = fmt::format("{}\n\n{}", days, table(rows, look));
  if (has_apart(report.total)) text += "\n\n" + table(apart, look);
  // Whoever keeps the report can prove the journal with it (`antre verify --head`).
  if (!report.head.empty()) text += fmt::format("\n\nJournal {}:{}", report.seq, report.head);
  return text;
}

json::object report_json(const ReportReply& report) {
  const auto by = codec::name(report.by);
  json::array rows;
  for (const ReportRow& row : report.rows) {
    json::object object{{by, key_value(report.by, row.key)}};
    put_row(object, row);
    rows.push_back(std::move(object));
  }
  json::object total;
  put_row(total, report.total);
  json::object object{{"from", day_text(report.from)},
                      {"to", day_text(report.to)},
                      {"by", by},
                      {"rows", std::move(rows)},
                      {"total", std::move(total)}};
  if (!report.head.empty()) {
    object["seq"] = report.seq;
    object["head"] = report.head;
  }
  return object;
}

}  // namespace antre::cli
