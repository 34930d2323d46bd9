// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "dispatcher/engine/clocks.hpp"
#include "dispatcher/engine/folder.hpp"

namespace antre::engine {

void Folder::operator()(const CounterAlerted& event) {
  auto& counter = at(event.counter);
  if (event.why == "no-answer") counter.no_answer_told = true;
  if (event.why == "long-call") counter.long_call_told = true;
}

void Folder::operator()(const ClockStarted& event) {
  start_clock(state_, named(event), entry_.seq, entry_.at_ms);
}

void Folder::operator()(const ClockReached& event) {
  auto* clock = state_.clock(named(event));
  ANTRE_ASSERT(clock != nullptr && clock->mark < event.mark);
  clock->mark = event.mark;
}

void Folder::operator()(const TicketOvertaken& event) {
  const Slot slot = named(event);
  ++state_.tickets[slot].overtaken;
  if (event.start_over) end_clock(state_, slot);
}

void Folder::operator()(const TargetMissed& event) {
  const Slot slot = named(event);
  ++state_.tickets[slot].misses;
  if (auto* clock = state_.clock(slot); clock != nullptr) clock->mark = Mark::kMissed;
  state_.open_misses.push_back(event.miss);
}

void Folder::operator()(const MissCorrected& event) {
  const auto closed = std::erase(state_.open_misses, event.miss);
  ANTRE_ASSERT(closed == 1);
}

void Folder::operator()(const MissExplained& event) {
  ANTRE_ASSERT(std::ranges::find(state_.open_misses, event.miss) != state_.open_misses.end());
}

void Folder::restore_clock(Clock clock, EngineMs ended_ms, CounterId counter) {
  auto share = std::ranges::find(clock.shares, Cause::kVisitorOnWay, &CauseShare::cause);
  if (share == clock.shares.end())
    share = clock.shares.insert(share, CauseShare{Cause::kVisitorOnWay, 0, {}});
  share->ms += entry_.at_ms - ended_ms;
  if (std::ranges::find(share->counters, counter) == share->counters.end())
    share->counters.push_back(counter);
  // Clocks lie in order of their start.
  const auto place = std::ranges::upper_bound(state_.clocks, clock.seq, {}, &Clock::seq);
  state_.clocks.insert(place, std::move(clock));
}

}  // namespace antre::engine
