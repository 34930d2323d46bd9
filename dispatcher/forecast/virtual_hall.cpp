// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/virtual_hall.hpp"

#include "dispatcher/engine/selection.hpp"

#include <string>

namespace antre::forecast {

engine::State open_day(const HallSettings& hall, const Moment& now, std::size_t staffed) {
  engine::State state;
  engine::Context context;
  context.now = now;
  const auto fold = [&](Event event) {
    Entry entry;
    entry.seq = state.seq + 1;
    entry.day = engine::entry_day(state, event, now);
    entry.at_ms = now.at_ms;
    entry.event = std::move(event);
    engine::apply(state, entry);
  };
  for (auto& event : engine::turn_day(state, hall, context)) fold(std::move(event));
  for (std::size_t i = 0; i < staffed; ++i)
    fold(CounterOpened{state.counters[i].id, std::to_string(i + 1)});
  return state;
}

VirtualHall::VirtualHall(engine::State state)
    : state_(std::move(state)), desks_(state_.counters.size()), now_ms_(state_.at_ms) {
  ANTRE_ASSERT(state_.opened);
  state_.open_misses.clear();
}

std::size_t VirtualHall::first(Next next, EngineMs now) const {
  for (std::size_t i = 0; i < desks_.size(); ++i) {
    const Desk& desk = desks_[i];
    // A no-show is an end of service.
    const Next as = desk.next == Next::kLeaves ? Next::kEnds : desk.next;
    if (as == next && desk.at_ms <= now) return i;
  }
  return kNoDesk;
}

std::size_t VirtualHall::first_to_call(EngineMs now) const {
  for (std::size_t i = 0; i < desks_.size(); ++i) {
    if (desks_[i].next != Next::kCalls || desks_[i].at_ms > now) continue;
    if (engine::choose(state_, state_.counters[i]) != engine::kNoSlot) return i;
  }
  return kNoDesk;
}

EngineMs VirtualHall::next_at_desks() const {
  EngineMs next = kNever;
  for (const Desk& desk : desks_) {
    // An officer who is ready and calls nobody waits for an event.
    if (desk.at_ms > now_ms_ || desk.next != Next::kCalls) next = std::min(next, desk.at_ms);
  }
  return next;
}

EngineMs VirtualHall::next_deadline() const {
  EngineMs next = kNever;
  for (const auto& clock : state_.clocks) {
    if (clock.stood_ms || clock.mark == Mark::kMissed) continue;
    if (state_.tickets[clock.slot].state != TicketState::kWaiting) continue;
    const EngineMs at = engine::deadline(state_, clock);
    if (at > now_ms_) next = std::min(next, at);
  }
  return next;
}

bool VirtualHall::anybody_waits() const {
  return !state_.booked.empty() ||
         std::ranges::any_of(state_.lines, [](const auto& line) { return line.waiting() > 0; });
}

std::size_t VirtualHall::desk_of(CounterId id) const {
  const auto found = std::ranges::lower_bound(state_.counters, id, {}, &engine::Counter::id);
  if (found == state_.counters.end() || found->id != id) return kNoDesk;
  return static_cast<std::size_t>(found - state_.counters.begin());
}

}  // namespace antre::forecast
