// SPDX-License-Identifier: Apache-2.0
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string_view>

#include "cli/client_door.hpp"
#include "cli/run.hpp"
#include "cli/secret.hpp"
#include "cli/terminal.hpp"

namespace {

/// no-color.org: set and not empty. A dumb terminal has no colours and cannot draw over a line.
antre::cli::Screens screens_of_this_process() {
  const auto environment = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string_view{value == nullptr ? "" : value};
  };
  const bool dumb = environment("TERM") == "dumb";
  antre::cli::Screens screens;
  screens.out = isatty(STDOUT_FILENO) != 0;
  screens.err = isatty(STDERR_FILENO) != 0 && !dumb;
  screens.plain = dumb || !environment("NO_COLOR").empty();
  winsize size{};
  const int terminal = screens.out ? STDOUT_FILENO : STDERR_FILENO;
  if (ioctl(terminal, TIOCGWINSZ, &size) == 0) screens.columns = size.ws_col;
  return screens;
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that goes away (`antre watch | head`) ends the output, not the program by force.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    antre::cli::InputSecrets secrets{STDIN_FILENO, std::cerr};
    return antre::cli::run({argv + 1, argv + argc}, std::cout, std::cerr,
                           antre::cli::open_client_door, screens_of_this_process(), &secrets);
  } catch (const std::exception& error) {
    std::cerr << "antre: " << error.what() << '\n';
    return antre::cli::kUsage;
  }
}
