// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/hasher.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostWaiting = 8;
constexpr int kNoMemory = 20;  // of a thousand checks
// As docs/security.md has them.
constexpr int kFreeTries = 5;
constexpr std::int64_t kFirstLockMs = 30'000;

}  // namespace

bool SlowHasher::queue(std::function<void()> work) {
  if (waiting_ >= kMostWaiting) return false;
  ++waiting_;
  free_at_ = std::max(free_at_, time_.now()) + random_.between(50ms, 200ms);
  time_.at(free_at_, [this, life = run_, todo = std::move(work)] {
    if (life != run_) return;
    --waiting_;
    todo();
  });
  return true;
}

bool SlowHasher::hash(service::Secret pin, Hashed done) {
  return queue([made = OfficerBook::hash_of(pin.text()), told = std::move(done)] { told(made); });
}

bool SlowHasher::check(service::Secret pin, std::string pin_hash, Checked done) {
  using enum service::PinCheck;
  const auto now_ms = clock_.read().boottime_ms;
  const auto before = tried_.find(pin_hash);
  if (before != tried_.end() && before->second.wrong >= kFreeTries)
    checker_.expect(now_ms - before->second.last_ms >= kFirstLockMs,
                    "a PIN was tried while its officer was locked");
  const bool right = pin_hash == OfficerBook::hash_of(pin.text());
  const auto found = random_.chance(kNoMemory) ? kFailed : right ? kRight : kWrong;
  return queue([this, found, kept = std::move(pin_hash), told = std::move(done)] {
    tried(kept, found);
    granting_ = found == kRight;
    told(found);
    granting_ = false;
  });
}

void SlowHasher::tried(const std::string& pin_hash, service::PinCheck found) {
  if (pin_hash.empty() || found == service::PinCheck::kFailed) return;
  if (found == service::PinCheck::kRight) {
    tried_.erase(pin_hash);
    return;
  }
  auto& one = tried_[pin_hash];
  ++one.wrong;
  one.last_ms = clock_.read().boottime_ms;
}

void SlowHasher::restart() {
  waiting_ = 0;
  free_at_ = {};
  tried_.clear();
}

}  // namespace antre::sim
