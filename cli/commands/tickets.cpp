// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/change.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

struct Options {
  std::string service;
  bool priority = false;
  std::string channel = "walk-in";
  std::string at;
  std::string ticket;
  std::string text;
};
using OptionsPtr = std::shared_ptr<Options>;

int notes(Terminal& terminal, Door& door, const NamedTicket& named) {
  // The hall's offset, with which times are shown.
  const auto view = snapshot(door);
  if (!view) return terminal.refuse(view.error());
  GetNotes query;
  query.ticket = named.ticket;
  query.of_day = named.of_day;
  const auto reply = door.query(query);
  if (!reply) return terminal.refuse(reply.error());
  const auto* found = std::get_if<NotesReply>(&reply->body);
  if (found == nullptr) {
    return terminal.refuse(something_else());
  }
  terminal.json() ? terminal.line(to_json(*found, view->utc_offset_s))
                  : terminal.line(words(*found, view->utc_offset_s));
  return kFine;
}

void add_issue(CLI::App& app, Chosen& chosen, const OptionsPtr& options) {
  CLI::App* issue =
      app.add_subcommand("issue", "a new ticket: number, people ahead, expected wait");
  issue->add_option("service", options->service, "prefix of the service, as in the hall file")
      ->type_name("SERVICE")
      ->required();
  issue->add_flag("--priority", options->priority, "of the priority class");
  CLI::Option* channel = issue->add_option("--channel", options->channel, "how the visitor comes")
                             ->check(CLI::IsMember({"walk-in", "online", "appointment"}))
                             ->capture_default_str();
  issue->add_option("--at", options->at, "the booked time of an appointment, today")
      ->type_name("HH:MM")
      ->check(CLI::Validator(check_time, ""));
  issue->callback([options, channel, &chosen] {
    // A booked time makes it an appointment, unless it is said to be something else.
    if (!options->at.empty() && channel->count() == 0) options->channel = "appointment";
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      Issue command;
      command.service = ServiceId{options->service};
      command.class_ = options->priority ? TicketClass::kPriority : TicketClass::kRegular;
      command.channel = codec::channel(options->channel).value_or(Channel::kWalkIn);
      if (!options->at.empty()) command.booked = options->at;
      return change(terminal, door, command, chosen.repeat);
    };
  });
}

/// A command about one ticket.
template <class Run>
CLI::App* add_about_ticket(CLI::App& app, Chosen& chosen, const OptionsPtr& options,
                           const char* name, const char* about, Run run) {
  CLI::App* command = app.add_subcommand(name, about);
  command
      ->add_option("ticket", options->ticket,
                   "its number, for example R012; of an earlier day 2026-11-24/R012")
      ->required()
      ->type_name("TICKET")
      ->check(CLI::Validator(check_ticket, ""));
  command->callback([options, &chosen, run] {
    chosen.online = [options, run](Terminal& terminal, Door& door) {
      const auto named = named_ticket(options->ticket);
      ANTRE_ASSERT(named.has_value());  // checked above
      return run(terminal, door, *named);
    };
  });
  return command;
}

}  // namespace

Error something_else() {
  return {ErrorCode::kInternal, "the dispatcher answered with something else"};
}

Result<HallView> snapshot(Door& door) {
  const auto reply = door.query(GetSnapshot{});
  if (!reply) return reply.error();
  if (const auto* found = std::get_if<SnapshotReply>(&reply->body)) return found->view;
  return something_else();
}

void add_ticket_commands(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  add_issue(app, chosen, options);
  add_about_ticket(
      app, chosen, options, "cancel", "takes a ticket back: the visitor is gone",
      [&chosen](Terminal& terminal, Door& door, const NamedTicket& named) {
        return change(terminal, door, Cancel{named.ticket, named.of_day}, chosen.repeat);
      });
  add_about_ticket(app, chosen, options, "unhold", "a ticket put on hold waits again",
                   [&chosen](Terminal& terminal, Door& door, const NamedTicket& named) {
                     return change(terminal, door, Unhold{named.ticket, named.of_day},
                                   chosen.repeat,
                                   {fmt::format("{} waits again", named.ticket),
                                    {{"ticket", named.ticket}, {"state", "waiting"}}});
                   });
  add_about_ticket(app, chosen, options, "note", "keeps a note on a ticket",
                   [&chosen, options](Terminal& terminal, Door& door, const NamedTicket& named) {
                     Note command;
                     command.ticket = named.ticket;
                     command.of_day = named.of_day;
                     command.text = options->text;
                     return change(terminal, door, command, chosen.repeat,
                                   {fmt::format("noted on {}", named.ticket),
                                    {{"ticket", named.ticket}, {"noted", true}}});
                   })
      ->add_option("text", options->text, "what is to be remembered; one argument, so in quotes")
      ->required();
  add_about_ticket(app, chosen, options, "notes", "the notes on a ticket, oldest first", notes);
}

}  // namespace antre::cli
