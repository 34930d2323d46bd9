// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dispatcher/engine/state.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

/// What decides everything in a hall. Pure: no I/O, no clock, no randomness, no threads; the same
/// state, command and context give the same events everywhere. The way of a command at `now`:
///   write `turn_day`'s events, if any; `wind`; `carry_out` the command; `wind`.
/// Who needs the order of target.md within one moment (virtual time) calls `ring` kind by kind
/// instead of `wind`.
namespace antre::engine {

struct Context {
  Moment now;
  std::string device;  ///< who asks: name of the client
  std::string client;  ///< the same with its role, "counter:2"
  std::string head;    ///< hash of the journal's last row, hex, for day-closed
  bool always_open = false;
  bool early_numbers = false;  ///< walk-in numbers are given before opening too; they wait from it
  bool opens_later = true;     ///< whether the hall opens once more on this service day
};

/// Where the engine's events go. `write` makes an Entry of the event (its day is `entry_day`, seq
/// one on, at_ms never back), journals it and folds it into the state by `apply`, and only then
/// returns.
class Scribe {
 public:
  Scribe() = default;
  Scribe(const Scribe&) = delete;
  Scribe& operator=(const Scribe&) = delete;
  virtual ~Scribe() = default;

  virtual void write(Event event) = 0;
};

/// The events that carry out a command (none when nothing changes: a print report told twice), or
/// a refusal: a code and one English sentence. Call `turn_day` and `wind` first. Without what
/// follows from them: see `carry_out`.
[[nodiscard]] Result<std::vector<Event>> decide(const State& state, const Command& command,
                                                const Context& context);

/// Writes what an event brings with it for the clocks, once it is folded: overtakings, then starts
/// (target.md, "The clock of a ticket", 1 and 2).
void look(const State& state, const Event& event, Scribe& scribe);

/// Writes an event, and what it brings with it for the clocks.
void write_and_look(const State& state, Event event, Scribe& scribe);

/// Decides a command and writes its events, each with what it brings with it; or the refusal.
[[nodiscard]] Result<void> carry_out(const State& state, const Command& command,
                                     const Context& context, Scribe& scribe);

/// What comes by itself as time passes, in the order in which target.md takes the events of one
/// moment: no-shows by time; places that come (bookings, opening); pauses that end; marks of the
/// clocks with auto-calls, and alerts; misses.
enum class Timed { kEnds, kArrivals, kChanges, kMarks, kMisses };

/// Writes the first of one kind whose moment is `by` or before, with what it brings with it; false
/// when there is none. Moments are those of the clocks: who rings later writes later, not as if it
/// had been on time. The moment of a miss is the target itself: ring them with `by` = the moment
/// when nothing else is left in it, or with the last moment before anything of a new one.
bool ring(const State& state, Timed kind, const Context& context, EngineMs by, Scribe& scribe);

/// Writes all that has come by now, in order of its moments: for a dispatcher, before and after
/// each command and when `next_timer` has come. Misses come when the target is passed, so a service
/// that starts at exactly the target, with a command of that moment, is met.
void wind(const State& state, const Context& context, Scribe& scribe);

/// When `wind` has something to do next, later than `after` (up to which all was wound); nothing
/// when only commands will change anything. A miss is told one millisecond after its target.
/// Bookings whose place has come and that wait for the hall to open: see `waits_to_open`.
[[nodiscard]] std::optional<EngineMs> next_timer(const State& state, EngineMs after);
/// Whether someone may wait for the hall to open: `wind` is to be called at the opening.
[[nodiscard]] bool waits_to_open(const State& state);

/// When a later day has come or none was opened yet: the misses of who stays unserved and
/// day-closed (if one was open), day-opened under `hall` with the tickets still at a counter, and
/// the staffed counters without a visitor said again, so that a replay may begin at the day-opened.
/// Otherwise empty.
[[nodiscard]] std::vector<Event> turn_day(const State& state, const HallSettings& hall,
                                          const Context& context);

/// When `hall` differs from the one in force: closes the counters taken out that have no visitor,
/// then hall-changed. Empty when nothing differs or no day was opened yet (day-opened carries it).
/// Write each with `write_and_look`.
[[nodiscard]] std::vector<Event> change_hall(const State& state, const HallSettings& hall);

/// The day an event's Entry is stamped with: the day that day-opened begins, the open day else
/// (day-closed and its unserved tickets belong to the day that ends, and so does a hall-changed
/// that comes before the first command of the next). Asked once the events before it are applied.
[[nodiscard]] Day entry_day(const State& state, const Event& event, const Moment& now);

/// Folds one entry. Asserts that seq follows (an empty state may begin at any day-opened), that
/// time does not go back and that the event fits the state.
void apply(State& state, const Entry& entry);

/// A ticket as a reply tells it; nothing when it is unknown (an earlier day's that was not
/// carried).
[[nodiscard]] std::optional<TicketReply> ticket_reply(const State& state, const TicketId& id);
/// A counter as a reply tells it; one that is not in the hall (any more) is closed.
[[nodiscard]] CounterReply counter_reply(const State& state, CounterId id);
/// The ticket that the selection rule gives a counter now, whether or not it is free for it. The
/// marks of the clocks are those that `wind` has written.
[[nodiscard]] std::optional<TicketId> next_choice(const State& state, CounterId counter);
/// The tickets that are due (target.md, "Words"), in order of the counters that they are due at.
[[nodiscard]] std::vector<TicketId> due(const State& state);
/// How many wait in its line with an earlier place, for a priority ticket only those with priority;
/// 0 for one that does not wait.
[[nodiscard]] int ahead(const State& state, const TicketId& id);

}  // namespace antre::engine
