// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/estimator.hpp"

#include <algorithm>

#include "dispatcher/forecast/runs.hpp"

namespace antre::forecast {
namespace {

/// As far ahead as a forecast looks.
constexpr EngineMs kHorizonMs = EngineMs{8} * 3600 * 1000;

/// Services run through for one estimate. Behind many people the sum of their times is near normal
/// and ten runs tell its mean and deviation (range.hpp); near the front it is not, but a run
/// costs little.
constexpr std::size_t kServicesRun = 1500;
constexpr std::size_t kLeastRuns = 10;
constexpr std::size_t kMostRuns = 200;

/// The counter of an event at which a visitor's time ends or begins, and the ticket that it names.
const engine::Ticket* ticket_of(const engine::State& state, const std::optional<Day>& of_day,
                                const std::string& number) {
  return state.ticket({of_day.value_or(state.day), number});
}

}  // namespace

void Estimator::observe(const engine::State& state, const Entry& entry) {
  if (const auto* finished = std::get_if<ServiceFinished>(&entry.event)) {
    if (const auto* ticket = ticket_of(state, finished->of_day, finished->ticket))
      times_.add(state.lines[ticket->service].service, ticket->ended_ms - ticket->started_ms);
    left_[finished->counter] = entry.at_ms;
  } else if (const auto* no_show = std::get_if<TicketNoShow>(&entry.event)) {
    habits_.add_no_show(no_show->called_ms);
    left_[no_show->counter] = entry.at_ms;
  } else if (const auto* called = std::get_if<TicketCalled>(&entry.event)) {
    const auto left = left_.find(called->counter);
    if (left == left_.end()) return;
    const auto* ticket = ticket_of(state, called->of_day, called->ticket);
    // Only who waited already when the visitor before left says how long the officer took.
    if (ticket != nullptr && !called->auto_ && ticket->place_ms <= left->second)
      habits_.add_reaction(entry.at_ms - left->second);
    left_.erase(left);
  } else if (const auto* started = std::get_if<ServiceStarted>(&entry.event)) {
    if (const auto* ticket = ticket_of(state, started->of_day, started->ticket))
      habits_.add_walk(entry.at_ms - ticket->called_ms);
  }
}

std::optional<WaitRange> Estimator::estimate(const engine::State& state, const Moment& now,
                                             engine::Slot ticket,
                                             std::optional<EngineMs> opens_at_ms) {
  Outset from = outset(state, now);
  from.seed = random_();
  from.horizon_ms = kHorizonMs;
  from.opens_at_ms = opens_at_ms.value_or(kNever);
  const std::size_t people = std::max<std::size_t>(from.watched.size(), 1);
  const auto here = std::ranges::find(from.from.original, ticket);
  if (here == from.from.original.end()) return std::nullopt;
  from.watched = {static_cast<engine::Slot>(here - from.from.original.begin())};
  const auto runs = std::clamp(kServicesRun / people, kLeastRuns, kMostRuns);
  const Outcomes outcomes = run_forward(from, times_, habits_, static_cast<int>(runs));
  return range_of(outcomes.waits.front(), kHorizonMs);
}

}  // namespace antre::forecast
