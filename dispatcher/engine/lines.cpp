// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/lines.hpp"

#include <algorithm>

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

/// A counter's lines under the hall in force, with the lingering ones it had.
void assign_lines(const State& state, Counter& counter, const CounterSettings& settings) {
  const auto had_primary = std::move(counter.primary);
  const auto had_secondary = std::move(counter.secondary);
  counter.primary = lines_of(state, settings.primary);
  counter.secondary = lines_of(state, settings.secondary);
  for (const LineIndex line : had_primary)
    if (lingers(state, line)) counter.primary.push_back(line);
  for (const LineIndex line : had_secondary)
    if (lingers(state, line)) counter.secondary.push_back(line);
}

void adopt_orphans(State& state) {
  for (LineIndex line = 0; line < state.lines.size(); ++line) {
    if (!lingers(state, line)) continue;
    const bool served = std::ranges::any_of(state.counters, [&](const Counter& counter) {
      return !counter.closing && has(counter.primary, line);
    });
    if (served) continue;
    for (auto& counter : state.counters) {
      if (counter.closing) continue;
      std::erase(counter.secondary, line);
      counter.primary.push_back(line);
    }
  }
}

}  // namespace

bool earlier(const State& state, const Ticket& a, const Ticket& b) {
  if (a.place_ms != b.place_ms) return a.place_ms < b.place_ms;
  if (a.line != b.line) return state.lines[a.line].service < state.lines[b.line].service;
  return a.count < b.count;
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
  fresh.retired = true;
  state.lines.push_back(std::move(fresh));
  return static_cast<LineIndex>(state.lines.size() - 1);
}

void set_hall(State& state, const HallSettings& hall, EngineMs at_ms) {
  state.hall = hall;
  for (auto& line : state.lines) line.retired = true;
  for (const auto& service : hall.services)
    state.lines[line_or_retired(state, service.id)].retired = false;

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
  adopt_orphans(state);
}

}  // namespace antre::engine
