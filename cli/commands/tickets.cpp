// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

int ticket_command(Terminal& terminal, Door& door, const Command& command,
                   const std::string& repeat) {
  int utc_offset_s = 0;
  if (terminal.json()) {
    // Asked first: after the change nothing may come between it and its answer.
    const auto view = snapshot(door);
    if (!view) return terminal.refuse(view.error());
    utc_offset_s = view->utc_offset_s;
  }
  const auto reply = door.request(command);
  if (!reply) {
    return terminal.refuse(reply.error(), reply.error().code == ErrorCode::kTimeout ? repeat : "");
  }
  const auto* ticket = std::get_if<TicketReply>(&reply->body);
  if (ticket == nullptr) {
    return terminal.refuse({ErrorCode::kInternal, "the dispatcher answered with something else"});
  }
  terminal.json() ? terminal.line(to_json(*ticket, utc_offset_s)) : terminal.line(words(*ticket));
  return kFine;
}

}  // namespace

Result<HallView> snapshot(Door& door) {
  const auto reply = door.query(GetSnapshot{});
  if (!reply) return reply.error();
  if (const auto* found = std::get_if<SnapshotReply>(&reply->body)) return found->view;
  return Error{ErrorCode::kInternal, "the dispatcher answered with something else"};
}

void add_ticket_commands(CLI::App& app, Chosen& chosen) {
  struct Options {
    std::string service;
    bool priority = false;
    std::string channel = "walk-in";
    std::string ticket;
  };
  const auto options = std::make_shared<Options>();

  CLI::App* issue =
      app.add_subcommand("issue", "a new ticket: number, people ahead, expected wait");
  issue->add_option("service", options->service, "prefix of the service, as in the hall file")
      ->required();
  issue->add_flag("--priority", options->priority, "of the priority class");
  issue->add_option("--channel", options->channel, "how the visitor comes")
      ->check(CLI::IsMember({"walk-in", "online", "appointment"}))
      ->capture_default_str();
  issue->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      Issue command;
      command.service = ServiceId{options->service};
      command.class_ = options->priority ? TicketClass::kPriority : TicketClass::kRegular;
      command.channel = codec::channel(options->channel).value_or(Channel::kWalkIn);
      return ticket_command(terminal, door, command, chosen.repeat);
    };
  });

  CLI::App* cancel = app.add_subcommand("cancel", "takes a waiting ticket of today back");
  cancel->add_option("ticket", options->ticket, "its number, for example R012")->required();
  cancel->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      return ticket_command(terminal, door, Cancel{options->ticket, std::nullopt}, chosen.repeat);
    };
  });
}

}  // namespace antre::cli
