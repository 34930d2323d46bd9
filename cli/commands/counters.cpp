// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

struct Options {
  int counter = 0;
  std::string officer;
  std::string reason;
  std::string ticket;
  std::string outcome = "served";
};
using OptionsPtr = std::shared_ptr<Options>;
using MakeCommand = std::function<Command(const Options&)>;

int counter_command(Terminal& terminal, Door& door, const Command& command,
                    const std::string& repeat) {
  const auto reply = door.request(command);
  if (!reply) {
    return terminal.refuse(reply.error(), reply.error().code == ErrorCode::kTimeout ? repeat : "");
  }
  const auto* counter = std::get_if<CounterReply>(&reply->body);
  if (counter == nullptr) {
    return terminal.refuse({ErrorCode::kInternal, "the dispatcher answered with something else"});
  }
  terminal.json() ? terminal.line(to_json(*counter)) : terminal.line(words(*counter));
  return kFine;
}

CLI::App* add(CLI::App& app, Chosen& chosen, const OptionsPtr& options, const char* name,
              const char* about, const MakeCommand& make) {
  CLI::App* command = app.add_subcommand(name, about);
  command->add_option("counter", options->counter, "number of the counter")
      ->required()
      ->check(CLI::PositiveNumber);
  command->callback([options, &chosen, make] {
    chosen.online = [options, &chosen, make](Terminal& terminal, Door& door) {
      return counter_command(terminal, door, make(*options), chosen.repeat);
    };
  });
  return command;
}

}  // namespace

void add_counter_commands(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  const auto id = [](const Options& given) { return CounterId{given.counter}; };

  add(app, chosen, options, "open", "an officer begins work at a counter",
      [id](const Options& given) -> Command {
        return OpenCounter{id(given), given.officer};
      })
      ->add_option("--officer", options->officer, "the officer's name")
      ->required();
  add(app, chosen, options, "break", "the counter takes a break",
      [id](const Options& given) -> Command {
        return BreakCounter{id(given), given.reason};
      })
      ->add_option("--reason", options->reason, "why, for the record");
  add(app, chosen, options, "resume", "the counter is back from its break",
      [id](const Options& given) -> Command { return ResumeCounter{id(given)}; });
  add(app, chosen, options, "close", "the officer leaves the counter",
      [id](const Options& given) -> Command { return CloseCounter{id(given)}; });
  add(app, chosen, options, "call", "calls the next visitor, or the ticket named",
      [id](const Options& given) -> Command {
        return Call{id(given), given.ticket.empty() ? std::nullopt : std::optional{given.ticket}};
      })
      ->add_option("--ticket", options->ticket, "this one, although it is not the next");
  add(app, chosen, options, "recall", "calls the same visitor again",
      [id](const Options& given) -> Command { return Recall{id(given)}; });
  add(app, chosen, options, "start", "the visitor has come, service begins",
      [id](const Options& given) -> Command { return Start{id(given)}; });
  add(app, chosen, options, "finish", "service has ended",
      [id](const Options& given) -> Command {
        return Finish{id(given), codec::outcome(given.outcome).value_or(Outcome::kServed)};
      })
      ->add_option("--outcome", options->outcome, "how it ended")
      ->check(CLI::IsMember({"served", "incomplete", "referred", "follow-up"}))
      ->capture_default_str();
  add(app, chosen, options, "no-show", "the visitor called did not come",
      [id](const Options& given) -> Command { return NoShow{id(given)}; });
}

}  // namespace antre::cli
