// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands/change.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "report/document.hpp"
#include "report/survey_index.hpp"

/// What is done beside serving: help for a counter, another line for a visitor, why somebody waited
/// too long, and what visitors think of it all.
namespace antre::cli {
namespace {

namespace json = boost::json;

struct Options {
  int counter = 0;
  std::string text;
  bool end = false;
  std::string ticket;
  std::string service;
  int to_counter = 0;
  std::string miss;
  std::string from;
  std::string to;
  std::vector<int> scores;
};

void add_help(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("help-at", "asks the supervisor to a counter");
  command->add_option("counter", options->counter, "its number")->required()->type_name("COUNTER");
  auto* reason = command->add_option("--reason", options->text, "why, one line");
  command->add_flag("--end", options->end, "help came")->excludes(reason);
  command->footer(
      "Examples:\n"
      "  antre help-at 2 --reason \"printer macet\"\n"
      "  antre help-at 2 --end");
  command->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      const CounterId counter{options->counter};
      if (options->end) return change(terminal, door, EndHelp{counter}, chosen.repeat);
      return change(terminal, door, AskHelp{counter, options->text}, chosen.repeat);
    };
  });
}

void add_move(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("move", "a waiting ticket to another line");
  command->add_option("ticket", options->ticket, "its number")
      ->required()
      ->check(check_ticket)
      ->type_name("TICKET");
  auto* service = command->add_option("service", options->service, "the service it waits for now")
                      ->type_name("SERVICE");
  auto* counter =
      command->add_option("--to-counter", options->to_counter, "the counter that alone may take it")
          ->type_name("COUNTER")
          ->excludes(service);
  command->footer(
      "Examples:\n"
      "  antre move R012 K\n"
      "  antre move R012 --to-counter 3");
  command->callback([options, service, counter, &chosen] {
    if (service->count() + counter->count() == 0)
      throw CLI::RequiredError("SERVICE or --to-counter");
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      const auto named = named_ticket(options->ticket).value_or(NamedTicket{});
      MoveTicket move;
      move.ticket = named.ticket;
      move.of_day = named.of_day;
      if (options->service.empty())
        move.to_counter = CounterId{options->to_counter};
      else
        move.service = ServiceId{options->service};
      return change(terminal, door, move, chosen.repeat);
    };
  });
}

void add_explain(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("explain", "why a target was missed; the miss stays open");
  command->add_option("miss", options->miss, "its name in the register, 2026-11-24/R012")
      ->required()
      ->type_name("MISS");
  command->add_option("reason", options->text, "one line")->required();
  command->footer("Examples:\n  antre explain 2026-11-24/R012 \"Dua petugas sakit\"");
  command->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      return change(terminal, door, ExplainMiss{options->miss, options->text}, chosen.repeat,
                    {fmt::format("miss {} explained", options->miss),
                     {{"miss", options->miss}, {"explained", true}}});
    };
  });
}

// ---------------------------------------------------------------- the survey

json::object survey_json(const report::SurveyTally& tally) {
  const auto index = report::index_of(tally);
  json::array means;
  for (const auto& mean : index.means) means.push_back(mean ? json::value(*mean) : json::value());
  json::object object{{"respondents", tally.respondents}, {"means", std::move(means)}};
  if (!tally.service.empty()) object["service"] = tally.service;
  if (index.index_hundredths) object["index"] = *index.index_hundredths / 100.0;
  if (index.grade) object["grade"] = std::string(1, report::letter(*index.grade));
  return object;
}

std::vector<std::string> survey_row(const report::SurveyTally& tally, const std::string& name) {
  const auto index = report::index_of(tally);
  std::vector<std::string> row{name, std::to_string(tally.respondents)};
  row.push_back(index.index_hundredths ? fmt::format("{:.2f}", *index.index_hundredths / 100.0)
                                       : "");
  row.push_back(index.grade ? std::string(1, report::letter(*index.grade)) : "");
  for (const auto& mean : index.means) row.push_back(mean ? fmt::format("{:.2f}", *mean) : "");
  return row;
}

int show_survey(Terminal& terminal, Door& door, const Options& given) {
  const auto reply = ask<SurveyReply>(door, GetSurvey{parse_day(given.from), parse_day(given.to)});
  if (!reply) return terminal.refuse(reply.error());
  report::SurveyTally total;
  json::array services;
  std::vector<std::vector<std::string>> rows{{"Service", "Answers", "Index", "Grade", "U1", "U2",
                                              "U3", "U4", "U5", "U6", "U7", "U8", "U9"}};
  for (const auto& tally : report::tallies_of(*reply)) {
    total = report::sum_of(total, tally);
    services.push_back(survey_json(tally));
    rows.push_back(survey_row(tally, tally.service));
  }
  total.service.clear();
  rows.push_back(survey_row(total, "all"));
  if (terminal.json()) {
    auto object = survey_json(total);
    object["from"] = day_text(reply->from);
    object["to"] = day_text(reply->to);
    object["served"] = reply->served;
    object["services"] = std::move(services);
    terminal.line(object);
  } else if (reply->rows.empty()) {
    terminal.line(fmt::format("nobody answered; {} were served", reply->served));
  } else {
    terminal.line(fmt::format("{} to {}, {} answered of {} served\n{}", day_text(reply->from),
                              day_text(reply->to), total.respondents, reply->served,
                              table(rows, terminal.look())));
  }
  return kFine;
}

std::string check_day(const std::string& text) {
  if (parse_day(text)) return {};
  return fmt::format("'{}' is no date; write it as 2026-11-24", text);
}

void add_survey(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "survey", "what visitors answered, with the index of Permenpan-RB 14/2017");
  command->add_option("--from", options->from, "first day; left out: today")->check(check_day);
  command->add_option("--to", options->to, "last day; left out: today")->check(check_day);
  auto* ticket =
      command->add_option("--answer", options->ticket, "enters a paper's answers for this ticket")
          ->check(check_ticket);
  command->add_option("--scores", options->scores, "nine numbers from 1 to 4")
      ->expected(9)
      ->check(CLI::Range(1, 4))
      ->needs(ticket);
  ticket->needs("--scores");
  command->footer(
      "Examples:\n"
      "  antre survey --from 2026-11-01 --to 2026-11-30\n"
      "  antre survey --answer R012 --scores 4 4 3 4 4 4 4 3 4");
  command->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      if (options->ticket.empty()) return show_survey(terminal, door, *options);
      const auto named = named_ticket(options->ticket).value_or(NamedTicket{});
      return change(terminal, door, AnswerSurvey{named.ticket, named.of_day, options->scores},
                    chosen.repeat);
    };
  });
}

}  // namespace

void add_desk_commands(CLI::App& app, Chosen& chosen) {
  add_help(app, chosen);
  add_move(app, chosen);
  add_explain(app, chosen);
  add_survey(app, chosen);
}

}  // namespace antre::cli
