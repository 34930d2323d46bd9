// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/clocks.hpp"

#include <algorithm>
#include <utility>

#include "dispatcher/engine/numbering.hpp"
#include "dispatcher/engine/selection.hpp"
#include "protocol/result.hpp"

namespace antre::engine {
namespace {

void add(std::vector<CauseShare>& shares, const CauseShare& more) {
  const auto found = std::ranges::find(shares, more.cause, &CauseShare::cause);
  if (found == shares.end()) {
    shares.push_back(more);
    return;
  }
  found->ms += more.ms;
  for (const auto& counter : more.counters)
    if (std::ranges::find(found->counters, counter) == found->counters.end())
      found->counters.push_back(counter);
}

/// What a running clock is spent on now, without a time.
CauseShare present_cause(const State& state, const Clock& clock) {
  const Ticket& ticket = state.tickets[clock.slot];
  CauseShare share;
  if (ticket.state == TicketState::kCalled) {
    share.cause = Cause::kVisitorOnWay;
    share.counters.push_back(ticket.counter);
    return share;
  }
  const auto take = [&](Cause cause, auto holds) {
    share.cause = cause;
    for (const auto& counter : state.counters)
      if (holds(counter)) share.counters.push_back(counter.id);
    return !share.counters.empty();
  };
  const auto primary_in = [&](CounterState wanted) {
    return [&ticket, wanted](const Counter& counter) {
      return counter.state == wanted && is_primary(counter, ticket.line);
    };
  };
  if (take(Cause::kCounterIdle, [&](const Counter& counter) {
        return counter.state == CounterState::kFree && may_take(state, counter, clock);
      }))
    return share;
  if (take(Cause::kCallingAnother, primary_in(CounterState::kCalling))) return share;
  if (take(Cause::kOnBreak, primary_in(CounterState::kOnBreak))) return share;
  if (take(Cause::kServingAnother, primary_in(CounterState::kServing))) return share;
  take(Cause::kUnstaffed, primary_in(CounterState::kClosed));
  return share;
}

/// Who is due is called soon, and the one behind stands first then: read now, they need not be
/// waited for when a counter calls, however long the line is.
void warm(const State& state, Slot slot) {
  constexpr std::size_t kCacheLine = 64;
  const auto read = [&](Slot which) {
    if (which == kNoSlot) return;
    const volatile char* bytes = reinterpret_cast<const char*>(&state.tickets[which]);
    for (std::size_t at = 0; at < sizeof(Ticket); at += kCacheLine) static_cast<void>(bytes[at]);
  };
  read(slot);
  read(state.tickets[slot].after);
}

std::string miss_name(const Ticket& ticket) {
  auto name = day_text(ticket.day) + "/" + ticket.number;
  if (ticket.misses > 0) name += "/" + std::to_string(ticket.misses + 1);
  return name;
}

}  // namespace

void pass_time(State& state, EngineMs now_ms) {
  const auto passed = now_ms - state.at_ms;
  if (passed <= 0) return;
  for (auto& clock : state.clocks) {
    if (clock.stood_ms) continue;
    auto share = present_cause(state, clock);
    share.ms = passed;
    add(clock.shares, share);
  }
}

void start_clock(State& state, Slot slot, std::uint64_t seq, EngineMs now_ms) {
  ANTRE_ASSERT(state.clock(slot) == nullptr);
  Clock clock;
  clock.slot = slot;
  clock.seq = seq;
  clock.started_ms = now_ms;
  clock.from_ms = now_ms;
  clock.by_call = state.tickets[slot].state == TicketState::kCalled;
  state.clocks.push_back(std::move(clock));
  warm(state, slot);
}

std::optional<Clock> end_clock(State& state, Slot slot) {
  const auto found = std::ranges::find(state.clocks, slot, &Clock::slot);
  if (found == state.clocks.end()) return std::nullopt;
  std::optional<Clock> ended = std::move(*found);
  state.clocks.erase(found);
  return ended;
}

void recount_marks(Clock& clock) {
  if (clock.mark != Mark::kMissed) clock.mark = Mark::kNone;
}

void stand_clock(State& state, Slot slot, EngineMs now_ms) {
  auto* clock = state.clock(slot);
  if (clock != nullptr && !clock->stood_ms) clock->stood_ms = now_ms - clock->from_ms;
}

void run_clock(State& state, Slot slot, EngineMs now_ms) {
  auto* clock = state.clock(slot);
  if (clock == nullptr || !clock->stood_ms) return;
  clock->from_ms = now_ms - *clock->stood_ms;
  clock->stood_ms.reset();
}

std::vector<PassedOver> passed_over(const State& state, const Counter& counter, Slot called,
                                    bool chosen) {
  std::vector<PassedOver> passed;
  for (const auto& clock : state.clocks) {
    const Ticket& ticket = state.tickets[clock.slot];
    if (clock.slot == called || ticket.state != TicketState::kWaiting) continue;
    if (!chosen && reached(state, clock, Mark::kEscalate)) continue;
    if (is_primary(counter, ticket.line)) passed.push_back({clock.slot, clock.seq});
  }
  return passed;
}

TargetMissed make_miss(const State& state, Slot slot, EngineMs now_ms) {
  const Ticket& ticket = state.tickets[slot];
  TargetMissed miss;
  miss.miss = miss_name(ticket);
  miss.ticket = ticket.number;
  miss.of_day = told_day(state, ticket);
  const auto* clock = state.clock(slot);
  if (clock == nullptr) return miss;
  miss.clock_ms = clock->shows_ms(now_ms);
  miss.shares = clock->shares;
  if (!clock->stood_ms) {
    auto share = present_cause(state, *clock);
    share.ms = now_ms - state.at_ms;
    if (share.ms > 0 || miss.shares.empty()) add(miss.shares, share);
  }
  if (miss.shares.empty()) return miss;
  std::ranges::sort(miss.shares, {}, &CauseShare::cause);
  const auto main = std::ranges::max_element(miss.shares, {}, &CauseShare::ms);
  miss.cause = main->cause;
  for (const auto& id : main->counters) {
    const auto* counter = state.counter(id);
    miss.counters.push_back({id, counter == nullptr ? std::string{} : counter->officer});
  }
  return miss;
}

std::optional<TargetMissed> miss_of(const State& state, Slot slot, EngineMs now_ms, bool unserved) {
  const auto* clock = state.clock(slot);
  if (clock != nullptr && clock->mark == Mark::kMissed) return std::nullopt;
  if (!unserved) {
    const auto target_ms = std::int64_t{1000} * state.target(state.tickets[slot]).target_s;
    if (clock == nullptr || clock->shows_ms(now_ms) <= target_ms) return std::nullopt;
  }
  return make_miss(state, slot, now_ms);
}

}  // namespace antre::engine
