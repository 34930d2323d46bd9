// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands/change.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDayMs = 86'400'000;

struct Options {
  std::string ticket;
  std::string number;
  std::string step;
  std::string text;
  std::string kiosk;
  std::string service;
  bool open_only = false;
};
using OptionsPtr = std::shared_ptr<Options>;

json::object to_json(const CaseReply& one, int utc_offset_s) {
  json::object object{
      {"case", one.case_},    {"service", one.service.value},
      {"ticket", one.ticket}, {"of_day", day_text(one.of_day)},
      {"step", one.step},     {"opened_at", rfc3339(one.opened_wall_ms, utc_offset_s)}};
  if (one.due) object["due"] = day_text(*one.due);
  if (one.code) object["code"] = *one.code;
  return object;
}

std::string words(const CaseReply& one) {
  std::string text = fmt::format("case {} ({}), {}", one.case_, one.ticket, one.step);
  if (one.due) text += ", due " + day_text(*one.due);
  if (one.code) text += ", code " + *one.code;
  return text;
}

json::object to_json(const CaseRow& row, int utc_offset_s) {
  json::array steps;
  for (const auto& step : row.steps)
    steps.push_back(json::object{
        {"step", step.step}, {"at", rfc3339(step.at_wall_ms, utc_offset_s)}, {"by", step.by}});
  json::array visits;
  for (const auto& visit : row.visits) visits.emplace_back(visit);
  json::object object{{"case", row.case_},
                      {"service", row.service.value},
                      {"day", day_text(row.day)},
                      {"ticket", row.ticket},
                      {"of_day", day_text(row.of_day)},
                      {"steps", std::move(steps)},
                      {"visits", std::move(visits)},
                      {"open", !row.closed_wall_ms.has_value()}};
  if (row.due) object["due"] = day_text(*row.due);
  if (row.closed_wall_ms) {
    object["closed_at"] = rfc3339(*row.closed_wall_ms, utc_offset_s);
    object["closed_by"] = row.closed_by;
    if (!row.closed_text.empty()) object["reason"] = row.closed_text;
  }
  return object;
}

/// Whether a case is late, in a word that needs no colour.
std::string due_text(const CaseRow& row, Day today) {
  if (!row.due) return "";
  const bool late = !row.closed_wall_ms && *row.due < today;
  return day_text(*row.due) + (late ? " LATE" : "");
}

std::string state_text(const CaseRow& row) {
  if (!row.closed_wall_ms) return row.steps.empty() ? "" : row.steps.back().step;
  return row.closed_text.empty() ? "closed" : "ended";
}

std::int64_t age_days(const CaseRow& row, Day today, int utc_offset_s) {
  const std::int64_t until =
      row.closed_wall_ms ? (*row.closed_wall_ms + std::int64_t{1000} * utc_offset_s) / kDayMs
                         : today.value;
  return until - row.day.value;
}

std::string words(const CasesReply& reply, const Look& look) {
  if (reply.cases.empty()) return "no cases";
  std::vector<std::vector<std::string>> rows{{"Case", "Ticket", "Step", "Days", "Due", "Since"}};
  for (const auto& row : reply.cases)
    rows.push_back({row.case_, day_text(row.of_day) + "/" + row.ticket, state_text(row),
                    std::to_string(age_days(row, reply.today, reply.utc_offset_s)),
                    due_text(row, reply.today),
                    row.steps.empty()
                        ? ""
                        : rfc3339(row.steps.back().at_wall_ms, reply.utc_offset_s).substr(0, 10)});
  return table(rows, look);
}

/// One case, all that happened to it.
std::string story(const CaseRow& row, const CasesReply& reply, const Look& look) {
  std::vector<std::vector<std::string>> rows{{"Step", "When", "By"}};
  for (const auto& step : row.steps)
    rows.push_back(
        {step.step, rfc3339(step.at_wall_ms, reply.utc_offset_s).substr(0, 16), step.by});
  std::string text =
      fmt::format("case {} of {}, opened {}", row.case_, row.ticket, day_text(row.day));
  if (row.due) text += ", due " + due_text(row, reply.today);
  text += '\n' + table(rows, look);
  for (const auto& visit : row.visits) text += "\ncame again with " + visit;
  if (row.closed_wall_ms)
    text += with_reason(fmt::format("\nclosed by {}", row.closed_by), row.closed_text);
  return text;
}

