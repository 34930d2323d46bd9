// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dispatcher/forecast/visits.hpp"
#include "protocol/hall_view.hpp"
#include "protocol/result.hpp"

namespace antre::cli {

/// What became of the visits of a replay, from the journal's events.
struct ReplayCounts {
  int tickets = 0;  ///< numbers given
  int started = 0;
  int finished = 0;
  int no_show = 0;
  int met = 0;
  int missed = 0;
  int auto_called = 0;
  std::int64_t wait_ms = 0;             ///< sum of the whole waits of those started, real time
  int refused = 0;                      ///< commands, in all
  int no_number = 0;                    ///< visits that got no number
  std::map<std::string, int> refusals;  ///< by code
};

/// The kiosk and the officers of a replay: what they would do now with the hall as it is. The hall
/// may do what it likes meanwhile (auto-calls, other officers and visitors): each officer looks at
/// the counter before every step. Pure: time and the hall come in, one command at a time goes out.
/// One thread.
class Crew {
 public:
  using Millis = std::chrono::milliseconds;
  struct Plan {
    double speed = 60;  ///< the file's time against the hall's
    int counters = 0;   ///< those with the lowest ids are staffed; 0: all
    Millis walk{};      ///< from the call to the visitor's coming, in the file's time
  };

  /// `begin`: second 0 of the file, on the clock that all functions are told.
  Crew(std::vector<forecast::Visit> visits, const Plan& plan, const HallSettings& hall,
       Millis begin);

  /// The next thing to do; nothing when there is none before `wake` or before the hall changes.
  /// Each command's outcome is told by `done` before the next is asked for.
  [[nodiscard]] std::optional<Command> next(const HallView& view, Millis now);
  /// What became of the last command.
  void done(const Result<Reply>& answer);
  /// An entry of the journal, already folded into `view`.
  void heard(const Entry& entry, const HallView& view);
  /// When there is something to do though nothing changes; nothing when never.
  [[nodiscard]] std::optional<Millis> wake() const;
  /// Every visit came to its end, or nobody will ever take it.
  [[nodiscard]] bool over(const HallView& view) const;

  /// Tells the officers to leave: the counters that the crew opened and that are free are closed.
  /// From then on that is all that `next` gives.
  void leave() { leaving_ = true; }
  /// The counters that the crew opened and has not closed.
  [[nodiscard]] std::vector<CounterId> still_open(const HallView& view) const;

  [[nodiscard]] const ReplayCounts& counts() const { return counts_; }
  /// How many visits came to their end, and how many of the file there are.
  [[nodiscard]] int ended() const;
  [[nodiscard]] int visits() const { return static_cast<int>(visits_.size()); }

 private:
  /// An officer at a counter, and what is to be done there for the visitor.
  struct Desk {
    CounterId id;
    CounterSettings settings;
    bool asked_to_open = false;
    bool opened = false;  ///< by this crew
    bool closed = false;  ///< by this crew, or in vain
    CounterState state = CounterState::kClosed;
    std::optional<TicketId> ticket;
    std::optional<Millis> act_at;  ///< start, no-show or finish
    bool stays_away = false;       ///< the visitor called is not there any more
    /// The hall at which a call gave nobody: nothing is asked again before it changes.
    std::optional<std::uint64_t> nobody_at;
  };

  [[nodiscard]] Millis real(EngineMs file_ms) const;
  [[nodiscard]] const forecast::Visit* visit_of(const TicketId& id) const;
  [[nodiscard]] bool may_take(const Desk& desk, const ViewTicket& ticket, bool ever) const;
  [[nodiscard]] bool may_call(const Desk& desk, const HallView& view) const;
  void look(Desk& desk, const HallView& view, Millis now);
  [[nodiscard]] std::optional<Command> open();
  [[nodiscard]] std::optional<Command> close();
  [[nodiscard]] std::optional<Command> act(Millis now);
  [[nodiscard]] std::optional<Command> issue(Millis now);
  [[nodiscard]] std::optional<Command> call(const HallView& view);
  [[nodiscard]] Command asked(Desk* desk, Command command);
  void refused(ErrorCode code);
  [[nodiscard]] int* count_of(const Entry& entry);

  std::vector<forecast::Visit> visits_;
  Plan plan_;
  SecondaryRule secondary_;
  Millis begin_;
  EngineMs usual_service_ms_ = 0;  ///< of those who came without this file
  std::vector<Desk> desks_;
  std::size_t arrived_ = 0;                  ///< visits that asked for a number
  std::map<TicketId, std::size_t> tickets_;  ///< of the visits
  Desk* asked_desk_ = nullptr;               ///< of the last command
  std::optional<Command> asked_;
  bool leaving_ = false;
  ReplayCounts counts_;
};

}  // namespace antre::cli
