// SPDX-License-Identifier: Apache-2.0
#include "cli/run.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <optional>
#include <sstream>

#include "cli/commands/commands.hpp"
#include "cli/completion.hpp"
#include "cli/mistakes.hpp"
#include "manual/manual_page.hpp"

namespace antre::cli {
namespace {

constexpr const char* kProgram = "antre " ANTRE_VERSION;
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

/// What the options before and after every command say.
struct Given {
  Connection connection;
  bool json = false;
  std::string colour = "auto";
};

void add_global_options(CLI::App& app, Given& given) {
  Connection& connection = given.connection;
  app.add_option("--dispatcher", connection.dispatcher, "address of the dispatcher")
      ->type_name("URL")
      ->envname("ANTRE_DISPATCHER")
      ->capture_default_str();
  app.add_option("--key", connection.key_file,
                 "this device's key file; without it only a dispatcher on this machine that "
                 "allows it is reached")
      ->type_name("FILE")
      ->envname("ANTRE_KEY");
  app.add_flag("--json", given.json, "results and refusals as JSON");
  app.add_option("--color", given.colour,
                 "colours in results for people; auto: on a terminal, unless $NO_COLOR is set")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  app.add_option("--timeout", connection.timeout_s,
                 "seconds to try, through a restart of the dispatcher")
      ->check(CLI::Range(0.01, kLongestTimeoutS))
      ->capture_default_str();
  app.add_option("--once", connection.once,
                 "does the change once at most, however often it is run with the same key")
      ->type_name("KEY");
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

/// The program's description, with what its commands are to do.
class Program {
 public:
  Program() {
    app_.set_version_flag("--version", kProgram);
    app_.footer(kExamples);
    app_.require_subcommand(1);
    app_.fallthrough();  // options may stand after the command, too
    add_global_options(app_, given_);
    manual::offer_page(app_, kProgram);
    add_commands();
    add_examples(app_);
  }

  [[nodiscard]] CLI::App& app() { return app_; }
  [[nodiscard]] const Given& given() const { return given_; }
  [[nodiscard]] Chosen& chosen() { return chosen_; }

  /// Reads a command line. Nothing: it is one. Else the exit status; help, version and what is
  /// wrong are written.
  [[nodiscard]] std::optional<int> read(const std::vector<std::string>& arguments,
                                        std::ostream& out, std::ostream& err) {
    try {
      if (const auto why = forgotten_value(app_, arguments); !why.empty())
        throw CLI::ArgumentMismatch(why);
      std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 takes it
      app_.parse(std::move(reversed));
      return std::nullopt;
    } catch (const CLI::ParseError& error) {
      if (error.get_exit_code() == 0) return app_.exit(error, out, err);
      const std::string slip = slip_of_the_hand(app_, arguments);
      const std::string why = slip.empty() ? std::string{error.what()} : slip;
      // Whoever wants JSON gets it, whatever else is wrong on the line.
      const bool json = std::ranges::find(arguments, "--json") != arguments.end();
      Terminal terminal{out, err, json};
      static_cast<void>(terminal.refuse({ErrorCode::kInvalid, why}));
      if (!json) err << "Run with --help for more information.\n";
      return kUsage;
    }
  }

 private:
  void add_commands() {
    add_ticket_commands(app_, chosen_);
    add_paper_commands(app_, chosen_);
    add_ticket_preview_command(app_, chosen_);
    add_counter_commands(app_, chosen_);
    add_service_commands(app_, chosen_);
    add_announce_command(app_, chosen_);
    add_case_commands(app_, chosen_);
    add_desk_commands(app_, chosen_);
    add_status_command(app_, chosen_);
    add_forecast_command(app_, chosen_);
    add_simulate_command(app_, chosen_);
    add_report_commands(app_, chosen_);
    add_replay_command(app_, chosen_);
    add_journal_commands(app_, chosen_);
    add_officer_commands(app_, chosen_);
    add_backup_command(app_, chosen_);
    add_restore_command(app_, chosen_);
    add_verify_command(app_, chosen_);
    add_voice_commands(app_, chosen_);
    add_key_commands(app_, chosen_);
    add_kiosk_pin_command(app_, chosen_);
    add_completion_command(app_, chosen_);
  }

  CLI::App app_{"antre runs the queue of a public-service hall from a terminal or a script.",
                "antre"};
  Given given_;
  Chosen chosen_;
};

/// "--complete SHELL WORD...": what the shells' scripts ask. Whatever is wrong, they hear nothing.
int complete(const std::vector<std::string>& arguments, std::ostream& out, const OpenDoor& open) {
  if (arguments.size() < 2) return kUsage;
  std::vector<std::string> words(arguments.begin() + 2, arguments.end());
  if (arguments[1] == "bash") std::ranges::transform(words, words.begin(), unquoted);
  Program program;
  out << offer_text(offer(program.app(), words, open));
  return kFine;
}

}  // namespace

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
        const OpenDoor& open, const Screens& screens, SecretSource* secrets) {
  if (!arguments.empty() && arguments.front() == "--complete")
    return complete(arguments, out, open);
  Program program;
  if (const auto status = program.read(arguments, out, err)) return *status;
  const Given& given = program.given();
  Chosen& chosen = program.chosen();
  const bool colour =
      given.colour == "always" || (given.colour == "auto" && screens.out && !screens.plain);
  Terminal terminal{out, err, given.json, screens, colour, secrets};
  chosen.repeat = how_to_repeat(given.connection.once);
  Connection connection = given.connection;
  connection.follow = chosen.follow || chosen.hall_time;
  return carry_out(chosen, terminal, connection, open);
}

int read_only(const std::vector<std::string>& arguments, std::ostream& err) {
  std::ostringstream out;
  return Program{}.read(arguments, out, err).value_or(kFine);
}

}  // namespace antre::cli
