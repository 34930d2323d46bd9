// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/lines.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "dispatcher/engine/clocks.hpp"
#include "protocol/result.hpp"

namespace antre::engine {
namespace {

bool has(const std::vector<LineIndex>& lines, LineIndex line) {
  return std::ranges::find(lines, line) != lines.end();
}

/// Whether a line is kept for those who wait in it although its service is gone.
bool lingers(const State& state, LineIndex line) {
  return state.lines[line].retired && state.lines[line].waiting() > 0;
}

std::vector<LineIndex> lines_of(const State& state, const std::vector<ServiceId>& services) {
  std::vector<LineIndex> lines;
  lines.reserve(services.size());
  for (const auto& service : services) {
    const Line* line = state.line(service);
    ANTRE_ASSERT(line != nullptr);  // a hall file that names an unknown service is refused
    lines.push_back(static_cast<LineIndex>(line - state.lines.data()));
  }
  return lines;
}

/// The line of one counter; nothing when it was never needed.
std::optional<LineIndex> line_for(const State& state, CounterId id) {
  const auto found = std::ranges::find(state.lines, id, &Line::for_counter);
  if (found == state.lines.end()) return std::nullopt;
  return static_cast<LineIndex>(found - state.lines.begin());
}

/// A counter's lines under the hall in force, with the lingering ones it had.
void assign_lines(const State& state, Counter& counter, const CounterSettings& settings) {
  const auto had_primary = std::move(counter.primary);
  const auto had_secondary = std::move(counter.secondary);
  counter.primary = lines_of(state, settings.primary);
  counter.secondary = lines_of(state, settings.secondary);
  if (const auto own = line_for(state, counter.id)) counter.primary.push_back(*own);
  for (const LineIndex line : had_primary)
    if (lingers(state, line)) counter.primary.push_back(line);
  for (const LineIndex line : had_secondary)
    if (lingers(state, line)) counter.secondary.push_back(line);
}

/// Whether a counter serves a service for which a ticket of that line waits.
bool serves_one_of(const State& state, const Counter& counter, const Line& line) {
  return std::ranges::any_of(line.queues, [&](const Queue& queue) {
    for (Slot slot = queue.first; slot != kNoSlot; slot = state.tickets[slot].after)
      if (has(counter.primary, state.tickets[slot].service)) return true;
    return false;
  });
}

/// Finds counters for a line that lingers and that no counter has as primary any more.
void adopt(State& state, LineIndex line) {
  if (!lingers(state, line)) return;
  const auto stays_with = [&](auto holds) {
    return std::ranges::any_of(
        state.counters, [&](const Counter& counter) { return !counter.closing && holds(counter); });
  };
  const auto serves = [&](const Counter& counter) {
    return serves_one_of(state, counter, state.lines[line]);
  };
  if (stays_with([&](const Counter& counter) { return has(counter.primary, line); })) return;
  const bool some_serve = stays_with(serves);
  for (auto& counter : state.counters) {
    if (counter.closing || (some_serve && !serves(counter))) continue;
    std::erase(counter.secondary, line);
    counter.primary.push_back(line);
  }
}

}  // namespace

bool earlier(const State& state, const Ticket& a, const Ticket& b) {
  if (a.place_ms != b.place_ms) return a.place_ms < b.place_ms;
  if (a.home != b.home) return state.lines[a.home].service < state.lines[b.home].service;
  if (a.count != b.count) return a.count < b.count;
  return a.day < b.day;  // one of an earlier day may wait again beside today's of the same number
}

void enqueue(State& state, Slot slot) {
  auto& ticket = state.tickets[slot];
  auto& queue = state.lines[ticket.line].queue(ticket.class_);
  Slot before = queue.last;
  while (before != kNoSlot && earlier(state, ticket, state.tickets[before]))
    before = state.tickets[before].before;
  const Slot after = before == kNoSlot ? queue.first : state.tickets[before].after;
  ticket.before = before;
  ticket.after = after;
  (before == kNoSlot ? queue.first : state.tickets[before].after) = slot;
  (after == kNoSlot ? queue.last : state.tickets[after].before) = slot;
  ++queue.size;
}

void wait(State& state, Slot slot) {
  state.tickets[slot].state = TicketState::kWaiting;
  enqueue(state, slot);
  adopt(state, state.tickets[slot].line);
}

void dequeue(State& state, Slot slot) {
  auto& ticket = state.tickets[slot];
  auto& queue = state.lines[ticket.line].queue(ticket.class_);
  (ticket.before == kNoSlot ? queue.first : state.tickets[ticket.before].after) = ticket.after;
  (ticket.after == kNoSlot ? queue.last : state.tickets[ticket.after].before) = ticket.before;
  ticket.before = kNoSlot;
  ticket.after = kNoSlot;
  --queue.size;
}

void count_call(State& state, const Counter& counter, TicketClass called) {
  for (const LineIndex index : counter.primary) {
    auto& line = state.lines[index];
    if (called == TicketClass::kRegular)
      line.row = 0;
    else if (line.queue(TicketClass::kRegular).size > 0)
      ++line.row;
  }
}

LineIndex line_or_retired(State& state, const ServiceId& service) {
  if (const Line* line = state.line(service); line != nullptr)
    return static_cast<LineIndex>(line - state.lines.data());
  Line fresh;
  fresh.service = service;
  fresh.target = state.hall.target;
  fresh.retired = true;
  state.lines.push_back(std::move(fresh));
  return static_cast<LineIndex>(state.lines.size() - 1);
}

LineIndex counter_line(State& state, CounterId id) {
  if (const auto line = line_for(state, id)) return *line;
  auto* counter = state.counter(id);
  ANTRE_ASSERT(counter != nullptr);
  Line fresh;
  fresh.for_counter = id;
  fresh.target = state.hall.target;
  fresh.retired = counter->closing;
  state.lines.push_back(std::move(fresh));
  const auto line = static_cast<LineIndex>(state.lines.size() - 1);
  counter->primary.push_back(line);
  return line;
}

void set_hall(State& state, const HallSettings& hall, EngineMs at_ms) {
  for (auto& clock : state.clocks) {
    const auto& service = state.lines[state.tickets[clock.slot].service].service;
    const auto* before = state.hall.service(service);
    const auto* now = hall.service(service);
    if (before != nullptr && now != nullptr && before->target != now->target) recount_marks(clock);
  }
  state.hall = hall;
  for (auto& line : state.lines)
    line.retired = line.for_counter.value == 0 || hall.counter(line.for_counter) == nullptr;
  for (const auto& service : hall.services) {
    auto& line = state.lines[line_or_retired(state, service.id)];
    line.retired = false;
    line.target = service.target;
  }

  std::erase_if(state.counters, [&](const Counter& counter) {
    return hall.counter(counter.id) == nullptr && counter.ticket == kNoSlot;
  });
  for (const auto& settings : hall.counters) {
    if (state.counter(settings.id) != nullptr) continue;
    Counter fresh;
    fresh.id = settings.id;
    fresh.since_ms = at_ms;
    state.counters.insert(std::ranges::lower_bound(state.counters, fresh.id, {}, &Counter::id),
                          std::move(fresh));
  }
  for (auto& counter : state.counters) {
    const auto* settings = hall.counter(counter.id);
    counter.closing = settings == nullptr;
    if (settings != nullptr) assign_lines(state, counter, *settings);
  }
  for (LineIndex line = 0; line < state.lines.size(); ++line) adopt(state, line);
}

}  // namespace antre::engine
