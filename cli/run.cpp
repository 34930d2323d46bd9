// SPDX-License-Identifier: Apache-2.0
#include "cli/run.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "cli/commands/commands.hpp"

namespace antre::cli {
namespace {

constexpr double kLongestTimeoutS = 24 * 3600;
constexpr const char* kExamples =
    "Examples:\n"
    "  antre issue R                            a number for service R\n"
    "  antre open 2 --officer \"Sari Wulandari\"  counter 2 begins work\n"
    "  antre call 2 && antre start 2            the next visitor at counter 2\n"
    "  antre finish 2 --outcome incomplete\n"
    "  antre status --json | jq '.lines'\n"
    "  antre announce \"Istirahat sampai pukul 13.00\" --minutes 60\n"
    "  antre watch --json                       events as they happen\n"
    "  antre issue R --once 4711 --json         may be repeated: done once at most\n"
    "  antre export 2026-11-24 > day.jsonl\n"
    "  antre keys new counter 2 --data /var/lib/antre --out counter-2.key\n"
    "  antre officers add \"Sari Wulandari\"     asks for the PIN\n"
    "  antre backup /media/usb/hall.antre       of the running hall\n"
    "  antre status --health && echo well       for monitoring\n"
    "\n"
    "Exit status: 0 fine, 1 refused, 2 usage or configuration, 3 dispatcher not reached or its\n"
    "answer not known.";

std::string how_to_repeat(const std::string& once) {
  if (once.empty()) {
    return "look with 'antre status' before doing it again; with --once KEY a command may be "
           "repeated safely";
  }
  return fmt::format("the same command with --once {} may be repeated: it is done once at most",
                     once);
}

void add_global_options(CLI::App& app, Connection& connection, bool& json) {
  app.add_option("--dispatcher", connection.dispatcher, "address of the dispatcher")
      ->envname("ANTRE_DISPATCHER")
      ->capture_default_str();
  app.add_option("--key", connection.key_file,
                 "this device's key file; without it only a dispatcher on this machine that "
                 "allows it is reached")
      ->envname("ANTRE_KEY");
  app.add_flag("--json", json, "results and refusals as JSON");
  app.add_option("--timeout", connection.timeout_s,
                 "seconds to try, through a restart of the dispatcher")
      ->check(CLI::Range(0.01, kLongestTimeoutS))
      ->capture_default_str();
  app.add_option("--once", connection.once,
                 "does the change once at most, however often it is run with the same key");
}

int carry_out(const Chosen& chosen, Terminal& terminal, const Connection& connection,
              const OpenDoor& open) {
  if (chosen.local) return chosen.local(terminal);
  if (chosen.before) {
    if (const int status = chosen.before(terminal); status != kFine) return status;
  }
  auto door = open(connection);
  if (!door) return terminal.refuse(door.error());
  return chosen.online(terminal, **door);
}

}  // namespace

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
        const OpenDoor& open, bool interactive, SecretSource* secrets) {
  CLI::App app{"antre runs the queue of a public-service hall from a terminal or a script.",
               "antre"};
  app.set_version_flag("--version", "antre " ANTRE_VERSION);
  app.footer(kExamples);
  app.require_subcommand(1);
  app.fallthrough();  // options may stand after the command, too
  Connection connection;
  bool json = false;
  add_global_options(app, connection, json);
  Chosen chosen;
  add_ticket_commands(app, chosen);
  add_paper_commands(app, chosen);
  add_ticket_preview_command(app, chosen);
  add_counter_commands(app, chosen);
  add_service_commands(app, chosen);
  add_announce_command(app, chosen);
  add_status_command(app, chosen);
  add_forecast_command(app, chosen);
  add_simulate_command(app, chosen);
  add_report_commands(app, chosen);
  add_replay_command(app, chosen);
  add_journal_commands(app, chosen);
  add_officer_commands(app, chosen);
  add_backup_command(app, chosen);
  add_restore_command(app, chosen);
  add_verify_command(app, chosen);
  add_voice_commands(app, chosen);
  add_key_commands(app, chosen);
  add_kiosk_pin_command(app, chosen);
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 takes them
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? kFine : kUsage;
  }
  Terminal terminal{out, err, json, interactive, secrets};
  chosen.repeat = how_to_repeat(connection.once);
  connection.follow = chosen.follow;
  return carry_out(chosen, terminal, connection, open);
}

}  // namespace antre::cli
