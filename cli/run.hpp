// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/door.hpp"
#include "cli/secret.hpp"

namespace antre::cli {

/// Runs one command line (without the program's name); gives the exit status (terminal.hpp).
/// `open` is called once, when the command needs a dispatcher, and after `secrets` were asked.
/// `interactive`: `err` is a screen. `secrets`: absent where nobody can be asked for one.
[[nodiscard]] int run(const std::vector<std::string>& arguments, std::ostream& out,
                      std::ostream& err, const OpenDoor& open, bool interactive = false,
                      SecretSource* secrets = nullptr);

}  // namespace antre::cli
