// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <memory>
#include <utility>

#include "cli/commands/change.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

constexpr std::array kAllBy{ReportBy::kDay,     ReportBy::kService, ReportBy::kCounter,
                            ReportBy::kOfficer, ReportBy::kChannel, ReportBy::kHour};
/// What the dispatcher tells of the register at once.
constexpr int kMostMisses = 5000;
/// The key of what no counter or officer has to answer for.
constexpr std::string_view kNobody = "-";

struct Options {
  std::string from;
  std::string to;
  std::string by = "day";
  bool csv = false;
  bool open_only = false;
  std::string miss;
  std::string text;
};
using OptionsPtr = std::shared_ptr<Options>;

/// The answer of one kind to a query.
template <class T>
Result<T> ask(Door& door, const client::Query& query) {
  auto reply = door.query(query);
  if (!reply) return reply.error();
  if (auto* found = std::get_if<T>(&reply->body)) return std::move(*found);
  return Error{ErrorCode::kInternal, "the dispatcher answered with something else"};
}

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

// ---------------------------------------------------------------- report, for people

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

/// Two tables, so that each fits on a screen: the target, and what is counted apart from it where
/// there is any.
std::string report_words(const ReportReply& report) {
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
  auto text = fmt::format("{}\n\n{}", days, table(rows));
  if (has_apart(report.total)) text += "\n\n" + table(apart);
  return text;
}

// ---------------------------------------------------------------- report, for scripts

/// "R" is {"service": "R"}, "2" {"counter": 2}, nobody null.
json::value key_value(ReportBy by, const std::string& key) {
  if (key == kNobody) return nullptr;
  if (by == ReportBy::kCounter) return std::stoi(key);
  return {key};
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
  return {{"from", day_text(report.from)},
          {"to", day_text(report.to)},
          {"by", by},
          {"rows", std::move(rows)},
          {"total", std::move(total)}};
}

/// A field of CSV (RFC 4180): quoted when it must be.
std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

std::string csv_seconds(std::int64_t ms) {
  return fmt::format("{}.{:03}", ms / 1000, ms % 1000);
}

std::string csv_spread(const Spread& spread) {
  return fmt::format("{},{},{},{}", csv_seconds(spread.mean_ms), csv_seconds(spread.p50_ms),
                     csv_seconds(spread.p90_ms), csv_seconds(spread.p99_ms));
}

std::string csv_row(const ReportRow& row) {
  const auto share = attainment(row);
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", csv_field(row.key),
                     row.tickets, row.served, row.no_show, row.cancelled, row.unserved, row.met,
                     row.missed, share ? fmt::format("{:.4f}", *share) : "", csv_spread(row.wait),
                     csv_spread(row.clock), csv_spread(row.service), row.overtaken,
                     row.explicit_calls, row.auto_calls, row.no_show_in_time, row.no_show_auto,
                     csv_spread(row.no_show_after));
}

/// The rows without their sum, which whoever reads them would count twice.
std::string report_csv(const ReportReply& report) {
  std::string text = fmt::format(
      "{},tickets,served,no_show,cancelled,unserved,met,missed,attainment,"
      "wait_mean_s,wait_p50_s,wait_p90_s,wait_p99_s,clock_mean_s,clock_p50_s,clock_p90_s,"
      "clock_p99_s,service_mean_s,service_p50_s,service_p90_s,service_p99_s,overtaken,"
      "explicit_calls,auto_calls,no_show_in_time,no_show_auto,no_show_after_mean_s,"
      "no_show_after_p50_s,no_show_after_p90_s,no_show_after_p99_s",
      codec::name(report.by));
  for (const ReportRow& row : report.rows) text += '\n' + csv_row(row);
  return text;
}

int show_report(Terminal& terminal, Door& door, const Options& given) {
  GetReport query;
  query.from = parse_day(given.from);
  query.to = parse_day(given.to);
  for (const ReportBy by : kAllBy)
    if (codec::name(by) == given.by) query.by = by;
  const auto report = ask<ReportReply>(door, query);
  if (!report) return terminal.refuse(report.error());
  if (given.csv) {
    terminal.line(report_csv(*report));
  } else if (terminal.json()) {
    terminal.line(report_json(*report));
  } else {
    terminal.line(report_words(*report));
  }
  return kFine;
}

// ---------------------------------------------------------------- the register