int show_cases(Terminal& terminal, Door& door, const GetCases& query) {
  const auto reply = ask<CasesReply>(door, query);
  if (!reply) return terminal.refuse(reply.error());
  if (query.case_ && reply->cases.empty())
    return terminal.refuse({ErrorCode::kUnknownCase, "there is no case " + *query.case_});
  if (terminal.json()) {
    json::array cases;
    for (const auto& row : reply->cases) cases.push_back(to_json(row, reply->utc_offset_s));
    terminal.line(json::object{{"cases", std::move(cases)}});
  } else if (query.case_) {
    terminal.line(story(reply->cases.front(), *reply, terminal.look()));
  } else {
    terminal.line(words(*reply, terminal.look()));
  }
  return kFine;
}

/// Changes a case and shows where it is now; `closed` is said when the change has closed it.
int change_case(Terminal& terminal, Door& door, const Command& command, const std::string& repeat,
                const std::string& closed) {
  const auto view = snapshot(door);
  if (!view) return terminal.refuse(view.error());
  const auto reply = door.request(command);
  if (!reply)
    return terminal.refuse(reply.error(), reply.error().code == ErrorCode::kTimeout ? repeat : "");
  if (const auto* one = std::get_if<CaseReply>(&reply->body)) {
    terminal.json() ? terminal.line(to_json(*one, view->utc_offset_s)) : terminal.line(words(*one));
    return kFine;
  }
  if (!std::holds_alternative<Accepted>(reply->body)) return terminal.refuse(something_else());
  terminal.json() ? terminal.line(json::object{{"case", closed}, {"closed", true}})
                  : terminal.line(fmt::format("case {} closed", closed));
  return kFine;
}

void add_open(CLI::App& group, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = group.add_subcommand("open", "a case for a visitor whose service goes on");
  command->add_option("ticket", options->ticket, "its number")
      ->required()
      ->check(check_ticket)
      ->type_name("TICKET");
  command->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      const auto named = named_ticket(options->ticket).value_or(NamedTicket{});
      return change_case(terminal, door, OpenCase{named.ticket, named.of_day}, chosen.repeat, "");
    };
  });
}

void add_step(CLI::App& group, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = group.add_subcommand("step", "brings a case to a step of its service");
  command->add_option("case", options->number, "its number, R-2026-0007")->required();
  command->add_option("step", options->step, "the step, as the hall file names it")->required();
  command->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      return change_case(terminal, door, AdvanceCase{options->number, options->step}, chosen.repeat,
                         options->number);
    };
  });
}

void add_close(CLI::App& group, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = group.add_subcommand("close", "ends a case before its last step");
  command->add_option("case", options->number, "its number, R-2026-0007")->required();
  command->add_option("reason", options->text, "why, one line")->required();
  command->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      return change_case(terminal, door, CloseCase{options->number, options->text}, chosen.repeat,
                         options->number);
    };
  });
}

void add_receipt(CLI::App& group, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = group.add_subcommand("receipt", "has a kiosk print a case's receipt");
  command->add_option("case", options->number, "its number, R-2026-0007")->required();
  command->add_option("--kiosk", options->kiosk, "which kiosk; left out where only one prints")
      ->type_name("KIOSK");
  command->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      return change(terminal, door, PrintReceipt{options->number, options->kiosk}, chosen.repeat,
                    {fmt::format("receipt of {} asked for", options->number),
                     {{"case", options->number}, {"asked", true}}});
    };
  });
}

void add_list(CLI::App& group, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = group.add_subcommand("list", "the register of cases, the newest first");
  command->add_flag("--open", options->open_only, "only those that are not closed");
  command->add_option("--service", options->service, "only of this service")->type_name("SERVICE");
  command->callback([options, &chosen] {
    chosen.online = [options](Terminal& terminal, Door& door) {
      GetCases query;
      query.open_only = options->open_only;
      if (!options->service.empty()) query.service = ServiceId{options->service};
      return show_cases(terminal, door, query);
    };
  });
}

void add_show(CLI::App& group, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = group.add_subcommand("show", "one case: who did what, and when");
  command->add_option("case", options->number, "its number, R-2026-0007")->required();
  command->callback([options, &chosen] {
    chosen.online = [options](Terminal& terminal, Door& door) {
      GetCases query;
      query.case_ = options->number;
      return show_cases(terminal, door, query);
    };
  });
}

}  // namespace

void add_case_commands(CLI::App& app, Chosen& chosen) {
  auto* group = app.add_subcommand("case", "services that go on after the visit");
  group->require_subcommand(1);
  add_open(*group, chosen);
  add_step(*group, chosen);
  add_close(*group, chosen);
  add_receipt(*group, chosen);
  add_list(*group, chosen);
  add_show(*group, chosen);
  group->footer(
      "Examples:\n"
      "  antre case open R012\n"
      "  antre case step R-2026-0007 signed\n"
      "  antre case list --open\n"
      "  antre case show R-2026-0007");
}

}  // namespace antre::cli
