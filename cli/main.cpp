// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <csignal>
#include <exception>
#include <iostream>

#include "cli/client_door.hpp"
#include "cli/run.hpp"
#include "cli/secret.hpp"
#include "cli/terminal.hpp"

int main(int argc, char** argv) {
  // A reader that goes away (`antre watch | head`) ends the output, not the program by force.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    antre::cli::InputSecrets secrets{STDIN_FILENO, std::cerr};
    return antre::cli::run({argv + 1, argv + argc}, std::cout, std::cerr,
                           antre::cli::open_client_door, isatty(STDERR_FILENO) != 0, &secrets);
  } catch (const std::exception& error) {
    std::cerr << "antre: " << error.what() << '\n';
    return antre::cli::kUsage;
  }
}
