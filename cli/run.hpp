// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/door.hpp"
#include "cli/secret.hpp"
#include "cli/terminal.hpp"

namespace antre::cli {

/// Runs one command line (without the program's name); gives the exit status (terminal.hpp).
/// `open` is called once, when the command needs a dispatcher, and after `secrets` were asked.
/// `screens`: what `out` and `err` lead to. `secrets`: absent where nobody can be asked for one.
/// With the first argument "--complete" it answers the shells' completion instead (completion.hpp).
[[nodiscard]] int run(const std::vector<std::string>& arguments, std::ostream& out,
                      std::ostream& err, const OpenDoor& open, const Screens& screens = {},
                      SecretSource* secrets = nullptr);

/// Reads a command line and carries nothing out: kFine when it is one, else kUsage and why on
/// `err`.
[[nodiscard]] int read_only(const std::vector<std::string>& arguments, std::ostream& err);

}  // namespace antre::cli
