// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/forecast.hpp"

#include <algorithm>
#include <utility>

#include "dispatcher/forecast/advice.hpp"
#include "dispatcher/forecast/range.hpp"
#include "dispatcher/forecast/runs.hpp"

namespace antre::forecast {
namespace {

/// Tickets times runs: a hall with a thousand waiting still has all its runs, and one with a
/// hundred thousand is looked at in a second instead of in a minute.
constexpr std::size_t kMostVisits = 200'000;
constexpr int kFewestRuns = 10;

int runs_for(std::size_t tickets, int wanted) {
  const auto affordable = static_cast<int>(kMostVisits / std::max<std::size_t>(tickets, 1));
  return std::min(wanted, std::max(affordable, kFewestRuns));
}

/// The moment in the middle of those runs in which the ticket misses.
EngineMs median_miss(std::vector<EngineMs> missed) {
  std::erase(missed, kNever);
  const auto middle = missed.begin() + static_cast<std::ptrdiff_t>(missed.size() / 2);
  std::ranges::nth_element(missed, middle);
  return *middle;
}

/// How long somebody of each service who takes a number now waits.
void tell_expected(const Outset& outset, const Outcomes& outcomes, std::size_t ghosts_from,
                   Forecast& forecast) {
  const auto& state = outset.from.state;
  for (std::size_t i = ghosts_from; i < outset.watched.size(); ++i) {
    const auto range = range_of(outcomes.waits[i], outset.horizon_ms);
    if (!range) continue;
    const auto& line = state.lines[state.tickets[outset.watched[i]].service];
    forecast.reply.expected.push_back({line.service, range->low_s, range->high_s});
  }
}

void tell_tickets(const Outset& outset, const Outcomes& outcomes, std::size_t count,
                  Forecast& forecast) {
  const auto& state = outset.from.state;
  std::vector<std::pair<EngineMs, std::size_t>> order;
  for (std::size_t i = 0; i < count; ++i)
    order.emplace_back(state.tickets[outset.watched[i]].place_ms, i);
  std::ranges::sort(order);
  for (const auto& [place, i] : order) {
    const auto& ticket = state.tickets[outset.watched[i]];
    TicketOutlook outlook;
    outlook.ticket = {ticket.day, ticket.number};
    outlook.miss_percent = miss_percent(outcomes.missed[i]);
    if (const auto range = range_of(outcomes.waits[i], outset.horizon_ms)) {
      outlook.low_s = range->low_s;
      outlook.high_s = range->high_s;
    } else {
      outlook.low_s = static_cast<int>(outset.horizon_ms / 1000);
      outlook.high_s = outlook.low_s;
    }
    if (outlook.miss_percent >= kProbablePercent) {
      ProbableMiss miss;
      miss.ticket = ticket.number;
      miss.day = ticket.day;
      miss.service = state.lines[ticket.service].service;
      miss.percent = outlook.miss_percent;
      miss.at_wall_ms = median_miss(outcomes.missed[i]) + outset.now.wall_offset_ms;
      forecast.reply.misses.push_back(std::move(miss));
    }
    forecast.tickets.push_back(std::move(outlook));
  }
  std::ranges::stable_sort(forecast.reply.misses, {}, &ProbableMiss::at_wall_ms);
}

}  // namespace

Forecast make_forecast(const engine::State& state, const Moment& now, const ServiceTimes& times,
                       const Habits& habits, const ForecastOptions& options) {
  Forecast forecast;
  forecast.reply.at_wall_ms = now.at_ms + now.wall_offset_ms;
  if (!state.opened || options.runs <= 0) return forecast;
  Outset from = outset(state, now);
  const int runs = runs_for(from.watched.size(), options.runs);
  forecast.reply.runs = runs;
  from.seed = options.seed;
  from.horizon_ms = options.horizon_ms;
  from.opens_at_ms = options.opens_at_ms.value_or(kNever);
  from.now.hall_open = now.hall_open || options.always_open;
  const std::size_t tickets = from.watched.size();
  from.stop = options.stop;
  add_ghosts(from);
  const Outcomes outcomes = run_forward(from, times, habits, runs);
  if (options.stop.stop_requested()) return forecast;
  tell_expected(from, outcomes, tickets, forecast);
  tell_tickets(from, outcomes, tickets, forecast);
  if (options.advice && !forecast.reply.misses.empty())
    forecast.reply.advice = advise(from, outcomes, times, habits);
  return forecast;
}

Forecast make_forecast(const engine::State& state, const Moment& now, const ServiceTimes& times,
                       const ForecastOptions& options) {
  return make_forecast(state, now, times, habits_of(state), options);
}

}  // namespace antre::forecast
