// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dispatcher/engine/state.hpp"

/// Lines: who waits in what order, which counters serve them, the row of priority calls.
namespace antre::engine {

/// Whether `a` comes before `b` by place; ties break by number: prefix, then count.
[[nodiscard]] bool earlier(const State& state, const Ticket& a, const Ticket& b);

/// Puts a ticket into its line's queue by place: at the end at once, else as far forward as needed.
void enqueue(State& state, Slot slot);
/// The ticket waits (again) in its line. Where that was taken out of the hall meanwhile, counters
/// are found for it as `set_hall` does.
void wait(State& state, Slot slot);
/// Takes a waiting ticket out of its queue, wherever it stands.
void dequeue(State& state, Slot slot);

/// Counts a call at a counter in the rows of its primary lines (target.md, "Selection rule"); the
/// called ticket is still in its line or just taken out.
void count_call(State& state, const Counter& counter, TicketClass called);

/// The line of a service; a new one, taken out of the hall file, when there is none.
LineIndex line_or_retired(State& state, const ServiceId& service);

/// The line of one counter of the hall, which that counter has among its primary ones; made when
/// there is none yet.
LineIndex counter_line(State& state, CounterId id);

/// Takes `hall` as the one in force: makes lines for new services, retires lines taken out, and
/// gives each counter its lines. Retired lines in which someone waits stay with their counters; one
/// that no counter is left for goes to those that serve its tickets' services, where there are any,
/// else to all, so that a reload strands nobody (hall.md).
void set_hall(State& state, const HallSettings& hall, EngineMs at_ms);

}  // namespace antre::engine
