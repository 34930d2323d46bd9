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
/// state, command and context give the same events everywhere. The way of a command:
///   if now.day > state.day: journal and apply `turn_day`; then journal and apply `decide`'s
///   events, each as an Entry whose day is `entry_day`, seq one on, at_ms never back.
namespace antre::engine {

struct Context {
  Moment now;
  std::string device;  ///< name of the client that asks
  std::string head;    ///< hash of the journal's last row, hex, for day-closed
  bool always_open = false;
};

/// The events that carry out a command (none when nothing changes: a print report told twice), or
/// a refusal: a code and one English sentence. Call `turn_day` first.
[[nodiscard]] Result<std::vector<Event>> decide(const State& state, const Command& command,
                                                const Context& context);

/// When a later day has come or none was opened yet: day-closed (if one was open), day-opened under
/// `hall` with the tickets still at a counter, and the staffed counters without a visitor said
/// again, so that a replay may begin at the day-opened. Otherwise empty.
[[nodiscard]] std::vector<Event> turn_day(const State& state, const HallSettings& hall,
                                          const Context& context);

/// When `hall` differs from the one in force: closes the counters taken out that have no visitor,
/// then hall-changed. Empty when nothing differs or no day was opened yet (day-opened carries it).
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
/// The ticket that the selection rule gives a counter now, whether or not it is free for it.
[[nodiscard]] std::optional<TicketId> next_choice(const State& state, CounterId counter,
                                                  const Moment& now);
/// How many wait in its line with an earlier place, for a priority ticket only those with priority;
/// 0 for one that does not wait.
[[nodiscard]] int ahead(const State& state, const TicketId& id);

}  // namespace antre::engine
