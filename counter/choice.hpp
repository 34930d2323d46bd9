// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages.hpp"

namespace antre::counter {

/// One thing to choose in a sheet: an action of the list of more of them, a service, a counter.
struct Choice {
  enum class Kind { kRequeue, kQuick, kUndo, kSignOut, kReprint, kGuest, kService, kCounter };
  Kind kind = Kind::kService;
  Requeued where = Requeued::kInOrder;
  ServiceId service;
  CounterId counter;
  bool operator==(const Choice&) const = default;
};

}  // namespace antre::counter
