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
  bool copy = false;  ///< marked as one: the first paper may have come out
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

using Action =
    std::variant<SubmitIssue, SettleOpen, PrintTicket, CancelPrint, SendReport, CancelTicket>;

/// What the printer says of one ticket's paper. kQueued with a reason: it waits because of that.
struct PrintNews {
  TicketId ticket;
  PrintState state = PrintState::kQueued;
  std::string reason;
  bool copy = false;  ///< it is the paper of a copy
};

/// A ticket of which nobody here knew any more: of an earlier run, or of a request that nobody
/// waited for.
struct FoundTicket {
  TicketReply ticket;
  std::string language{};      ///< of its paper; empty: the one of the screen
  bool maybe_printed = false;  ///< its paper may have come out
};

}  // namespace antre::kiosk
