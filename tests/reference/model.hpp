// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "protocol/hall_settings.hpp"
#include "protocol/messages.hpp"

/// The rules of a hall a second time, written from target.md alone and naively: every question is
/// answered by looking at every ticket. It shares nothing with the engine but the vocabulary, so
/// that a mistake in one of the two shows as a difference.
namespace antre::reference {

/// A ticket of a model: its place in `Model::tickets()`, for ever.
using Id = std::size_t;

/// The clock of a ticket. One that starts over is another clock and has another name.
struct Clock {
  std::uint64_t name = 0;
  EngineMs from_ms = 0;       ///< while it runs it shows the time since then
  bool stands = false;        ///< its ticket is held and was not served
  std::int64_t stood_ms = 0;  ///< what it shows while it stands
  bool missed = false;        ///< its miss is recorded
  Mark told = Mark::kNone;    ///< the last moment that was reached while its ticket waited
  std::map<Cause, std::int64_t> spent_ms;  ///< what the time on it was spent on
};

/// A miss as it was recorded.
struct Miss {
  std::size_t ticket = 0;
  Cause cause = Cause::kNotReached;
  std::map<Cause, std::int64_t> spent_ms;
};

struct Ticket {
  Day day;
  ServiceId prefix;         ///< of its number
  std::uint32_t count = 0;  ///< 12 of R012
  ServiceId service;        ///< whose line it is in
  TicketClass class_ = TicketClass::kRegular;
  TicketState state = TicketState::kWaiting;
  EngineMs place_ms = 0;
  bool served = false;  ///< its service has started once
  std::optional<Clock> clock;
  std::optional<EngineMs> clock_start_ms;  ///< the last start, also of a clock that is over
  std::optional<EngineMs> called_ms;
  std::optional<EngineMs> started_ms;
  std::optional<EngineMs> ended_ms;
  std::optional<CounterId> counter;  ///< where it was called last
  bool auto_called = false;
  int misses = 0;
  int overtaken = 0;  ///< start-overs and explicit choices together
};

/// Why a ticket was called.
enum class Choice { kNext, kExplicit, kAuto };

/// A clock that ran while another ticket was called at a counter with its line as primary.
struct Passed {
  Id ticket = 0;
  std::uint64_t clock = 0;
  bool escalated = false;
};

/// The last end of a visit at a counter, while nothing else happened there.
struct LastEnd {
  Id ticket = 0;
  CounterState state = CounterState::kServing;
  EngineMs at_ms = 0;
  std::optional<Clock> clock;
  std::vector<Passed> passed;
};

struct Desk {
  CounterSettings settings;
  CounterState state = CounterState::kClosed;
  std::optional<Id> ticket;
  Choice choice = Choice::kNext;  ///< of the call of `ticket`
  std::vector<Passed> passed;     ///< by the call of `ticket`
  bool clock_by_call = false;     ///< the call of `ticket` started its clock
  std::optional<LastEnd> last_end;
};

/// An auto-call that was made.
struct AutoCall {
  Id ticket = 0;
  CounterId counter;
};
/// What `take_timer` did: a mark was told, or a ticket was called.
struct TimerTaken {
  Id ticket = 0;
  Mark mark = Mark::kNone;
  std::optional<AutoCall> call;
};

/// A hall in virtual time. Every action happens at `now_ms()` and looks at rule 1 of the clock when
/// it is done; it must be possible (a free counter for a call, ...), which is asserted. Timers of
/// earlier moments are taken by `advance`, those of this moment by `take_timer` and `take_miss`, so
/// that whoever drives the model decides what of one moment comes first.
class Model {
 public:
  Model(HallSettings hall, Day day, EngineMs now_ms);

  /// Takes every timer from this moment to the last one before `to_ms`, then it is `to_ms`.
  void advance(EngineMs to_ms);
  /// The first *remind*, *escalate* or auto-call of this moment; nothing when there is none.
  std::optional<TimerTaken> take_timer();
  /// The first miss of this moment; asked when nothing else is left of it.
  std::optional<Id> take_miss();
  /// The next later moment at which a clock reaches something.
  [[nodiscard]] std::optional<EngineMs> next_moment() const;

