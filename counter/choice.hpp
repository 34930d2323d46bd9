// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "protocol/messages.hpp"

namespace antre::counter {

/// One thing to choose in a sheet: an action of the list of more of them, a service, a counter.
struct Choice {
  enum class Kind {
    kRequeue,
    kQuick,
    kUndo,
    kSignOut,
    kReprint,
    kGuest,
    kHelp,
    kExplain,
    kIssue,
    kCode,
    kSounds,
    kService,
    kCounter,
    kReason,  ///< n: which of the set reasons
    kDays,    ///< n: days from now
    kClass    ///< n: 0 regular, 1 priority
  };
  Kind kind = Kind::kService;
  Requeued where = Requeued::kInOrder;
  ServiceId service;
  CounterId counter;
  std::size_t n = 0;
  bool operator==(const Choice&) const = default;
};

}  // namespace antre::counter
