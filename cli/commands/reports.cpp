// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <memory>
#include <stdexcept>
#include <utility>

#include "cli/commands/change.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "cli/output_report.hpp"
#include "cli/report_document.hpp"
#include "hall/hall_file.hpp"
#include "printer/whole_file.hpp"
#include "protocol/codec.hpp"
#include "report/csv.hpp"
#include "report/figures.hpp"
#include "report/pdf.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

constexpr std::array kAllBy{ReportBy::kDay,     ReportBy::kService, ReportBy::kCounter,
                            ReportBy::kOfficer, ReportBy::kChannel, ReportBy::kHour};

struct Options {
  std::string from;
  std::string to;
  std::string month;
  std::string by = "day";
  bool csv = false;
  std::string pdf;
  std::string language = "id";
  bool open_only = false;
  std::string miss;
  std::string text;
};
using OptionsPtr = std::shared_ptr<Options>;

ReportPeriod period_of(const Options& given) {
  if (const auto month = parse_month(given.month)) return {month->first, month->last};
  return {parse_day(given.from), parse_day(given.to)};
}

/// CSV as it is, whatever a terminal would make of it; its last line's end is the terminal's.
void show_csv(Terminal& terminal, std::string csv) {
  if (csv.ends_with('\n')) csv.pop_back();
  terminal.verbatim(csv);
}

Result<report::Document> write_pdf(Door& door, const Options& given) {
  try {
    const auto words = i18n::Catalogue::load(given.language);
    auto document = gather_report(door, period_of(given), words);
    if (!document) return document.error();
    const auto pdf = report::render_pdf(*document, words);
    if (!pdf) return pdf.error();
    if (const auto done = printer::write_whole(given.pdf, *pdf); !done) return done.error();
    return document;
  } catch (const std::runtime_error& error) {
    return Error{ErrorCode::kInvalid, error.what()};  // texts that are not installed
  }
}

int show_pdf(Terminal& terminal, Door& door, const Options& given) {
  const auto document = write_pdf(door, given);
  if (!document) return terminal.refuse(document.error());
  const auto from = day_text(document->from);
  const auto to = day_text(document->to);
  if (terminal.json()) {
    terminal.line(json::object{{"file", given.pdf},
                               {"from", from},
                               {"to", to},
                               {"seq", document->seq},
                               {"head", document->head}});
  } else {
    terminal.line(fmt::format("{} has the report from {} to {}", given.pdf, from, to));
  }
  return kFine;
}

