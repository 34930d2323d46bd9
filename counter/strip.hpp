// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "i18n/catalogue.hpp"
#include "protocol/result.hpp"
#include "ui/widgets.hpp"

namespace antre::counter {

class CounterModel;

/// What the strip says; the strip is the only place for sentences.
enum class Say {
  // How things are.
  kReady,
  kNobody,
  kNext,     ///< ticket, minutes
  kWaiting,  ///< n people
  kComing,
  kRecallUsed,
  kClosing,
  kOnBreak,
  kConnecting,
  kOffline,
  kNotAuthorised,
  // What was done.
  kRecalled,  ///< n: which call it was
  kNoShow,    ///< ticket
  kFinished,  ///< ticket
  kChecking,
  // What was refused.
  kOfflineRefused,
  kBusy,
  kNotNow,
  kLater,     ///< not in this version
  kNotDone,   ///< settled: nothing happened
  kNotKnown,  ///< nobody can say what became of it
  kGone,      ///< ticket: not waiting any more
  kRefused,   ///< by the dispatcher or before it: code
  kConfirmSignOut
};

struct Message {
  Say say = Say::kReady;
  ErrorCode code = ErrorCode::kInternal;
  std::string ticket;
  int n = 0;
  bool operator==(const Message&) const = default;
};

/// The sentence in the language of `words`; numbers and times that it needs are the model's.
[[nodiscard]] std::string strip_text(const Message& message, const CounterModel& model,
                                     const i18n::Catalogue& words);
/// How it looks: red only without a link (red belongs to the clock of the promise otherwise).
[[nodiscard]] ui::StripKind strip_kind(const Message& message);
[[nodiscard]] std::string strip_icon(const Message& message);
/// Something was refused or done, or there is no link: it is shown over a sheet too.
[[nodiscard]] bool is_urgent(const Message& message);

}  // namespace antre::counter
