// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>

#include "counter/pin.hpp"
#include "protocol/messages.hpp"

namespace antre::counter {

/// What the counter's model wants done. Values; the program carries them out.

/// Sends a command, once however often it has to be repeated.
struct SubmitCommand {
  Command command;
};
/// Asks whether this is the officer's PIN; the answer goes to `CounterModel::signed_in`. A
/// question, not a command: no outbox keeps it.
struct CheckPin {
  std::string officer;
  Pin pin;
};
/// Asks what was entered in the guest book for a ticket; the answer goes to
/// `CounterModel::guest_came`.
struct AskGuest {
  TicketId ticket;
};
/// Keeps who signed in where on this machine, for the next start.
struct Remember {
  std::string officer;
  CounterId counter;
  bool operator==(const Remember&) const = default;
};

using Action = std::variant<SubmitCommand, CheckPin, AskGuest, Remember>;

}  // namespace antre::counter
