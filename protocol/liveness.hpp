// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "protocol/session.hpp"

namespace antre {

enum class LinkState {
  kConnecting,    ///< never reached since the start
  kOnline,        ///< both links are there and the dispatcher speaks
  kOffline,       ///< was online, is not
  kNotAuthorised  ///< the dispatcher refuses this key
};

/// Whether the dispatcher is there: not only its socket (a stuck process may stand behind one), but
/// its heartbeats on the updates link, and its answers to pings on the request link when that is
/// idle. Three misses and it is offline. Pure; one thread.
class Liveness {
 public:
  /// Without `follow` only the request link counts (a command from a terminal hears no updates).
  explicit Liveness(bool follow) : follow_(follow) {}

  void on_connected(Millis now);
  void on_disconnected();
  /// The key was refused, by a handshake or by a reply; holds until a reply or a connection.
  void on_not_authorised();
  /// Any update; the dispatcher sends one a second at least.
  void on_update(Millis now);
  /// Any reply.
  void on_reply(Millis now);

  /// True when a ping should be sent now; call at `next_deadline`.
  [[nodiscard]] bool tick(Millis now);
  [[nodiscard]] LinkState state(Millis now) const;
  /// When the dispatcher was last heard; nothing when never.
  [[nodiscard]] std::optional<Millis> last_data() const { return last_data_; }
  [[nodiscard]] std::optional<Millis> next_deadline() const;

  static constexpr Millis kBeat{1'000};  ///< between heartbeats
  static constexpr Millis kIdle{2'000};  ///< of silence on the request link before a ping
  static constexpr int kMisses = 3;
  /// Half a beat of grace: a beat that is late is not a beat that is missing.
  static constexpr Millis kUpdatesLimit = kMisses * kBeat + kBeat / 2;

 private:
  [[nodiscard]] bool hears_updates(Millis now) const;

  bool follow_;
  bool connected_ = false;
  bool refused_ = false;
  bool was_online_ = false;
  std::optional<Millis> last_update_;
  std::optional<Millis> last_data_;
  Millis ping_at_{};
  int unanswered_ = 0;
  bool silence_seen_ = true;  ///< the missing of updates is known; no deadline for it any more
};

}  // namespace antre
