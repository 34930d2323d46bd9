// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "cli/output_health.hpp"
#include "cli/output_papers.hpp"

namespace antre::cli {
namespace {

int hall_status(Terminal& terminal, Door& door) {
  const auto view = snapshot(door);
  if (!view) return terminal.refuse(view.error());
  const std::int64_t now = door.wall_ms();
  terminal.json() ? terminal.line(to_json(*view, now))
                  : terminal.line(words(*view, now, terminal.look()));
  return kFine;
}

int forecast(Terminal& terminal, Door& door) {
  // The hall's offset, with which times are shown.
  const auto view = snapshot(door);
  if (!view) return terminal.refuse(view.error());
  const auto reply = door.query(GetForecast{});
  if (!reply) return terminal.refuse(reply.error());
  const auto* found = std::get_if<ForecastReply>(&reply->body);
  if (found == nullptr) {
    return terminal.refuse(something_else());
  }
  terminal.json() ? terminal.line(to_json(*found, view->utc_offset_s))
                  : terminal.line(words(*found, view->utc_offset_s, terminal.look()));
  return kFine;
}

/// What every key may ask: that the dispatcher answers.
int welcomed(Terminal& terminal, Door& door) {
  const auto welcome = ask<Welcome>(door, Hello{"antre " ANTRE_VERSION});
  if (!welcome) return terminal.refuse(welcome.error());
  if (terminal.json()) {
    terminal.line(boost::json::object{{"program", welcome->program},
                                      {"hall", welcome->hall_id},
                                      {"epoch", welcome->epoch},
                                      {"seq", welcome->seq},
                                      {"updates", welcome->updates},
                                      {"role", welcome->role},
                                      {"name", welcome->name}});
  } else {
    terminal.line(fmt::format("{} answers: hall {}, event {} of epoch {}; you are {}:{}",
                              welcome->program, welcome->hall_id, welcome->seq,
                              welcome->epoch.substr(0, 8), welcome->role, welcome->name));
  }
  return kFine;
}

/// The printers of the kiosks as monitoring sees them: what is wrong, and an exit status for it.
int printers(Terminal& terminal, Door& door) {
  const auto view = snapshot(door);
  if (!view) return terminal.refuse(view.error());
  const auto wrong = printer_problems(*view);
  if (terminal.json()) {
    terminal.line(boost::json::object{{"well", wrong.empty()},
                                      {"problems", boost::json::value_from(wrong)},
                                      {"printers", printers_json(*view)},
                                      {"papers", papers_json(*view)}});
  } else {
    terminal.line(printers_table(*view, terminal.look()) + papers_words(*view));
  }
  return wrong.empty() ? kFine : kRefused;
}

int health(Terminal& terminal, Door& door) {
  const auto found = ask<HealthReply>(door, GetHealth{});
  if (!found) {
    // Not for this key's role, or a dispatcher from before there was such a question.
    const ErrorCode code = found.error().code;
    const bool cannot = code == ErrorCode::kNotAllowed || code == ErrorCode::kUnknownCommand;
    return cannot ? welcomed(terminal, door) : terminal.refuse(found.error());
  }
  terminal.json() ? terminal.line(health_json(*found)) : terminal.line(health_words(*found));
  return problems(*found).empty() ? kFine : kRefused;
}

}  // namespace

void add_status_command(CLI::App& app, Chosen& chosen) {
  CLI::App* status = app.add_subcommand(
      "status", "the hall now: lines, counters, clocks of the target, calls, today's counts");
  status->footer(
      "--health tells of the dispatcher: connections, requests, what was refused or dropped, how\n"
      "long commits take, the disk. With a key that may not ask so much (supervisors and admins\n"
      "may) it only says that the dispatcher answers. --printers tells of the kiosks'\n"
      "printers, and of papers that are not certain; apart, because other people are called.\n"
      "\n"
      "Examples:\n"
      "  antre status\n"
      "  antre status --json | jq '.lines'\n"
      "  antre status --health\n"
      "  antre status --health --json --timeout 3 | jq '.problems'\n"
      "  antre status --printers || call-the-porter\n"
      "\n"
      "Exit status of --health: 0 well; 1 it takes no commands, the disk has less than twice the\n"
      "reserve left, or 1 % of the commits take longer than 1 s; 3 not reached.\n"
      "Exit status of --printers: 0 ready, near the end of the paper too; 1 one says that it\n"
      "is not ready; 3 not reached.");
  struct Only {
    bool health = false;
    bool printers = false;
  };
  const auto only = std::make_shared<Only>();
  CLI::Option* of_health = status->add_flag(
      "--health", only->health, "the dispatcher itself, for monitoring: the exit status tells");
  status
      ->add_flag("--printers", only->printers,
                 "the printers of the kiosks, for monitoring: the exit status tells")
      ->excludes(of_health);
  status->callback([&chosen, only] {
    chosen.hall_time = !only->printers && !only->health;
    chosen.online = [only](Terminal& terminal, Door& door) {
      if (only->printers) return printers(terminal, door);
      return only->health ? health(terminal, door) : hall_status(terminal, door);
    };
  });
}

void add_forecast_command(CLI::App& app, Chosen& chosen) {
  app.add_subcommand(
         "forecast",
         "tickets that will probably miss the target, when, and the action that avoids it")
      ->callback([&chosen] { chosen.online = forecast; });
}

}  // namespace antre::cli
