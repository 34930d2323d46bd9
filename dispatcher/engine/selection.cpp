// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/selection.hpp"

#include <algorithm>

#include "dispatcher/engine/lines.hpp"

namespace antre::engine {
namespace {

/// What goes first whatever its place, smallest first.
enum class Rank { kPassedOver, kPriority, kRegular };

Slot first_of(const State& state, const std::vector<LineIndex>& lines) {
  Slot best = kNoSlot;
  Rank best_rank = Rank::kRegular;
  const auto offer = [&](Slot slot, Rank rank) {
    if (slot == kNoSlot) return;
    const bool better =
        best == kNoSlot || rank < best_rank ||
        (rank == best_rank && earlier(state, state.tickets[slot], state.tickets[best]));
    if (!better) return;
    best = slot;
    best_rank = rank;
  };
  for (const LineIndex index : lines) {
    const Line& line = state.lines[index];
    const bool passed_over = line.row >= state.hall.selection.priority_burst;
    offer(line.queue(TicketClass::kPriority).first, Rank::kPriority);
    offer(line.queue(TicketClass::kRegular).first,
          passed_over ? Rank::kPassedOver : Rank::kRegular);
  }
  return best;
}

bool contains(const std::vector<LineIndex>& lines, LineIndex line) {
  return std::ranges::find(lines, line) != lines.end();
}

}  // namespace

Slot choose(const State& state, const Counter& counter) {
  const Slot primary = first_of(state, counter.primary);
  if (primary != kNoSlot || state.hall.selection.secondary != SecondaryRule::kWhenIdle)
    return primary;
  return first_of(state, counter.secondary);
}

bool may_choose(const State& state, const Counter& counter, LineIndex line) {
  if (contains(counter.primary, line)) return true;
  return state.hall.selection.secondary != SecondaryRule::kNever &&
         contains(counter.secondary, line);
}

}  // namespace antre::engine
