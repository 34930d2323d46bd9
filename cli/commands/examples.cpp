// SPDX-License-Identifier: Apache-2.0
// How each command is used. Those with more to say have their own text beside them.
#include <CLI/CLI.hpp>

#include <array>
#include <string>
#include <utility>

#include "cli/commands/commands.hpp"

namespace antre::cli {
namespace {

using Example = std::pair<const char*, const char*>;

constexpr std::array kExamples{
    Example{"issue",
            "  antre issue R\n"
            "  antre issue K --priority --json\n"
            "  antre issue K --at 10:30                an appointment: its place is its time\n"
            "  antre issue R --once 4711               may be repeated: one number at most"},
    Example{"cancel", "  antre cancel R012\n  antre cancel 2026-11-24/R012"},
    Example{"unhold", "  antre unhold R012"},
    Example{"note", "  antre note R012 \"surat pengantar menyusul\""},
    Example{"notes", "  antre notes R012 --json"},
    Example{"check-in", "  antre check-in 7KQ2-M9WX"},
    Example{"guest", "  antre guest R012"},
    Example{"ticket", "  antre ticket preview --hall hall.toml --png ticket.png"},
    Example{"open", "  antre open 2 --officer \"Sari Wulandari\""},
    Example{"break", "  antre break 2 --reason makan"},
    Example{"resume", "  antre resume 2"},
    Example{"close", "  antre close 2"},
    Example{"call",
            "  antre call 2                    who comes next\n"
            "  antre call 2 --ticket R012      this one"},
    Example{"recall", "  antre recall 2"},
    Example{"start", "  antre start 2"},
    Example{"finish", "  antre finish 2\n  antre finish 2 --outcome incomplete"},
    Example{"no-show", "  antre no-show 2"},
    Example{"hold", "  antre hold 2"},
    Example{"transfer",
            "  antre transfer 2 K\n"
            "  antre transfer 2 --to-counter 3 --return"},
    Example{"requeue", "  antre requeue 2\n  antre requeue 2 --back"},
    Example{"quick-serve", "  antre quick-serve 2 K"},
    Example{"undo", "  antre undo 2"},
    Example{"pause", "  antre pause P --until 13:00 --reason \"listrik padam\""},
    Example{"unpause", "  antre unpause P"},
    Example{"forecast", "  antre forecast\n  antre forecast --json | jq '.advice'"},
    Example{"report",
            "  antre report --by officer\n"
            "  antre report --from 2026-11-01 --to 2026-11-30 --by service --csv > november.csv"},
    Example{"misses", "  antre misses --open"},
    Example{"correct", "  antre correct 2026-11-24/R012 \"Loket 3 dibuka pukul 9\""},
    Example{"watch", "  antre watch\n  antre watch --json | jq -r '.event'"},
    Example{"voice",
            "  antre voice record-list --hall hall.toml\n"
            "  antre voice say R012 --counter 3 --out call.wav"},
    Example{"keys",
            "  antre keys new kiosk entrance --data /var/lib/antre --out kiosk.key\n"
            "  antre keys new counter 1 --data /var/lib/antre --out counter-1.key\n"
            "  antre keys list --data /var/lib/antre --json\n"
            "  antre keys revoke kiosk entrance --data /var/lib/antre"},
};

void add_to(CLI::App& app, const std::string& inherited) {
  for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) {
    if (command->get_name().empty()) continue;
    for (const auto& [name, example] : kExamples) {
      if (command->get_footer() == inherited && command->get_name() == name)
        command->footer(std::string{"Examples:\n"} + example);
    }
    // What belongs to a group of commands has the group's.
    for (CLI::App* below : command->get_subcommands([](CLI::App*) { return true; })) {
      if (below->get_footer() == inherited) below->footer(command->get_footer());
    }
  }
}

}  // namespace

void add_examples(CLI::App& app) {
  add_to(app, app.get_footer());
}

}  // namespace antre::cli
