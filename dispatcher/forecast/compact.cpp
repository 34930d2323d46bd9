// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/compact.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace antre::forecast {
namespace {

using engine::kNoSlot;
using engine::Slot;
using engine::State;

/// Every field that the engine decides by; names, texts and looks are not among them.
HallSettings without_texts(const HallSettings& hall) {
  HallSettings bare;
  bare.languages.clear();
  bare.target = hall.target;
  bare.selection = hall.selection;
  bare.calling = hall.calling;
  bare.services.reserve(hall.services.size());
  for (const auto& service : hall.services) {
    ServiceSettings copy;
    copy.id = service.id;
    copy.digits = service.digits;
    copy.target = service.target;
    copy.icon.clear();
    bare.services.push_back(std::move(copy));
  }
  bare.counters.reserve(hall.counters.size());
  for (const auto& counter : hall.counters) {
    CounterSettings copy;
    copy.id = counter.id;
    copy.primary = counter.primary;
    copy.secondary = counter.secondary;
    bare.counters.push_back(std::move(copy));
  }
  return bare;
}

bool has_future(const engine::Ticket& ticket) {
  return ticket.state == TicketState::kWaiting || ticket.state == TicketState::kCalled ||
         ticket.state == TicketState::kServing || ticket.state == TicketState::kBooked;
}

/// Slots there to slots here; kNoSlot for those dropped.
class Moved {
 public:
  explicit Moved(std::size_t size) : to_(size, kNoSlot) {}

  void set(Slot from, Slot to) { to_[from] = to; }
  [[nodiscard]] bool has(Slot from) const { return from != kNoSlot && to_[from] != kNoSlot; }
  void move(Slot& slot) const {
    if (slot != kNoSlot) slot = to_[slot];
  }
  void move(std::vector<Slot>& slots) const {
    for (Slot& slot : slots) move(slot);
    std::erase(slots, kNoSlot);
  }

 private:
  std::vector<Slot> to_;
};

void copy_tickets(const State& state, Compact& small, Moved& moved) {
  std::vector<bool> kept(state.tickets.size());
  for (Slot slot = 0; slot < state.tickets.size(); ++slot)
    kept[slot] = has_future(state.tickets[slot]);
  // Visits without a number are found by their count, so none may be missing.
  for (const Slot slot : state.quick) kept[slot] = true;
  for (Slot slot = 0; slot < state.tickets.size(); ++slot) {
    if (!kept[slot]) continue;
    moved.set(slot, static_cast<Slot>(small.original.size()));
    small.original.push_back(slot);
  }
  small.state.tickets.reserve(small.original.size());
  for (const Slot slot : small.original) {
    auto& ticket = small.state.tickets.emplace_back(state.tickets[slot]);
    ticket.code.clear();
    ticket.print_reason.clear();
    ticket.print_device.clear();
    moved.move(ticket.before);
    moved.move(ticket.after);
  }
}

void copy_counters(const State& state, Compact& small, const Moved& moved) {
  small.state.counters = state.counters;
  small.just_left.assign(state.counters.size(), false);
  for (std::size_t i = 0; i < state.counters.size(); ++i) {
    auto& counter = small.state.counters[i];
    moved.move(counter.ticket);
    if (!counter.officer.empty()) counter.officer = std::to_string(counter.id.value);
    counter.break_reason.clear();
    if (counter.closing) {
      // It ends with its visitor. That it calls nobody after that is all that matters, and the
      // counters of a virtual hall stay the same ones throughout.
      counter.closing = false;
      counter.primary.clear();
      counter.secondary.clear();
    }
    counter.last_end.reset();
    std::erase_if(counter.passed_over, [&](const auto& other) { return !moved.has(other.slot); });
    for (auto& other : counter.passed_over) moved.move(other.slot);
  }
  for (const auto& ticket : state.tickets) {
    if (has_future(ticket) || ticket.counter.value == 0) continue;
    const auto* counter = state.counter(ticket.counter);
    if (counter == nullptr || counter->state != CounterState::kFree) continue;
    if (ticket.ended_ms == counter->since_ms)
      small.just_left[static_cast<std::size_t>(counter - state.counters.data())] = true;
  }
}

}  // namespace

Compact compact(const State& state) {
  Compact small;
  State& to = small.state;
  to.seq = state.seq;
  to.at_ms = state.at_ms;
  to.wall_offset_ms = state.wall_offset_ms;
  to.opened = state.opened;
  to.day = state.day;
  to.hall = without_texts(state.hall);

  Moved moved(state.tickets.size());
  copy_tickets(state, small, moved);
  copy_counters(state, small, moved);
  to.lines.reserve(state.lines.size());
  for (const auto& from : state.lines) {
    auto& line = to.lines.emplace_back(from);
    moved.move(line.given);
    for (auto& queue : line.queues) {
      moved.move(queue.first);
      moved.move(queue.last);
    }
  }
  to.carried = state.carried;
  moved.move(to.carried);
  to.quick = state.quick;
  moved.move(to.quick);
  to.booked = state.booked;
  moved.move(to.booked);
  for (const auto& from : state.clocks) {
    if (!moved.has(from.slot)) continue;
    auto& clock = to.clocks.emplace_back(from);
    moved.move(clock.slot);
    clock.shares.clear();
  }
  return small;
}

}  // namespace antre::forecast
