// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "i18n/catalogue.hpp"
#include "protocol/hall_view.hpp"
#include "protocol/result.hpp"
#include "ui/widgets.hpp"

namespace antre::counter {

class CounterModel;

/// What the strip says; the strip is the only place for sentences.
enum class Say {
  // How things are.
  kReady,
  kDue,  ///< ticket, n: the mark of its clock
  kNobody,
  kNext,        ///< ticket, minutes
  kWaiting,     ///< n people
  kComing,      ///< n: the mark of its clock
  kAutoCalled,  ///< ticket, n: the mark of its clock
  kComeBack,    ///< ticket past auto-call that a counter on break could take; n: its mark
  kRecallUsed,
  kClosing,
  kOnBreak,
  kConnecting,
  kOffline,
  kNotAuthorised,
  kInUse,
  // What was done.
  kRecalled,  ///< n: which call it was
  kNoShow,    ///< ticket
  kFinished,  ///< ticket
  kHeld,      ///< ticket
  kTransferred,
  kRequeued,
  kUnheld,
  kUndone,
  kReprinted,  ///< ticket
  kHelpAsked,
  kHelpEnded,
  kExplained,
  kNoted,    ///< ticket
  kReceipt,  ///< the case's, is printed
  kSoundsOn,
  kSoundsOff,
  kPrinter,     ///< ticket: the kiosk whose printer has just stopped
  kDoneBefore,  ///< by the run before this one
  kChecking,
  kCheckingPin,
  // What was refused.
  kOfflineRefused,
  kBusy,
  kNotNow,
  kNotDone,    ///< settled: nothing happened
  kNotKnown,   ///< nobody can say what became of it
  kNoAnswer,   ///< to a question, so nothing was done
  kElsewhere,  ///< the officer works at counter n; 0: at another one
  kGone,       ///< ticket: not waiting any more
  kNotYet,     ///< ticket: booked for later
  kRefused,    ///< by the dispatcher or before it: code
  kNoTicket,   ///< nobody is here or was, so there is nothing to note on
  kNothingToExplain,
  kNothingTyped,
  kNoDay,           ///< what is typed is no day to come
  kNotAllowed,      ///< by the hall
  kNoPrinter,       ///< no kiosk's printer is known for a ticket
  kNoGuest,         ///< nothing is in the guest book
  kConfirmReprint,  ///< ticket
  kConfirmSignOut
};

struct Message {
  Say say = Say::kReady;
  ErrorCode code = ErrorCode::kInternal;
  std::string ticket;
  int n = 0;
  bool operator==(const Message&) const = default;
};

/// The sentence in the language of `words` at `now` of the model's clock; numbers and times that it
/// needs are the model's.
[[nodiscard]] std::string strip_text(const Message& message, const CounterModel& model,
                                     const i18n::Catalogue& words, std::int64_t now);
/// How a kiosk's printer is: "Kios entrance: kertas habis".
[[nodiscard]] std::string printer_text(const ViewPrinter& printer, const i18n::Catalogue& words);
/// Whether a time runs in the sentence.
[[nodiscard]] bool is_running(const Message& message);
/// How it looks: amber and red by the clock of the promise, red without a link.
[[nodiscard]] ui::StripKind strip_kind(const Message& message);
[[nodiscard]] std::string strip_icon(const Message& message);
/// Something was refused or done, or there is no link: it is shown over a sheet too.
[[nodiscard]] bool is_urgent(const Message& message);

}  // namespace antre::counter
