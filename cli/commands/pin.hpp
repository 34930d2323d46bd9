// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/terminal.hpp"

namespace antre::cli {

/// Asks for a PIN of 4 to 12 digits, `what` ("PIN of Sari"). Errors: kInvalid, also for what is no
/// PIN.
[[nodiscard]] Result<Secret> ask_pin(Terminal& terminal, const std::string& what);

}  // namespace antre::cli
