// SPDX-License-Identifier: Apache-2.0
// What is done around a ticket at a kiosk: its paper again, its visitor's arrival, the guest book.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/change.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output.hpp"

namespace antre::cli {
namespace {

struct Options {
  std::string ticket;
  std::string kiosk;
  std::string code;
};
using OptionsPtr = std::shared_ptr<Options>;

CLI::Option* add_ticket(CLI::App& command, const OptionsPtr& options) {
  return command
      .add_option("ticket", options->ticket,
                  "its number, for example R012; of an earlier day 2026-11-24/R012")
      ->required()
      ->type_name("TICKET")
      ->check(CLI::Validator(check_ticket, ""));
}

int reprint(Terminal& terminal, Door& door, const Options& options, const std::string& repeat) {
  const auto named = named_ticket(options.ticket);
  ANTRE_ASSERT(named.has_value());  // checked when it was read
  boost::json::object object{{"ticket", named->ticket}, {"reprint", true}};
  if (!options.kiosk.empty()) object["kiosk"] = options.kiosk;
  const auto where = options.kiosk.empty() ? std::string{} : " at kiosk " + options.kiosk;
  return change(
      terminal, door, Reprint{named->ticket, named->of_day, options.kiosk}, repeat,
      {fmt::format("a copy of {} is to be printed{}", named->ticket, where), std::move(object)});
}

int guest(Terminal& terminal, Door& door, const Options& options) {
  const auto named = named_ticket(options.ticket);
  ANTRE_ASSERT(named.has_value());  // checked when it was read
  // The hall's offset, with which times are shown.
  const auto view = snapshot(door);
  if (!view) return terminal.refuse(view.error());
  GetGuest query;
  query.ticket = named->ticket;
  query.of_day = named->of_day;
  const auto found = ask<GuestReply>(door, query);
  if (!found) return terminal.refuse(found.error());
  terminal.json() ? terminal.line(to_json(*found, named->ticket, view->utc_offset_s))
                  : terminal.line(words(*found, named->ticket, view->utc_offset_s));
  return kFine;
}

}  // namespace

void add_paper_commands(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  CLI::App* again =
      app.add_subcommand("reprint", "has a kiosk print a ticket again, marked as a copy");
  add_ticket(*again, options);
  again
      ->add_option("--kiosk", options->kiosk,
                   "which one; without it the one that had the ticket, or the only one")
      ->type_name("KIOSK");
  again->footer(
      "A kiosk that is off, or cut off, prints nothing later: ask again when it is back.\n"
      "\n"
      "Examples:\n"
      "  antre reprint R012\n"
      "  antre reprint R012 --kiosk entrance");
  again->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      return reprint(terminal, door, *options, chosen.repeat);
    };
  });

  CLI::App* here = app.add_subcommand(
      "check-in", "the visitor of an appointment or an online number is in the hall");
  here->add_option("code", options->code, "the code of the ticket, as 7KQ2-M9WX or 7kq2m9wx")
      ->required();
  here->callback([options, &chosen] {
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      return change(terminal, door, CheckIn{options->code}, chosen.repeat);
    };
  });

  CLI::App* book = app.add_subcommand("guest", "what a visitor entered in the guest book");
  add_ticket(*book, options);
  book->callback([options, &chosen] {
    chosen.online = [options](Terminal& terminal, Door& door) {
      return guest(terminal, door, *options);
    };
  });
}

}  // namespace antre::cli
