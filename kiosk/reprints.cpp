// SPDX-License-Identifier: Apache-2.0
#include "kiosk/reprints.hpp"

#include <algorithm>

namespace antre::kiosk {
namespace {

/// A dispatcher that cannot answer now is not asked more often than people would.
constexpr Ms kAgainAfterMs = 5'000;

/// Another answer may come later; all else is the dispatcher's word.
bool passes(ErrorCode refused) {
  return refused == ErrorCode::kTimeout || refused == ErrorCode::kUnreachable ||
         refused == ErrorCode::kUnavailable || refused == ErrorCode::kClock;
}

}  // namespace

void Reprints::ask(const TicketId& ticket, Ms until) {
  wanted_.push_back({ticket, until, Ms{0}});
}

std::vector<TicketId> Reprints::take_due(Ms now, bool online) {
  std::vector<TicketId> due;
  for (Wanted& one : wanted_) {
    if (online && one.next_try && now >= *one.next_try) {
      one.next_try.reset();
      due.push_back(one.ticket);
    }
  }
  return due;
}

std::vector<TicketId> Reprints::take_expired(Ms now) {
  std::vector<TicketId> expired;
  std::erase_if(wanted_, [&](const Wanted& one) {
    if (now < one.until) {
      return false;
    }
    expired.push_back(one.ticket);
    return true;
  });
  return expired;
}

Reprints::Then Reprints::answered(const TicketId& ticket, std::optional<ErrorCode> refused,
                                  Ms now) {
  const auto at = std::find_if(wanted_.begin(), wanted_.end(), [&](const Wanted& one) {
    return one.ticket == ticket && !one.next_try;
  });
  if (at == wanted_.end()) {
    return Then::kNothing;
  }
  if (refused && passes(*refused)) {
    at->next_try = now + kAgainAfterMs;
    return Then::kNothing;
  }
  wanted_.erase(at);
  return refused ? Then::kGiveUp : Then::kPrint;
}

std::optional<Ms> Reprints::deadline(bool online) const {
  std::optional<Ms> first;
  for (const Wanted& one : wanted_) {
    const Ms at = online && one.next_try ? std::min(*one.next_try, one.until) : one.until;
    first = std::min(first.value_or(at), at);
  }
  return first;
}

}  // namespace antre::kiosk
