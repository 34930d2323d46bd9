// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/selection.hpp"

#include <algorithm>

#include "dispatcher/engine/lines.hpp"

namespace antre::engine {
namespace {

/// What goes first whatever its place, smallest first (rule 3).
enum class Rank { kPassedOver, kPriority, kRegular };

bool contains(const std::vector<LineIndex>& lines, LineIndex line) {
  return std::ranges::find(lines, line) != lines.end();
}

/// Keeps the best ticket that was offered: by rank, then by place (rules 3 and 4).
class Best {
 public:
  explicit Best(const State& state) : state_(state) {}

  void offer(Slot slot, Rank rank) {
    if (slot == kNoSlot) return;
    const bool better =
        slot_ == kNoSlot || rank < rank_ ||
        (rank == rank_ && earlier(state_, state_.tickets[slot], state_.tickets[slot_]));
    if (!better) return;
    slot_ = slot;
    rank_ = rank;
  }
  [[nodiscard]] Slot slot() const { return slot_; }

 private:
  const State& state_;
  Slot slot_ = kNoSlot;
  Rank rank_ = Rank::kRegular;
};

bool takes_secondary(const State& state) {
  return state.hall.selection.secondary != SecondaryRule::kNever;
}

Rank rank_of_regular(const State& state, int row) {
  return row >= state.hall.selection.priority_burst ? Rank::kPassedOver : Rank::kRegular;
}

}  // namespace

bool is_primary(const Counter& counter, LineIndex line) {
  return contains(counter.primary, line);
}

bool reached(const State& state, const Clock& clock, Mark mark) {
  const auto& target = state.target(state.tickets[clock.slot]);
  const int seconds = mark == Mark::kRemind     ? target.remind_s
                      : mark == Mark::kEscalate ? target.escalate_s
                                                : target.auto_call_s;
  const auto shows_ms = clock.shows_ms(state.at_ms);
  return shows_ms >= std::int64_t{1000} * seconds;
}

EngineMs deadline(const State& state, const Clock& clock) {
  return clock.from_ms + EngineMs{1000} * state.target(state.tickets[clock.slot]).target_s;
}

bool lower_number(const State& state, const Ticket& a, const Ticket& b) {
  if (a.home != b.home) return state.lines[a.home].service < state.lines[b.home].service;
  if (a.count != b.count) return a.count < b.count;
  return a.day < b.day;
}

bool more_urgent(const State& state, const Clock& a, const Clock& b) {
  const auto first = deadline(state, a);
  const auto second = deadline(state, b);
  if (first != second) return first < second;
  return lower_number(state, state.tickets[a.slot], state.tickets[b.slot]);
}

bool Picker::taken(Slot slot) const {
  return std::ranges::find(taken_, slot) != taken_.end();
}

Slot Picker::front(const Queue& queue) const {
  Slot slot = queue.first;
  if (taken_.empty()) return slot;
  while (slot != kNoSlot && taken(slot)) slot = state_.tickets[slot].after;
  return slot;
}

int Picker::row(LineIndex line) const {
  return rows_.empty() ? state_.lines[line].row : rows_[line];
}

bool Picker::regular_waits(LineIndex line) const {
  auto size = state_.lines[line].queue(TicketClass::kRegular).size;
  for (const Slot slot : taken_)
    if (state_.tickets[slot].line == line && state_.tickets[slot].class_ == TicketClass::kRegular)
      --size;
  return size > 0;
}

bool Picker::waits(const Clock& clock) const {
  return state_.tickets[clock.slot].state == TicketState::kWaiting && !taken(clock.slot);
}

Slot Picker::escalated(const Counter& counter) const {
  const Clock* best = nullptr;
  for (const auto& clock : state_.clocks) {
    if (!waits(clock) || !reached(state_, clock, Mark::kEscalate)) continue;
    const auto line = state_.tickets[clock.slot].line;
    if (!contains(counter.primary, line) &&
        !(takes_secondary(state_) && contains(counter.secondary, line)))
      continue;
    if (best == nullptr || more_urgent(state_, clock, *best)) best = &clock;
  }
  return best == nullptr ? kNoSlot : best->slot;
}

Slot Picker::first_of(const std::vector<LineIndex>& lines) const {
  Best best(state_);
  for (const LineIndex index : lines) {
    const Line& line = state_.lines[index];
    best.offer(front(line.queue(TicketClass::kPriority)), Rank::kPriority);
    best.offer(front(line.queue(TicketClass::kRegular)), rank_of_regular(state_, row(index)));
  }
  return best.slot();
}

Slot Picker::reminded(const std::vector<LineIndex>& lines) const {
  Best best(state_);
  for (const auto& clock : state_.clocks) {
    const Ticket& ticket = state_.tickets[clock.slot];
    if (!waits(clock) || !contains(lines, ticket.line) || !reached(state_, clock, Mark::kRemind))
      continue;
    best.offer(clock.slot, ticket.class_ == TicketClass::kPriority
                               ? Rank::kPriority
                               : rank_of_regular(state_, row(ticket.line)));
  }
  return best.slot();
}

Slot Picker::next(const Counter& counter) const {
  if (const Slot slot = escalated(counter); slot != kNoSlot) return slot;
  if (const Slot slot = first_of(counter.primary); slot != kNoSlot) return slot;
  switch (state_.hall.selection.secondary) {
    case SecondaryRule::kWhenIdle:
      return first_of(counter.secondary);
    case SecondaryRule::kOnRemind:
      return reminded(counter.secondary);
    case SecondaryRule::kNever:
      break;
  }
  return kNoSlot;
}

void Picker::take(const Counter& counter, Slot slot) {
  if (rows_.empty()) {
    rows_.reserve(state_.lines.size());
    for (const auto& line : state_.lines) rows_.push_back(line.row);
  }
  const bool priority = state_.tickets[slot].class_ == TicketClass::kPriority;
  for (const LineIndex line : counter.primary) {
    if (!priority)
      rows_[line] = 0;
    else if (regular_waits(line))
      ++rows_[line];
  }
  taken_.push_back(slot);
}

Slot choose(const State& state, const Counter& counter) {
  return Picker(state).next(counter);
}

Slot first_of_line(const State& state, LineIndex line) {
  const Clock* urgent = nullptr;
  for (const auto& clock : state.clocks) {
    const Ticket& ticket = state.tickets[clock.slot];
    if (ticket.line != line || ticket.state != TicketState::kWaiting ||
        !reached(state, clock, Mark::kEscalate))
      continue;
    if (urgent == nullptr || more_urgent(state, clock, *urgent)) urgent = &clock;
  }
  if (urgent != nullptr) return urgent->slot;
  Best best(state);
  best.offer(state.lines[line].queue(TicketClass::kPriority).first, Rank::kPriority);
  best.offer(state.lines[line].queue(TicketClass::kRegular).first,
             rank_of_regular(state, state.lines[line].row));
  return best.slot();
}

bool may_take(const State& state, const Counter& counter, const Clock& clock) {
  const LineIndex line = state.tickets[clock.slot].line;
  if (contains(counter.primary, line)) return true;
  if (!takes_secondary(state) || !contains(counter.secondary, line)) return false;
  if (reached(state, clock, Mark::kRemind)) return true;
  return state.hall.selection.secondary == SecondaryRule::kWhenIdle &&
         std::ranges::none_of(counter.primary, [&](LineIndex primary) {
           return state.lines[primary].waiting() > 0;
         });
}

bool may_choose(const State& state, const Counter& counter, const Ticket& ticket) {
  const auto serves = [&](LineIndex line) {
    return contains(counter.primary, line) ||
           (takes_secondary(state) && contains(counter.secondary, line));
  };
  return serves(ticket.line) ||
         (state.lines[ticket.line].for_counter.value != 0 && serves(ticket.service));
}

}  // namespace antre::engine
