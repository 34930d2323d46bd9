// SPDX-License-Identifier: Apache-2.0
#include "protocol/liveness.hpp"

namespace antre {

void Liveness::on_connected(Millis now) {
  connected_ = true;
  refused_ = false;
  unanswered_ = 0;
  ping_at_ = now + kIdle;
}

void Liveness::on_disconnected() {
  connected_ = false;
}

void Liveness::on_not_authorised() {
  refused_ = true;
}

void Liveness::on_update(Millis now) {
  last_update_ = now;
  last_data_ = now;
  silence_seen_ = false;
  if (connected_) was_online_ = true;
}

void Liveness::on_reply(Millis now) {
  last_data_ = now;
  refused_ = false;
  unanswered_ = 0;
  ping_at_ = now + kIdle;
  if (!follow_) was_online_ = true;
}

bool Liveness::tick(Millis now) {
  if (!hears_updates(now)) silence_seen_ = true;
  if (!connected_ || now < ping_at_) return false;
  ++unanswered_;
  ping_at_ = now + kIdle;
  return true;
}

bool Liveness::hears_updates(Millis now) const {
  return last_update_ && now - *last_update_ < kUpdatesLimit;
}

LinkState Liveness::state(Millis now) const {
  if (refused_) return LinkState::kNotAuthorised;
  // A miss is a ping that the next one finds unanswered, so the fourth says that three are.
  const bool answers = connected_ && unanswered_ <= kMisses;
  if (answers && (!follow_ || hears_updates(now))) return LinkState::kOnline;
  return was_online_ ? LinkState::kOffline : LinkState::kConnecting;
}

std::optional<Millis> Liveness::next_deadline() const {
  std::optional<Millis> next;
  if (connected_) next = ping_at_;
  if (follow_ && last_update_ && !silence_seen_) {
    const Millis silent_at = *last_update_ + kUpdatesLimit;
    if (!next || silent_at < *next) next = silent_at;
  }
  return next;
}

}  // namespace antre
