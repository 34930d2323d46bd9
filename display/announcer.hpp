// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "display/announcement.hpp"
#include "protocol/ids.hpp"
#include "protocol/time.hpp"
#include "ui/motion.hpp"

namespace antre::display {

/// One call or recall as the journal has it.
struct Call {
  std::string epoch;
  std::uint64_t seq = 0;
  std::string ticket;
  Day of_day;
  CounterId counter;
  EngineMs at_ms = 0;
  std::int64_t wall_ms = 0;
  bool recall = false;
  bool operator==(const Call&) const = default;
};

/// A call stays filled this long at least: long enough to look up, read and look again.
inline constexpr std::chrono::seconds kCallShown{12};
/// A call that comes later than this is not told any more: after a broken link nobody wants to hear
/// the past. It is the age on arrival; a call that waits its turn behind others keeps its turn.
inline constexpr std::chrono::seconds kCallStale{20};
/// A sound that is never reported as done does not hold up the calls behind it for ever; the
/// longest announcement (chime and words twice) takes half of this.
inline constexpr std::chrono::seconds kSoundLimit{40};
/// More calls than counters on the largest board never wait; the oldest goes.
inline constexpr std::size_t kMaxQueued = 24;

/// Tells calls one at a time, oldest first, each once per (epoch, seq). Pure: time is passed in.
/// One thread.
class Announcer {
 public:
  /// A call from the journal. `fresh`: it came live, not by catching up. Calls that are not fresh,
  /// stale at `now_ms` or seen before are only remembered as seen.
  void offer(const Call& call, bool fresh, EngineMs now_ms);
  /// The epoch in force; another one than before ends what is shown and drops what waits.
  void set_epoch(const std::string& epoch);
  /// Drops calls that wait their turn and that nobody needs any more. The call shown stays.
  void withdraw(const std::function<bool(const Call&)>& over);
  /// Ends the call shown, with its sound, when it was taken back: nobody is to follow it.
  void take_back(const std::function<bool(const Call&)>& gone);
  /// The link is lost: ends what is shown and drops what waits; nothing of it comes back.
  void silence();
  /// The last part of announcement `seq` has been heard (or could not be played).
  void sound_done(std::uint64_t seq);
  /// Time passes: ends the call shown, begins the next one. What begins is to be played.
  [[nodiscard]] std::optional<Announcement> advance(ui::TimePoint now);

  [[nodiscard]] const std::optional<Call>& current() const { return current_; }
  /// When the current call began.
  [[nodiscard]] ui::TimePoint started() const { return started_; }
  [[nodiscard]] std::size_t queued() const { return queue_.size(); }
  /// When advance() is next needed; empty: not until something is offered or done.
  [[nodiscard]] std::optional<ui::TimePoint> next_change(ui::TimePoint now) const;

 private:
  [[nodiscard]] ui::TimePoint end_of_current() const;

  std::string epoch_;
  std::uint64_t last_seq_ = 0;
  std::deque<Call> queue_;
  std::optional<Call> current_;
  ui::TimePoint started_{};
  bool sounding_ = false;
};

}  // namespace antre::display
