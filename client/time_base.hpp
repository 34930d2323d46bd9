// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "client/hall_client.hpp"
#include "protocol/messages.hpp"

namespace antre::client {

/// The dispatcher's clocks as its heartbeats tell them. A heartbeat may be heard late (a slow link,
/// a program that was stopped for a while and finds the old ones first), never early: so the
/// estimate goes up at once and down only slowly. Otherwise a burst of old heartbeats would make
/// the old calls between them look new. A value; pure.
class TimeBase {
 public:
  /// A heartbeat, heard at `now` of this machine's steady clock.
  void heard(const Update& update, const Heartbeat& beat, Millis now);
  /// The dispatcher was greeted: it may be another run of itself, with an engine clock that is
  /// behind the last one's, so the next heartbeat is believed as it comes.
  void begin_anew() { anew_ = true; }

  [[nodiscard]] bool known() const { return known_; }
  [[nodiscard]] HallTime at(Millis now) const;

 private:
  bool known_ = false;
  bool anew_ = true;
  std::int64_t engine_ahead_ms_ = 0;  ///< engine time less this machine's steady clock
  std::int64_t wall_offset_ms_ = 0;
  int utc_offset_s_ = 0;
};

}  // namespace antre::client
