// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>

#include "protocol/messages.hpp"

namespace antre::counter {

/// What the counter's model wants done. Values; the program carries them out.

/// Sends a command, once however often it has to be repeated.
struct SubmitCommand {
  Command command;
};
/// Keeps who signed in where on this machine, for the next start.
struct Remember {
  std::string officer;
  CounterId counter;
  bool operator==(const Remember&) const = default;
};

using Action = std::variant<SubmitCommand, Remember>;

}  // namespace antre::counter