int show_report(Terminal& terminal, Door& door, const Options& given) {
  if (!given.pdf.empty()) return show_pdf(terminal, door, given);
  const auto period = period_of(given);
  GetReport query;
  query.from = period.from;
  query.to = period.to;
  for (const ReportBy by : kAllBy)
    if (codec::name(by) == given.by) query.by = by;
  const auto report = ask<ReportReply>(door, query);
  if (!report) return terminal.refuse(report.error());
  if (given.csv) {
    show_csv(terminal, report::report_csv(*report));
  } else if (terminal.json()) {
    terminal.line(report_json(*report));
  } else {
    terminal.line(report_words(*report, terminal.look()));
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
  if (!miss.reason.empty()) {
    object["reason"] = miss.reason;
    object["reason_by"] = miss.reason_by;
  }
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

std::string misses_words(const MissesReply& reply, const Look& look) {
  if (reply.misses.empty()) return "no misses";
  std::vector<std::vector<std::string>> rows{
      {"Miss", "Service", "At", "Cause", "Clock", "Counters", "Correction"}};
  for (const MissRow& miss : reply.misses) {
    rows.push_back({miss.miss, miss.service.value, time_text(miss.at_wall_ms, reply.utc_offset_s),
                    codec::name(miss.cause), duration_text(miss.clock_ms), counters_text(miss),
                    miss.corrected_wall_ms ? with_reason(miss.correction, miss.corrected_by)
                                           : paint("open", Tone::kRed, look)});
  }
  return table(rows, look);
}

/// Of some days all of them; else the newest that the dispatcher tells at once.
Result<MissesReply> ask_misses(Door& door, const Options& given) {
  const auto period = period_of(given);
  if (period.from && period.to) {
    if (*period.from > *period.to)
      return Error{ErrorCode::kBadRequest,
                   fmt::format("from {} to {} there are no days; the first day comes first",
                               day_text(*period.from), day_text(*period.to))};
    return misses_of(door, *period.from, *period.to, given.open_only);
  }
  GetMisses query;
  query.open_only = given.open_only;
  query.from = period.from;
  query.to = period.to;
  query.limit = kMostMissesAtOnce;
  return ask<MissesReply>(door, query);
}

int show_misses(Terminal& terminal, Door& door, const Options& given) {
  const auto found = ask_misses(door, given);
  if (!found) return terminal.refuse(found.error());
  if (given.csv) {
    show_csv(terminal, report::misses_csv(found->misses, found->utc_offset_s));
  } else if (terminal.json()) {
    json::array misses;
    for (const MissRow& miss : found->misses)
      misses.push_back(miss_json(miss, found->utc_offset_s));
    terminal.line(json::object{{"misses", std::move(misses)}});
  } else {
    terminal.line(misses_words(*found, terminal.look()));
  }
  const auto period = period_of(given);
  if (!(period.from && period.to) &&
      found->misses.size() >= static_cast<std::size_t>(kMostMissesAtOnce))
    terminal.note(fmt::format("only the newest {} misses are shown; with --from and --to all are",
                              kMostMissesAtOnce));
  return kFine;
}

std::string check_day(const std::string& text) {
  if (parse_day(text)) return {};
  return fmt::format("'{}' is no date; write 2026-11-24", text);
}

std::string check_month(const std::string& text) {
  if (parse_month(text)) return {};
  return fmt::format("'{}' is no month; write 2026-11", text);
}

/// Of which days: --from and --to, or --month.
void add_days(CLI::App& command, const OptionsPtr& options, const std::string& otherwise) {
  const CLI::Validator date(check_day, "DATE");
  auto* from = command.add_option("--from", options->from, "the first day" + otherwise);
  auto* to = command.add_option("--to", options->to, "the last day" + otherwise);
  from->check(date);
  to->check(date);
  command.add_option("--month", options->month, "all days of a month, 2026-11")
      ->check(CLI::Validator(check_month, "MONTH"))
      ->excludes(from)
      ->excludes(to);
}

void add_report(CLI::App& app, Chosen& chosen, const OptionsPtr& options) {
  CLI::App* reporting = app.add_subcommand(
      "report", "attainment of the target, waits, service times and counts, of today or some days");
  reporting->footer(
      "Examples:\n"
      "  antre report --from 2026-11-01 --to 2026-11-14 --by counter\n"
      "  antre report --month 2026-11 --by day --csv > november.csv\n"
      "  antre report --month 2026-11 --pdf november.pdf\n"
      "  antre report --pdf november-en.pdf --language en\n"
      "\n"
      "--pdf is the month so far when no days are given.");
  add_days(*reporting, options, "; today when not given");
  std::vector<std::string> names;
  names.reserve(kAllBy.size());
  for (const ReportBy by : kAllBy) names.push_back(codec::name(by));
  reporting->add_option("--by", options->by, "what there is a row for")
      ->check(CLI::IsMember(names))
      ->capture_default_str();
  auto* csv =
      reporting->add_flag("--csv", options->csv, "the rows as CSV with a header, times in seconds");
  reporting
      ->add_option("--pdf", options->pdf,
                   "writes the report of a month or some days, to be printed")
      ->type_name("FILE")
      ->excludes(csv);
  reporting->add_option("--language", options->language, "of the PDF")
      ->check(CLI::IsMember(hall::known_languages()))
      ->capture_default_str();
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
  listing->footer(
      "Examples:\n"
      "  antre misses --open\n"
      "  antre misses --month 2026-11 --csv > misses.csv");
  listing->add_flag("--open", options->open_only, "only those that nobody corrected yet");
  listing->add_flag("--csv", options->csv, "as CSV with a header");
  add_days(*listing, options, " of the tickets");
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
