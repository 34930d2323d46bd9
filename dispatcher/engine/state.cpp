// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/state.hpp"

#include <algorithm>
#include <string_view>

#include "dispatcher/engine/numbering.hpp"

namespace antre::engine {
namespace {

/// The ticket of a count in a line. Numbers without a gap lie at their own index; a skip moves the
/// later ones down, which a search then finds.
Slot given_slot(const State& state, const Line& line, std::uint32_t count) {
  if (count - 1 < line.given.size()) {
    const Slot slot = line.given[count - 1];
    if (state.tickets[slot].count == count) return slot;
  }
  const auto found = std::ranges::lower_bound(line.given, count, {},
                                              [&](Slot slot) { return state.tickets[slot].count; });
  if (found == line.given.end() || state.tickets[*found].count != count) return kNoSlot;
  return *found;
}

}  // namespace

const Counter* State::counter(CounterId id) const {
  const auto found = std::ranges::lower_bound(counters, id, {}, &Counter::id);
  return found == counters.end() || found->id != id ? nullptr : &*found;
}

Counter* State::counter(CounterId id) {
  const auto found = std::ranges::lower_bound(counters, id, {}, &Counter::id);
  return found == counters.end() || found->id != id ? nullptr : &*found;
}

const Line* State::line(const ServiceId& service) const {
  if (service.value.empty()) return nullptr;  // a line of one counter has none
  const auto found = std::ranges::find(lines, service, &Line::service);
  return found == lines.end() ? nullptr : &*found;
}

Line* State::line(const ServiceId& service) {
  if (service.value.empty()) return nullptr;  // a line of one counter has none
  const auto found = std::ranges::find(lines, service, &Line::service);
  return found == lines.end() ? nullptr : &*found;
}

Slot State::slot(Day of_day, const std::string& number) const {
  for (const Slot slot : carried)
    if (tickets[slot].day == of_day && tickets[slot].number == number) return slot;
  if (of_day != day) return kNoSlot;
  if (const auto count = quick_count(number))
    return *count <= quick.size() ? quick[*count - 1] : kNoSlot;
  for (const Line& line : lines) {
    if (line.service.value.empty()) continue;
    const auto count = count_of(number, line.service);
    if (!count) continue;
    // A prefix may begin another one ("R" and "R1"), so the whole text decides.
    const Slot slot = given_slot(*this, line, *count);
    if (slot != kNoSlot && tickets[slot].number == number) return slot;
  }
  return kNoSlot;
}

const Clock* State::clock(Slot wanted) const {
  const auto found = std::ranges::find(clocks, wanted, &Clock::slot);
  return found == clocks.end() ? nullptr : &*found;
}

Clock* State::clock(Slot wanted) {
  const auto found = std::ranges::find(clocks, wanted, &Clock::slot);
  return found == clocks.end() ? nullptr : &*found;
}

const Ticket* State::ticket(const TicketId& id) const {
  const Slot found = slot(id.day, id.number);
  return found == kNoSlot ? nullptr : &tickets[found];
}

}  // namespace antre::engine
