// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace antre::counter {

/// What can be pressed in the officer's window, with a key or the mouse.
enum class Element {
  kBig,  ///< the one big button: sign in, call next, start, finish, resume
  kRecall,
  kNoShow,
  kHold,
  kTransfer,
  kChoose,  ///< call a chosen number: opens the list
  kNote,
  kBreak,
  kList,
  kSignOut,
  kUndo,
  kRequeue,  ///< back into the line; index: 0 at its place, 1 in front, 2 at the end
  kQuick,    ///< serve somebody without a number: opens the services
  kReprint,  ///< prints the visitor's ticket again; the second press does it
  kGuest,    ///< what the visitor entered in the guest book: opens the page
  kHelp,     ///< asks for the supervisor, or ends that
  kExplain,  ///< why a target was missed here: opens the sheet
  kIssue,    ///< gives a number: opens the services
  kCode,     ///< takes a visitor's code: opens the field
  kSounds,   ///< switches this machine's sounds off and on
  kMore,     ///< what has no button of its own: opens the list of it
  kOption,   ///< a choice of a sheet; index: its place
  kApply,    ///< does what is chosen in a sheet
  kReturn,   ///< of a transfer: back to this counter afterwards, or not
  kCheck,    ///< a line of the checklist; index: its place
  kOutcome,  ///< index: its place in the sheet
  kSave,
  kRow,      ///< a waiting ticket; index: its row
  kCallRow,  ///< calls the ticket of the selected row; one on hold waits again
  kDigit,    ///< of a PIN, or of a number that is looked for in the list; index: the digit
  kCancel,   ///< Esc: closes a sheet, takes a question back
  kUp,
  kDown,
  kLeft,
  kRight,
  kPageUp,
  kPageDown,
  kFirst,
  kLast,
  // Signing in.
  kNameField,
  kPinField,
  kCounterField,  ///< index: the counter's number, 0 keeps what is chosen
  kNextField,
  kPreviousField,
  kPreviousCounter,
  kNextCounter,
  kBackspace
};

struct Touch {
  Element element = Element::kCancel;
  std::size_t index = 0;
  bool operator==(const Touch&) const = default;
};

}  // namespace antre::counter
