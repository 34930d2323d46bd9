// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/habits.hpp"

#include <algorithm>

namespace antre::forecast {
namespace {

constexpr EngineMs kUnseenReactionMs = 20'000;
constexpr EngineMs kUnseenWalkMs = 20'000;
constexpr EngineMs kUnseenPatienceMs = 120'000;

/// An officer who takes longer than this was away, which is no habit; a hall that wants to know
/// about it has breaks.
constexpr EngineMs kLongestMs = EngineMs{30} * 60 * 1000;

EngineMs up_to(EngineMs most, Random& random) {
  return std::uniform_int_distribution<EngineMs>(0, most)(random);
}

}  // namespace

void Habits::Ring::add(EngineMs ms) {
  if (ms < 0 || ms > kLongestMs) return;
  if (values.size() < kKept)
    values.push_back(ms);
  else
    values[next] = ms;
  next = (next + 1) % kKept;
  ++seen;
}

EngineMs Habits::Ring::any(EngineMs at_most_unseen, Random& random) const {
  const auto index = std::uniform_int_distribution<std::size_t>(0, values.size())(random);
  return index < values.size() ? values[index] : up_to(at_most_unseen, random);
}

void Habits::add_reaction(EngineMs ms) {
  reactions_.add(ms);
}

void Habits::add_walk(EngineMs ms) {
  walks_.add(ms);
}

void Habits::add_no_show(EngineMs called_ms) {
  no_shows_.add(called_ms);
}

EngineMs Habits::reaction(Random& random) const {
  return reactions_.any(kUnseenReactionMs, random);
}

EngineMs Habits::walk(Random& random) const {
  return walks_.any(kUnseenWalkMs, random);
}

double Habits::no_show_share(Random& random) const {
  // Where nobody ever stayed away, a guess would only make every range wider.
  if (no_shows_.seen == 0) return 0;
  // A beta posterior from two gammas.
  std::gamma_distribution<double> away(static_cast<double>(no_shows_.seen));
  std::gamma_distribution<double> came(static_cast<double>(walks_.seen) + 1.0);
  const double a = away(random);
  return a / (a + came(random));
}

EngineMs Habits::patience(Random& random) const {
  return no_shows_.any(kUnseenPatienceMs, random);
}

Habits habits_of(const engine::State& state) {
  Habits habits;
  std::vector<const engine::Ticket*> called;
  for (const auto& ticket : state.tickets)
    if (ticket.counter.value != 0) called.push_back(&ticket);
  std::ranges::sort(called, {}, [](const engine::Ticket* ticket) { return ticket->called_ms; });

  std::map<CounterId, const engine::Ticket*> last;
  for (const auto* ticket : called) {
    auto& before = last[ticket->counter];
    // Only who waited already when the visitor before left says how long the officer took.
    if (before != nullptr && before->ended_ms > 0 && ticket->place_ms <= before->ended_ms)
      habits.add_reaction(ticket->called_ms - before->ended_ms);
    before = ticket;
    if (ticket->state == TicketState::kNoShow)
      habits.add_no_show(ticket->ended_ms - ticket->called_ms);
    else if (ticket->served)
      habits.add_walk(ticket->started_ms - ticket->called_ms);
  }
  return habits;
}

}  // namespace antre::forecast
