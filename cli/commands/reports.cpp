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
#include "cli/output_report.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

constexpr std::array kAllBy{ReportBy::kDay,     ReportBy::kService, ReportBy::kCounter,
                            ReportBy::kOfficer, ReportBy::kChannel, ReportBy::kHour};
/// What the dispatcher tells of the register at once.
constexpr int kMostMisses = 5000;

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
