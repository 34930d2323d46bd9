// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"

namespace antre::cli {
namespace {

int hall_status(Terminal& terminal, Door& door) {
  const auto view = snapshot(door);
  if (!view) return terminal.refuse(view.error());
  const std::int64_t now = door.wall_ms();
  terminal.json() ? terminal.line(to_json(*view, now)) : terminal.line(words(*view, now));
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
    return terminal.refuse({ErrorCode::kInternal, "the dispatcher answered with something else"});
  }
  terminal.json() ? terminal.line(to_json(*found, view->utc_offset_s))
                  : terminal.line(words(*found, view->utc_offset_s));
  return kFine;
}

int health(Terminal& terminal, Door& door) {
  const auto reply = door.query(Hello{"antre " ANTRE_VERSION});
  if (!reply) return terminal.refuse(reply.error());
  const auto* welcome = std::get_if<Welcome>(&reply->body);
  if (welcome == nullptr) {
    return terminal.refuse({ErrorCode::kInternal, "the dispatcher answered with something else"});
  }
  if (terminal.json()) {
    terminal.line(boost::json::object{{"program", welcome->program},
                                      {"hall", welcome->hall_id},
                                      {"epoch", welcome->epoch},
                                      {"seq", welcome->seq},
                                      {"updates", welcome->updates},
                                      {"role", welcome->role},
                                      {"name", welcome->name}});
  } else {
    terminal.line(fmt::format("{} is well: hall {}, event {} of epoch {}; you are {}:{}",
                              welcome->program, welcome->hall_id, welcome->seq,
                              welcome->epoch.substr(0, 8), welcome->role, welcome->name));
  }
  return kFine;
}

}  // namespace

void add_status_command(CLI::App& app, Chosen& chosen) {
  CLI::App* status = app.add_subcommand(
      "status", "the hall now: lines, counters, clocks of the target, calls, today's counts");
  const auto only_health = std::make_shared<bool>(false);
  status->add_flag("--health", *only_health,
                   "the dispatcher itself, for monitoring: the exit status tells");
  status->callback([&chosen, only_health] {
    chosen.online = [only_health](Terminal& terminal, Door& door) {
      return *only_health ? health(terminal, door) : hall_status(terminal, door);
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
