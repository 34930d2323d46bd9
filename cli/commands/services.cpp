// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/change.hpp"
#include "cli/commands/commands.hpp"

namespace antre::cli {

void add_service_commands(CLI::App& app, Chosen& chosen) {
  struct Options {
    std::string service;
    std::string until;
    std::string reason;
  };
  const auto options = std::make_shared<Options>();
  const auto named = [&](const char* name, const char* about) {
    CLI::App* command = app.add_subcommand(name, about);
    command->add_option("service", options->service, "prefix of the service, as in the hall file")
        ->type_name("SERVICE")
        ->required();
    return command;
  };

  CLI::App* pause = named("pause", "a service gives no new numbers; its line goes on");
  pause->add_option("--until", options->until, "when it gives numbers again, today")
      ->type_name("HH:MM")
      ->check(CLI::Validator(check_time, ""));
  pause->add_option("--reason", options->reason, "why, for the screens and the record");
  pause->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      PauseService command;
      command.service = ServiceId{options->service};
      if (!options->until.empty()) command.until = options->until;
      command.reason = options->reason;
      Said said{fmt::format("{} gives no new numbers{}", options->service,
                            options->until.empty() ? "" : " until " + options->until),
                {{"service", options->service}, {"paused", true}}};
      if (!options->until.empty()) said.object["until"] = options->until;
      return change(terminal, door, command, chosen.repeat, said);
    };
  });

  named("unpause", "a paused service gives numbers again")->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      return change(terminal, door, UnpauseService{ServiceId{options->service}}, chosen.repeat,
                    {fmt::format("{} gives numbers again", options->service),
                     {{"service", options->service}, {"paused", false}}});
    };
  });
}

}  // namespace antre::cli
