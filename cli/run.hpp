// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/door.hpp"

namespace antre::cli {

/// Runs one command line (without the program's name); gives the exit status (terminal.hpp).
/// `open` is called once, when the command needs a dispatcher. `interactive`: `err` is a screen.
[[nodiscard]] int run(const std::vector<std::string>& arguments, std::ostream& out,
                      std::ostream& err, const OpenDoor& open, bool interactive = false);

}  // namespace antre::cli
