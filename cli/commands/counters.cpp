// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/change.hpp"
#include "cli/commands/commands.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

struct Options {
  int counter = 0;
  std::string officer;
  std::string reason;
  std::string ticket;
  std::string outcome = "served";
  std::string service;
  int to_counter = 0;
  bool return_ = false;
  bool front = false;
  bool back = false;
};
using OptionsPtr = std::shared_ptr<Options>;
using MakeCommand = std::function<Command(const Options&)>;

CLI::App* add(CLI::App& app, Chosen& chosen, const OptionsPtr& options, const char* name,
              const char* about, const MakeCommand& make) {
  CLI::App* command = app.add_subcommand(name, about);
  command->add_option("counter", options->counter, "number of the counter")
      ->required()
      ->type_name("COUNTER")
      ->check(CLI::PositiveNumber);
  command->callback([options, &chosen, make] {
    chosen.online = [options, &chosen, make](Terminal& terminal, Door& door) {
      return change(terminal, door, make(*options), chosen.repeat);
    };
  });
  return command;
}

CounterId id(const Options& given) {
  return CounterId{given.counter};
}

/// What sends a visitor elsewhere, or takes one without a number.
void add_moves(CLI::App& app, Chosen& chosen, const OptionsPtr& options) {
  add(app, chosen, options, "hold", "puts the visitor aside; 'unhold' has the ticket wait again",
      [](const Options& given) -> Command { return Hold{id(given)}; });

  CLI::App* transfer =
      add(app, chosen, options, "transfer", "sends the visitor to another service or counter",
          [](const Options& given) -> Command {
            Transfer command;
            command.counter = id(given);
            if (!given.service.empty()) command.service = ServiceId{given.service};
            if (given.to_counter > 0) command.to_counter = CounterId{given.to_counter};
            command.return_ = given.return_;
            return command;
          });
  // One of the two, not both.
  auto* target = transfer->add_option_group("target");
  target->add_option("service", options->service, "the service in whose line the ticket waits")
      ->type_name("SERVICE");
  target->add_option("--to-counter", options->to_counter, "the counter that alone may take it")
      ->type_name("COUNTER")
      ->check(CLI::PositiveNumber);
  target->require_option(1);
  transfer->add_flag("--return", options->return_,
                     "afterwards the ticket waits for this counter again");

  CLI::App* requeue = add(app, chosen, options, "requeue",
                          "sends the visitor back into the line, in order of place",
                          [](const Options& given) -> Command {
                            Requeue command;
                            command.counter = id(given);
                            if (given.front) command.where = Requeued::kFront;
                            if (given.back) command.where = Requeued::kBack;
                            return command;
                          });
  auto* front = requeue->add_flag("--front", options->front, "before all who wait");
  requeue->add_flag("--back", options->back, "behind all who wait")->excludes(front);

  add(app, chosen, options, "quick-serve", "serves somebody who has no number",
      [](const Options& given) -> Command {
        return QuickServe{id(given), ServiceId{given.service}};
      })
      ->add_option("service", options->service, "prefix of the service, as in the hall file")
      ->type_name("SERVICE")
      ->required();
  add(app, chosen, options, "undo", "takes the last call, finish or no-show of a counter back",
      [](const Options& given) -> Command { return Undo{id(given)}; });
}

}  // namespace

void add_counter_commands(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();

  add(app, chosen, options, "open", "an officer begins work at a counter",
      [](const Options& given) -> Command {
        return OpenCounter{id(given), given.officer};
      })
      ->add_option("--officer", options->officer, "the officer's name")
      ->type_name("OFFICER")
      ->required();
  add(app, chosen, options, "break", "the counter takes a break",
      [](const Options& given) -> Command {
        return BreakCounter{id(given), given.reason};
      })
      ->add_option("--reason", options->reason, "why, for the record")
      ->type_name("TEXT");
  add(app, chosen, options, "resume", "the counter is back from its break",
      [](const Options& given) -> Command { return ResumeCounter{id(given)}; });
  add(app, chosen, options, "close", "the officer leaves the counter",
      [](const Options& given) -> Command { return CloseCounter{id(given)}; });
  add(app, chosen, options, "call", "calls the next visitor, or the ticket named",
      [](const Options& given) -> Command {
        return Call{id(given), given.ticket.empty() ? std::nullopt : std::optional{given.ticket}};
      })
      ->add_option("--ticket", options->ticket, "this one, although it is not the next")
      ->type_name("TICKET");
  add(app, chosen, options, "recall", "calls the same visitor again",
      [](const Options& given) -> Command { return Recall{id(given)}; });
  add(app, chosen, options, "start", "the visitor has come, service begins",
      [](const Options& given) -> Command { return Start{id(given)}; });
  add(app, chosen, options, "finish", "service has ended",
      [](const Options& given) -> Command {
        return Finish{id(given), codec::outcome(given.outcome).value_or(Outcome::kServed)};
      })
      ->add_option("--outcome", options->outcome, "how it ended")
      ->check(CLI::IsMember({"served", "incomplete", "referred", "follow-up"}))
      ->capture_default_str();
  add(app, chosen, options, "no-show", "the visitor called did not come",
      [](const Options& given) -> Command { return NoShow{id(given)}; });
  add_moves(app, chosen, options);
}

}  // namespace antre::cli
