// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/pin_locks.hpp"

#include <algorithm>

namespace antre::service {
namespace {

/// Until a check that is under way has ended, about.
constexpr std::int64_t kCheckingMs = 1000;

}  // namespace

std::int64_t PinLocks::locked_ms(const std::string& name, std::int64_t now_ms) const {
  const auto found = tries_.find(name);
  if (found == tries_.end()) return 0;
  const auto& tries = found->second;
  if (tries.until_ms > now_ms) return tries.until_ms - now_ms;
  return tries.checking >= std::max(1, kFree - tries.wrong) ? kCheckingMs : 0;
}

void PinLocks::begin(const std::string& name, std::int64_t now_ms) {
  if (!tries_.contains(name)) make_room();
  auto& tries = tries_[name];
  ++tries.checking;
  tries.last_ms = now_ms;
}

void PinLocks::wrong(const std::string& name, std::int64_t now_ms) {
  auto& tries = tries_[name];
  tries.checking = std::max(0, tries.checking - 1);
  tries.last_ms = now_ms;
  if (++tries.wrong < kFree) return;
  auto locked_ms = kFirstMs;
  for (int more = kFree; more < tries.wrong && locked_ms < kLongestMs; ++more) locked_ms *= 2;
  tries.until_ms = now_ms + std::min(locked_ms, kLongestMs);
}

void PinLocks::right(const std::string& name) {
  unknown(name);
  clear(name);
}

void PinLocks::unknown(const std::string& name) {
  const auto found = tries_.find(name);
  if (found != tries_.end()) found->second.checking = std::max(0, found->second.checking - 1);
}

void PinLocks::clear(const std::string& name) {
  const auto found = tries_.find(name);
  if (found == tries_.end()) return;
  // What is still being checked ends on its own.
  if (found->second.checking == 0)
    tries_.erase(found);
  else
    found->second = {0, found->second.checking, 0, found->second.last_ms};
}

void PinLocks::make_room() {
  while (tries_.size() >= kMost) {
    const auto oldest = std::ranges::min_element(
        tries_, {}, [](const auto& entry) { return entry.second.last_ms; });
    tries_.erase(oldest);
  }
}

}  // namespace antre::service
