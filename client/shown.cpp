// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "client/core.hpp"

namespace antre::client {

Millis steady_now() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

std::shared_ptr<const HallView> Shown::view() const {
  const std::lock_guard lock(mutex_);
  return view_;
}

LinkStatus Shown::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

std::optional<Welcome> Shown::welcome() const {
  const std::lock_guard lock(mutex_);
  return welcome_;
}

HallTime Shown::now() const {
  const std::lock_guard lock(mutex_);
  if (time_.known()) return time_.at(steady_now());
  HallTime time;
  const auto own = std::chrono::system_clock::now().time_since_epoch();
  time.wall_ms = std::chrono::duration_cast<Millis>(own).count();
  time.engine_ms = time.wall_ms;
  return time;
}

void Shown::show(std::shared_ptr<const HallView> view) {
  const std::lock_guard lock(mutex_);
  view_ = std::move(view);
}

bool Shown::show(const LinkStatus& status) {
  const std::lock_guard lock(mutex_);
  // The time of the last data moves with every heartbeat; a screen shows it only when offline.
  const bool changed = status.state != status_.state || status.unsure != status_.unsure ||
                       status.complete != status_.complete || status.detail != status_.detail;
  status_ = status;
  return changed;
}

void Shown::show(const Welcome& welcome) {
  const std::lock_guard lock(mutex_);
  welcome_ = welcome;
  time_.begin_anew();
}

void Shown::heard(const Update& update, Millis now) {
  const auto* beat = std::get_if<Heartbeat>(&update.event);
  if (beat == nullptr) return;  // an entry's time is when it was decided, not when it was sent
  const std::lock_guard lock(mutex_);
  time_.heard(update, *beat, now);
}

}  // namespace antre::client
