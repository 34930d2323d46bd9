// SPDX-License-Identifier: Apache-2.0
// How the strip looks; what it says is in strip.cpp.
#include <optional>

#include "counter/strip.hpp"
#include "protocol/messages.hpp"

namespace antre::counter {
namespace {

/// The mark that a message about a clock carries.
std::optional<Mark> mark_of(const Message& message) {
  switch (message.say) {
    case Say::kDue:
    case Say::kComing:
    case Say::kAutoCalled:
    case Say::kComeBack:
      return static_cast<Mark>(message.n);
    default:
      return std::nullopt;
  }
}

}  // namespace

bool is_running(const Message& message) {
  return mark_of(message).has_value() || message.say == Say::kNext;
}

ui::StripKind strip_kind(const Message& message) {
  if (const auto mark = mark_of(message)) {
    return *mark >= Mark::kEscalate ? ui::StripKind::kRed
           : *mark >= Mark::kRemind ? ui::StripKind::kAmber
                                    : ui::StripKind::kTint;
  }
  switch (message.say) {
    case Say::kOffline:
    case Say::kOfflineRefused:
    case Say::kNotAuthorised:
    case Say::kInUse:
      return ui::StripKind::kRed;
    case Say::kFinished:
      return ui::StripKind::kGood;
    default:
      return ui::StripKind::kTint;
  }
}

std::string strip_icon(const Message& message) {
  if (const auto mark = mark_of(message); mark && *mark >= Mark::kRemind) {
    return *mark >= Mark::kMissed ? "warn" : "bell";
  }
  switch (message.say) {
    case Say::kOffline:
    case Say::kOfflineRefused:
    case Say::kNotAuthorised:
    case Say::kInUse:
      return "linkoff";
    case Say::kConnecting:
      return "link";
    case Say::kReady:
    case Say::kDue:
    case Say::kNotYet:
    case Say::kChecking:
    case Say::kCheckingPin:
    case Say::kBusy:
      return "clock";
    case Say::kNobody:
    case Say::kNext:
    case Say::kWaiting:
      return "people";
    case Say::kComing:
      return "seat";
    case Say::kAutoCalled:
    case Say::kComeBack:
      return "bell";
    case Say::kHeld:
      return "hold";
    case Say::kTransferred:
      return "transfer";
    case Say::kRequeued:
    case Say::kUnheld:
    case Say::kUndone:
      return "back";
    case Say::kRecalled:
      return "recall";
    case Say::kNoShow:
      return "noshow";
    case Say::kFinished:
    case Say::kDoneBefore:
      return "check";
    case Say::kOnBreak:
      return "break";
    case Say::kHelpAsked:
    case Say::kHelpEnded:
      return "officer";
    case Say::kExplained:
    case Say::kNoted:
      return "note";
    case Say::kSoundsOn:
    case Say::kSoundsOff:
      return "speaker";
    case Say::kReceipt:
    case Say::kReprinted:
    case Say::kConfirmReprint:
      return "printer";
    case Say::kPrinter:
    case Say::kNoPrinter:
      return "printeroff";
    case Say::kNoGuest:
      return "book";
    case Say::kConfirmSignOut:
    case Say::kClosing:
      return "out";
    case Say::kNotNow:
    case Say::kNoTicket:
    case Say::kNothingToExplain:
    case Say::kNothingTyped:
    case Say::kNoDay:
    case Say::kNotAllowed:
    case Say::kRecallUsed:
      return "info";
    case Say::kNotDone:
    case Say::kNotKnown:
    case Say::kNoAnswer:
    case Say::kElsewhere:
    case Say::kGone:
    case Say::kRefused:
      return "warn";
  }
  return {};
}

bool is_urgent(const Message& message) {
  return message.say >= Say::kConnecting;
}

}  // namespace antre::counter
