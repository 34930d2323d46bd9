// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/commands/pin.hpp"
#include "cli/output.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

struct Options {
  std::string name;
  Secret pin;
};
using OptionsPtr = std::shared_ptr<Options>;

/// Asks for a PIN that the dispatcher will take, before anything is sent.
int ask(Terminal& terminal, Options& options) {
  auto pin = ask_pin(terminal, "PIN of " + options.name);
  if (!pin) return terminal.refuse(pin.error());
  options.pin = std::move(*pin);
  return kFine;
}

Result<YesNo> is_there(Door& door, const std::string& name) {
  const auto reply = ask<OfficersReply>(door, GetOfficers{});
  if (!reply) return reply.error();
  return YesNo{std::ranges::find(reply->officers, name, &Officer::name) != reply->officers.end()};
}

/// A change of the register without an answer: may have been made.
int refuse_change(Terminal& terminal, const Error& error) {
  return terminal.refuse(error, error.code == ErrorCode::kTimeout
                                    ? "look with 'antre officers list', or do it again: that is "
                                      "safe"
                                    : "");
}

Result<void> put(Door& door, const Options& options) {
  client::Query query = PutOfficer{options.name, options.pin.text()};
  const auto reply = ask<Accepted>(door, query);
  wipe(std::get<PutOfficer>(query).pin);
  if (!reply) return reply.error();
  return {};
}

int add(Terminal& terminal, Door& door, const Options& options) {
  const auto there = is_there(door, options.name);
  if (!there) return terminal.refuse(there.error());
  if (*there) {
    return terminal.refuse(
        {ErrorCode::kConflict,
         fmt::format("{} is registered already; 'antre officers pin' gives another PIN",
                     options.name)});
  }
  if (const auto done = put(door, options); !done) return refuse_change(terminal, done.error());
  terminal.json() ? terminal.line(json::object{{"officer", options.name}, {"added", true}})
                  : terminal.line(fmt::format("{} may sign in with this PIN", options.name));
  return kFine;
}

int change_pin(Terminal& terminal, Door& door, const Options& options) {
  const auto there = is_there(door, options.name);
  if (!there) return terminal.refuse(there.error());
  if (!*there) {
    return terminal.refuse(
        {ErrorCode::kUnknownOfficer,
         fmt::format("{} is not registered; 'antre officers add' does that", options.name)});
  }
  if (const auto done = put(door, options); !done) return refuse_change(terminal, done.error());
  terminal.json() ? terminal.line(json::object{{"officer", options.name}, {"changed", true}})
                  : terminal.line(fmt::format("{} has another PIN from now on", options.name));
  return kFine;
}

int remove(Terminal& terminal, Door& door, const Options& options) {
  const auto there = is_there(door, options.name);
  if (!there) return terminal.refuse(there.error());
  if (!*there) {
    return terminal.refuse(
        {ErrorCode::kUnknownOfficer, fmt::format("{} is not registered", options.name)});
  }
  const auto reply = ask<Accepted>(door, RemoveOfficer{options.name});
  // Not there any more: this very request was sent again after a lost answer, or somebody else was
  // quicker.
  if (!reply && reply.error().code != ErrorCode::kUnknownOfficer)
    return refuse_change(terminal, reply.error());
  terminal.json() ? terminal.line(json::object{{"officer", options.name}, {"removed", true}})
                  : terminal.line(fmt::format("{} may not sign in any more", options.name));
  return kFine;
}

int list(Terminal& terminal, Door& door) {
  const auto found = ask<OfficersReply>(door, GetOfficers{});
  if (!found) return terminal.refuse(found.error());
  if (terminal.json()) {
    json::array officers;
    for (const Officer& officer : found->officers) {
      officers.push_back(
          json::object{{"officer", officer.name},
                       {"since", rfc3339(officer.since_wall_ms, found->utc_offset_s)}});
    }
    terminal.line(json::object{{"officers", std::move(officers)}});
    return kFine;
  }
  std::vector<std::vector<std::string>> rows{{"Officer", "PIN since"}};
  for (const Officer& officer : found->officers) {
    const auto since = rfc3339(officer.since_wall_ms, found->utc_offset_s);
    rows.push_back({officer.name, since.substr(0, 10) + ' ' + since.substr(11, 5)});
  }
  terminal.line(rows.size() > 1 ? table(rows, terminal.look())
                                : "no officers with a PIN: counters open without one");
  return kFine;
}

CLI::App* named(CLI::App& parent, const OptionsPtr& options, const char* verb, const char* what) {
  CLI::App* command = parent.add_subcommand(verb, what);
  command->add_option("name", options->name, "the officer's name, as counters are opened with it")
      ->type_name("OFFICER")
      ->required()
      ->check(CLI::Validator(
          [](const std::string& text) {
            return text.find_first_not_of(' ') == std::string::npos ? "a name is needed"
                                                                    : std::string{};
          },
          ""));
  return command;
}

}  // namespace

void add_officer_commands(CLI::App& app, Chosen& chosen) {
  CLI::App* officers = app.add_subcommand("officers", "who may sign in at counters with a PIN");
  officers->require_subcommand(1);
  officers->footer(
      "The PIN (4 to 12 digits) is asked for, twice and without being shown; it is never an\n"
      "argument. When standard input is no terminal, one line of it is the PIN.\n"
      "\n"
      "Examples:\n"
      "  antre officers add \"Sari Wulandari\"\n"
      "  antre officers pin \"Sari Wulandari\"     another PIN\n"
      "  antre officers add Ani < pin.txt\n"
      "  antre officers remove Ani\n"
      "  antre officers list --json");
  const auto options = std::make_shared<Options>();
  const auto runs = [&chosen, options](CLI::App* command, bool pin,
                                       int (*run)(Terminal&, Door&, const Options&)) {
    command->callback([&chosen, options, pin, run] {
      if (pin) chosen.before = [options](Terminal& terminal) { return ask(terminal, *options); };
      chosen.online = [options, run](Terminal& terminal, Door& door) {
        return run(terminal, door, *options);
      };
    });
  };
  runs(named(*officers, options, "add", "registers an officer; asks for the PIN"), true, add);
  runs(named(*officers, options, "pin", "gives an officer another PIN, which it asks for"), true,
       change_pin);
  runs(named(*officers, options, "remove", "an officer may not sign in any more"), false, remove);
  officers->add_subcommand("list", "shows who is registered")->callback([&chosen] {
    chosen.online = list;
  });
}

}  // namespace antre::cli
