// SPDX-License-Identifier: Apache-2.0
#include "client/time_base.hpp"

#include <algorithm>

namespace antre::client {
namespace {

// A heartbeat comes each second: a thousandth is more than two clocks ever drift apart.
constexpr std::int64_t kDownMs = 1;

}  // namespace

void TimeBase::heard(const Update& update, const Heartbeat& beat, Millis now) {
  const std::int64_t told_ms = update.at_ms - now.count();
  engine_ahead_ms_ = anew_ ? told_ms : std::max(told_ms, engine_ahead_ms_ - kDownMs);
  anew_ = false;
  known_ = true;
  wall_offset_ms_ = update.wall_offset_ms.value_or(0);
  utc_offset_s_ = beat.utc_offset_s;
}

HallTime TimeBase::at(Millis now) const {
  HallTime time;
  time.known = known_;
  time.engine_ms = now.count() + engine_ahead_ms_;
  time.wall_ms = time.engine_ms + wall_offset_ms_;
  time.utc_offset_s = utc_offset_s_;
  return time;
}

}  // namespace antre::client
