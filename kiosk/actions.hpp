// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>

#include "protocol/messages.hpp"

namespace antre::kiosk {

/// What the kiosk's model wants done. Values; the program carries them out.

/// Asks for a number, once however often it has to be sent.
struct SubmitIssue {
  Issue issue;
  bool operator==(const SubmitIssue& other) const {
    return issue.service == other.issue.service && issue.class_ == other.issue.class_;
  }
};
/// Nobody waits for the open request any more: ask what became of it, and spend it if nothing did.
struct SettleOpen {
  bool operator==(const SettleOpen&) const = default;
};
struct PrintTicket {
  TicketReply ticket;
  std::string language;
  bool copy = false;    ///< marked as one: the first paper may have come out
  bool second = false;  ///< the hall's second paper of a ticket; a copy too
};
/// The paper is given up: it must not come out later, unasked.
struct CancelPrint {
  TicketId ticket;
};
struct SendReport {
  ReportPrint report;
};
/// A ticket that nobody waits for.
struct CancelTicket {
  Cancel cancel;
};
/// A visitor with a code is here; answered by `check_in_answered`. SettleOpen gives it up.
struct SendCheckIn {
  CheckIn check_in;
};
/// What a visitor entered in the guest book. Kept in memory only until it is delivered.
struct SignBook {
  SignGuestBook entry;
};
/// A ticket as the dispatcher knows it, for its copy; answered by `fetched`.
struct FetchTicket {
  TicketId ticket;
};
struct SendPrinter {
  ReportPrinter report;
};
/// A paper that is no ticket; its news is PrintNews::test.
struct PrintTest {};
/// Answered by `pin_checked`.
struct CheckPin {
  std::string pin;
};
/// Ends the program, so that whoever started it starts it again.
struct RestartProgram {};

using Action = std::variant<SubmitIssue, SettleOpen, PrintTicket, CancelPrint, SendReport,
                            CancelTicket, SendCheckIn, SignBook, FetchTicket, SendPrinter,
                            PrintTest, CheckPin, RestartProgram>;

/// What the printer says of one ticket's paper. kQueued with a reason: it waits because of that.
struct PrintNews {
  TicketId ticket;
  PrintState state = PrintState::kQueued;
  std::string reason;
  bool copy = false;    ///< it is the paper of a copy
  bool second = false;  ///< it is the hall's second paper, which changes nothing of the first's end
  bool test = false;    ///< it is the service menu's; `ticket` is none
};

/// A ticket of which nobody here knew any more: of an earlier run, or of a request that nobody
/// waited for.
struct FoundTicket {
  TicketReply ticket;
  std::string language{};      ///< of its paper; empty: the one of the screen
  bool maybe_printed = false;  ///< its paper may have come out
};

}  // namespace antre::kiosk