  /// A number. `waits`: the hall is open; else it is booked until `arrive`.
  Id issue(const ServiceId& service, TicketClass rank, bool waits = true);
  void arrive(Id id);
  void open(CounterId id);
  void pause(CounterId id);
  void resume(CounterId id);
  void close(CounterId id);
  /// Calls a ticket at a free counter: by name, it is an explicit choice if not the next one.
  void call(CounterId id, Id ticket, bool by_dispatcher = false);
  void start(CounterId id);
  void finish(CounterId id);
  void no_show(CounterId id);
  void hold(CounterId id);
  void unhold(Id id);
  void transfer(CounterId id, const ServiceId& service);
  void requeue(CounterId id);
  void cancel(Id id);
  /// Takes the call, or the finish or no-show that came last at a counter, back.
  void undo(CounterId id);
  void turn_day(Day day);

  [[nodiscard]] EngineMs now_ms() const { return now_ms_; }
  [[nodiscard]] const std::vector<Ticket>& tickets() const { return tickets_; }
  [[nodiscard]] const std::vector<Desk>& desks() const { return desks_; }
  [[nodiscard]] const Desk& desk(CounterId id) const;
  [[nodiscard]] std::string number(Id id) const;
  [[nodiscard]] std::optional<Id> next_choice(CounterId id) const;
  [[nodiscard]] bool may_take(CounterId id, Id ticket) const;
  [[nodiscard]] std::set<Id> due() const;
  /// What the clock of a ticket shows; nothing when it has none.
  [[nodiscard]] std::optional<std::int64_t> shows(Id id) const;
  /// All misses, in the order in which they were recorded.
  [[nodiscard]] const std::vector<Miss>& misses() const { return misses_; }
  /// Priority calls in a row that passed over a line.
  [[nodiscard]] int row(const ServiceId& service) const;

 private:
  /// Who waits and the rows: all that a call changes of what the selection rule looks at.
  struct Lines {
    std::vector<Id> waiting;
    std::map<ServiceId, int> rows;
  };
  struct Timer {
    Id ticket = 0;
    Mark mark = Mark::kNone;
    std::optional<CounterId> call_at;
  };

  [[nodiscard]] Lines lines() const;
  [[nodiscard]] const TargetSettings& target(Id id) const;
  [[nodiscard]] bool reached(Id id, int after_s) const;
  [[nodiscard]] bool at_least(Id id, Mark mark) const;
  [[nodiscard]] EngineMs deadline(Id id) const;
  [[nodiscard]] bool runs(Id id) const;
  [[nodiscard]] bool takes(const Lines& lines, const Desk& desk, Id id) const;
  [[nodiscard]] bool before(const Lines& lines, const Desk* desk, Id a, Id b) const;
  [[nodiscard]] std::optional<Id> choose(const Lines& lines, const Desk& desk) const;
  [[nodiscard]] bool nobody_before(const Lines& lines, Id id) const;
  [[nodiscard]] std::optional<CounterId> auto_call_counter(Id id) const;
  [[nodiscard]] std::optional<Timer> timer_of(Id id) const;
  [[nodiscard]] bool sooner(Id a, Id b) const;
  [[nodiscard]] bool number_before(Id a, Id b) const;
  [[nodiscard]] Cause cause_now(const Lines& lines, Id id) const;
  void pass_time(EngineMs to_ms);
  void call_in(Lines& lines, const Desk& desk, Id id) const;
  void look_at_clocks();
  void start_clock(Id id);
  void record_miss(Id id);
  void start_over(const Desk& desk);
  Id leave(CounterId id);
  Id end(CounterId id);
  void wait_again(Id id);
  Desk& at(CounterId id);

  HallSettings hall_;
  Day day_;
  EngineMs now_ms_;
  std::vector<Ticket> tickets_;
  std::vector<Desk> desks_;  ///< in order of number
  std::map<ServiceId, int> rows_;
  std::map<ServiceId, std::uint32_t> given_;
  std::vector<Miss> misses_;
  std::uint64_t clocks_ = 0;
};

}  // namespace antre::reference