json::object miss_json(const MissRow& miss, int utc_offset_s) {
  json::array shares;
  for (const CauseShare& share : miss.shares) {
    json::array counters;
    for (const CounterId& counter : share.counters) counters.push_back(counter.value);
    shares.push_back(json::object{{"cause", codec::name(share.cause)},
                                  {"clock_ms", share.ms},
                                  {"counters", std::move(counters)}});
  }
  json::array counters;
  for (const MissedAt& at : miss.counters)
    counters.push_back(json::object{{"counter", at.counter.value}, {"officer", at.officer}});
  json::object object{{"miss", miss.miss},
                      {"day", day_text(miss.day)},
                      {"ticket", miss.ticket},
                      {"service", miss.service.value},
                      {"at", rfc3339(miss.at_wall_ms, utc_offset_s)},
                      {"cause", codec::name(miss.cause)},
                      {"clock_ms", miss.clock_ms},
                      {"shares", std::move(shares)},
                      {"counters", std::move(counters)},
                      {"open", !miss.corrected_wall_ms.has_value()}};
  if (miss.corrected_wall_ms) {
    object["correction"] = miss.correction;
    object["corrected_by"] = miss.corrected_by;
    object["corrected_at"] = rfc3339(*miss.corrected_wall_ms, utc_offset_s);
  }
  return object;
}

std::string counters_text(const MissRow& miss) {
  std::string text;
  for (const MissedAt& at : miss.counters) {
    if (!text.empty()) text += ", ";
    text += with_reason(std::to_string(at.counter.value), at.officer);
  }
  return text;
}

std::string misses_words(const MissesReply& reply) {
  if (reply.misses.empty()) return "no misses";
  std::vector<std::vector<std::string>> rows{
      {"Miss", "Service", "At", "Cause", "Clock", "Counters", "Correction"}};
  for (const MissRow& miss : reply.misses) {
    rows.push_back(
        {miss.miss, miss.service.value, time_text(miss.at_wall_ms, reply.utc_offset_s),
         codec::name(miss.cause), duration_text(miss.clock_ms), counters_text(miss),
         miss.corrected_wall_ms ? with_reason(miss.correction, miss.corrected_by) : "open"});
  }
  return table(rows);
}

int show_misses(Terminal& terminal, Door& door, const Options& given) {
  GetMisses query;
  query.open_only = given.open_only;
  query.limit = kMostMisses;
  const auto found = ask<MissesReply>(door, query);
  if (!found) return terminal.refuse(found.error());
  if (terminal.json()) {
    json::array misses;
    for (const MissRow& miss : found->misses)
      misses.push_back(miss_json(miss, found->utc_offset_s));
    terminal.line(json::object{{"misses", std::move(misses)}});
  } else {
    terminal.line(misses_words(*found));
  }
  if (found->misses.size() >= static_cast<std::size_t>(kMostMisses))
    terminal.note(fmt::format("only the newest {} misses are shown", kMostMisses));
  return kFine;
}

std::string check_day(const std::string& text) {
  if (parse_day(text)) return {};
  return fmt::format("'{}' is no date; write 2026-11-24", text);
}

void add_report(CLI::App& app, Chosen& chosen, const OptionsPtr& options) {
  CLI::App* reporting = app.add_subcommand(
      "report", "attainment of the target, waits, service times and counts, of today or some days");
  const CLI::Validator date(check_day, "DATE");
  reporting->add_option("--from", options->from, "the first day; today when not given")
      ->check(date);
  reporting->add_option("--to", options->to, "the last day; today when not given")->check(date);
  std::vector<std::string> names;
  names.reserve(kAllBy.size());
  for (const ReportBy by : kAllBy) names.push_back(codec::name(by));
  reporting->add_option("--by", options->by, "what there is a row for")
      ->check(CLI::IsMember(names))
      ->capture_default_str();
  reporting->add_flag("--csv", options->csv, "the rows as CSV with a header, times in seconds");
  reporting->callback([&chosen, options] {
    chosen.online = [options](Terminal& terminal, Door& door) {
      return show_report(terminal, door, *options);
    };
  });
}

}  // namespace

void add_report_commands(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  add_report(app, chosen, options);

  CLI::App* listing =
      app.add_subcommand("misses", "the register of missed targets, the newest first");
  listing->add_flag("--open", options->open_only, "only those that nobody corrected yet");
  listing->callback([&chosen, options] {
    chosen.online = [options](Terminal& terminal, Door& door) {
      return show_misses(terminal, door, *options);
    };
  });

  CLI::App* correcting =
      app.add_subcommand("correct", "records the correction of a miss, which closes it");
  correcting->add_option("miss", options->miss, "its name in the register, 2026-11-24/R012")
      ->required();
  correcting->add_option("text", options->text, "what was done; one argument, so in quotes")
      ->required();
  correcting->callback([&chosen, options] {
    chosen.online = [&chosen, options](Terminal& terminal, Door& door) {
      return change(terminal, door, Correct{options->miss, options->text}, chosen.repeat,
                    {fmt::format("{} is corrected", options->miss),
                     {{"miss", options->miss}, {"open", false}}});
    };
  });
}

}  // namespace antre::cli
