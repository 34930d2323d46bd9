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
#include "display/announcer_pace.hpp"
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

/// A message that is to be said, as the journal has it.
struct Message {
  std::string epoch;
  std::uint64_t seq = 0;
  std::string text;
  EngineMs at_ms = 0;
  EngineMs until_ms = 0;  ///< not begun after that
  std::string zone;       ///< where it is said; empty: everywhere
  bool operator==(const Message&) const = default;
};

/// A call that comes later than this is not told any more: after a broken link nobody wants to hear
/// the past. It is the age on arrival; a call that waits its turn behind others keeps its turn.
inline constexpr std::chrono::seconds kCallStale{20};
/// The largest board has 24 counters, each with a call and three recalls that wait; of more the
/// oldest goes.
inline constexpr std::size_t kMaxQueued = 96;
/// As many as the dispatcher keeps in force at once.
inline constexpr std::size_t kMaxMessages = 20;
/// A display that is later than this beside the room's plan goes on by its own clock: what piles up
/// in front of it is more than the others have.
inline constexpr std::chrono::seconds kMostBehind{10};

/// Tells calls one at a time, oldest first, each once per (epoch, seq), and messages when no call
/// waits. What is piled up is told faster (announcer_pace.hpp, docs/display.md). All displays of a
/// room follow one plan, which each makes by itself of the journal's times: an announcement begins
/// at its call's time, or when the one before ends by its estimate, and how many calls wait is
/// counted at that moment. A display whose sound takes longer is late beside the plan and takes it
/// back where an announcement has time to spare. Pure: time is passed in. One thread.
class Announcer {
 public:
  /// A call from the journal. `fresh`: it came live, not by catching up. Calls that are not fresh,
  /// stale at `now_ms` or seen before are only remembered as seen.
  void offer(const Call& call, bool fresh, EngineMs now_ms);
  /// The same for a message that is to be said.
  void offer(const Message& message, bool fresh, EngineMs now_ms);
  /// The epoch in force; another one than before ends what is told and drops what waits.
  void set_epoch(const std::string& epoch);
  /// Drops calls that wait their turn and that nobody needs any more. The call shown stays.
  void withdraw(const std::function<bool(const Call&)>& over);
  /// Ends the call shown, with its sound, when it was taken back: nobody is to follow it. One of a
  /// group is not shown any more; the rest of the group goes on.
  void take_back(const std::function<bool(const Call&)>& gone);
  /// Drops messages that were withdrawn; one that is being said ends at once.
  void withdraw_messages(const std::function<bool(const Message&)>& gone);
  /// The link is lost: ends what is told and drops what waits; nothing of it comes back.
  void silence();
  /// Announcement `seq` has been heard to its end (or could not be played).
  void sound_done(std::uint64_t seq);
  /// Time passes: ends what was told, begins the next. What begins is to be played, unless it has
  /// neither chime nor voice: then it only takes its time. `now_ms` is the dispatcher's time.
  [[nodiscard]] std::optional<Announcement> advance(ui::TimePoint now, const Manner& manner,
                                                    EngineMs now_ms);

  /// The call that is shown now: of a group the one that is being said.
  [[nodiscard]] const std::optional<Call>& current() const { return current_; }
  /// When the current call began.
  [[nodiscard]] ui::TimePoint started() const { return started_; }
  /// In the dispatcher's time: when what is told now begins and ends in the room's plan. 0 while
  /// nothing is told.
  [[nodiscard]] EngineMs plan_began_ms() const { return telling_ ? telling_->plan_ms : 0; }
  [[nodiscard]] EngineMs plan_ends_ms() const;
  /// All that is told now, as it began; none: it is calm.
  [[nodiscard]] const Announcement* telling() const { return telling_ ? &telling_->said : nullptr; }
  /// The calls that are told now, oldest first; of a message none.
  [[nodiscard]] const std::vector<Call>& calls() const;
  /// The message that is being said.
  [[nodiscard]] const Message* message() const;
  [[nodiscard]] std::size_t queued() const { return queue_.size(); }
  [[nodiscard]] std::size_t messages_queued() const { return messages_.size(); }
  /// Whether something was ended before it had been heard to its end, since this was last asked:
  /// its sound is to be stopped unless something new is played.
  [[nodiscard]] bool take_cut();
  /// When advance() is next needed; empty: not until something is offered or done.
  [[nodiscard]] std::optional<ui::TimePoint> next_change(ui::TimePoint now) const;

 private:
  struct Step {
    ui::Millis from{0};  ///< after the beginning
    Call call;
  };
  struct Telling {
    Announcement said;
    std::vector<Call> calls;
    std::optional<Message> message;
    std::vector<Step> steps;  ///< which call is shown when; never empty unless of a message
    ui::TimePoint began{};
    ui::TimePoint shown_until{};  ///< at least
    ui::Millis shown{0};          ///< by the plan
    ui::Millis limit{0};          ///< so long at most, though its sound was never done
    EngineMs plan_ms = 0;         ///< when it began by the plan
    bool sounding = false;
  };

  [[nodiscard]] bool take_in(const std::string& epoch, std::uint64_t seq, EngineMs at_ms,
                             bool fresh, EngineMs now_ms);
  [[nodiscard]] ui::TimePoint end_of_telling() const;
  [[nodiscard]] EngineMs planned_begin(EngineMs wanted_ms, EngineMs now_ms) const;
  void begin_calls(ui::TimePoint now, const Manner& manner, EngineMs now_ms);
  [[nodiscard]] bool begin_message(ui::TimePoint now, const Manner& manner, EngineMs now_ms);
  [[nodiscard]] static ui::Millis set_steps(Telling& telling, const Pace& pace);
  void begin(Telling telling, ui::TimePoint now, const Manner& manner, EngineMs now_ms);
  void end();
  void show_step(ui::TimePoint now);
  void cut();

  std::string epoch_;
  std::uint64_t last_seq_ = 0;
  std::deque<Call> queue_;
  std::deque<Message> messages_;
  std::optional<Telling> telling_;
  std::optional<Call> current_;
  ui::TimePoint started_{};
  /// Of what was told last; empty after something was cut: the next begins at once.
  std::optional<EngineMs> plan_end_ms_{0};
  bool was_cut_ = false;
};

}  // namespace antre::display
