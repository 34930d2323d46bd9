// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.hpp"

#include <CLI/CLI.hpp>

#include <memory>

#include "cli/commands/commands.hpp"

namespace antre::cli {

void add_completion_command(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand(
      "completion", "the script with which a shell completes commands, options and values");
  command->footer(
      "Packages put it where the shells look for it; this is for a shell of one's own. Services,\n"
      "counters and tickets are asked of the dispatcher that --dispatcher, --key or\n"
      "$ANTRE_DISPATCHER and $ANTRE_KEY name, and offered when it answers at once.\n"
      "\n"
      "Examples:\n"
      "  antre completion bash > ~/.local/share/bash-completion/completions/antre\n"
      "  antre completion zsh > ~/.zfunc/_antre       with ~/.zfunc in $fpath, before compinit");
  const auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "which shell reads it")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh"}));
  command->callback([&chosen, shell] {
    chosen.local = [shell](Terminal& terminal) {
      std::string script = completion_script(*shell);
      script.pop_back();  // the terminal ends the line
      terminal.verbatim(script);
      return kFine;
    };
  });
}

}  // namespace antre::cli
