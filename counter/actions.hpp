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
/// Asks what is noted on a ticket; the answer goes to `CounterModel::notes_came`.
struct AskNotes {
  TicketId ticket;
};
/// What happened that somebody should look up for.
enum class Tone { kNone, kDue, kRed, kAutoCalled };
/// Sounds, where that is wished, and brings the window to the front.
struct Alert {
  Tone tone = Tone::kNone;
  bool raise = false;
  bool operator==(const Alert&) const = default;
};
/// Keeps on this machine whether the window may sound.
struct KeepSounds {
  bool on = true;
};
/// Keeps who signed in where on this machine, for the next start.
struct Remember {
  std::string officer;
  CounterId counter;
  bool operator==(const Remember&) const = default;
};

using Action =
    std::variant<SubmitCommand, CheckPin, AskGuest, AskNotes, Alert, KeepSounds, Remember>;

}  // namespace antre::counter
