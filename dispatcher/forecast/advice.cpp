// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/advice.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace antre::forecast {
namespace {

/// Half the runs of a forecast would be as long again for each counter tried; with the same visits
/// in both, few tell which is better.
constexpr int kRunsTried = 40;
/// More counters than this are not tried: the first of them by number are as good a start.
constexpr std::size_t kMostTried = 8;

bool has(const std::vector<engine::LineIndex>& lines, engine::LineIndex line) {
  return std::ranges::find(lines, line) != lines.end();
}

/// The watched tickets that probably miss, as indices, in the first `runs` runs.
std::vector<std::size_t> probable(const Outcomes& outcomes, std::size_t runs) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < outcomes.missed.size(); ++i) {
    const auto& all = outcomes.missed[i];
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(runs, all.size()));
    if (miss_percent({all.begin(), end}) >= kProbablePercent) found.push_back(i);
  }
  return found;
}

bool is_ghost(const Outset& outset, std::size_t watched) {
  return std::ranges::find(outset.ghosts, outset.watched[watched]) != outset.ghosts.end();
}

/// Whether a counter that is staffed from now on could take one of these tickets.
bool could_help(const Outset& outset, const engine::Counter& counter,
                const std::vector<std::size_t>& misses) {
  const auto& state = outset.from.state;
  if (counter.state != CounterState::kClosed && counter.state != CounterState::kOnBreak)
    return false;
  return std::ranges::any_of(misses, [&](std::size_t i) {
    const auto& ticket = state.tickets[outset.watched[i]];
    const bool helps = has(counter.secondary, ticket.line) &&
                       state.hall.selection.secondary != SecondaryRule::kNever;
    return helps || has(counter.primary, ticket.line);
  });
}

}  // namespace

int miss_percent(const std::vector<EngineMs>& missed) {
  if (missed.empty()) return 0;
  const auto count = std::ranges::count_if(missed, [](EngineMs at) { return at != kNever; });
  return static_cast<int>(100 * count / static_cast<std::ptrdiff_t>(missed.size()));
}

std::vector<Advice> advise(const Outset& outset, const Outcomes& outcomes,
                           const ServiceTimes& times, const Habits& habits) {
  const auto runs = std::min<std::size_t>(kRunsTried, outcomes.runs);
  auto misses = probable(outcomes, runs);
  std::erase_if(misses, [&](std::size_t i) { return is_ghost(outset, i); });
  std::vector<Advice> advice;
  if (misses.empty()) return advice;

  std::size_t tried = 0;
  for (const auto& counter : outset.from.state.counters) {
    if (tried == kMostTried) break;
    if (!could_help(outset, counter, misses)) continue;
    ++tried;
    const bool closed = counter.state == CounterState::kClosed;
    Outset other = outset;
    const Command command =
        closed ? Command{OpenCounter{counter.id, "+" + std::to_string(counter.id.value)}}
               : Command{ResumeCounter{counter.id}};
    if (!carry_out_here(other, command)) continue;
    const Outcomes then = run_forward(other, times, habits, static_cast<int>(runs));
    if (outset.stop.stop_requested()) return {};
    auto left = probable(then, runs);
    std::erase_if(left, [&](std::size_t i) { return is_ghost(outset, i); });
    // Who would miss only then counts against it.
    const int avoids = static_cast<int>(misses.size()) - static_cast<int>(left.size());
    if (avoids > 0) advice.push_back({closed ? "open" : "resume", counter.id, avoids});
  }
  std::ranges::sort(advice, {}, [](const Advice& a) {
    return std::tuple{-a.avoids, a.action != "resume", a.counter};
  });
  return advice;
}

}  // namespace antre::forecast
