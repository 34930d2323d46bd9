// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/possible_day.hpp"

#include <algorithm>
#include <cmath>

namespace antre::forecast {
namespace {

using engine::Counter;
using engine::kNoSlot;
using engine::LineIndex;
using engine::Slot;
using engine::State;

std::size_t index_of(const State& state, CounterId id) {
  const auto* counter = state.counter(id);
  ANTRE_ASSERT(counter != nullptr);
  return static_cast<std::size_t>(counter - state.counters.data());
}

}  // namespace

PossibleDay::PossibleDay(const Outset& outset, const ServiceTimes& times, const Habits& habits)
    : outset_(outset), times_(times), habits_(habits), rates_(outset.rates.size()) {
  const State& state = outset_.from.state;
  watched_as_.assign(state.tickets.size(), kUnwatched);
  for (std::size_t i = 0; i < outset_.watched.size(); ++i) watched_as_[outset_.watched[i]] = i;
  issue_.class_ = TicketClass::kPriority;
}

PossibleDay::Visit PossibleDay::draw_visit(LineIndex line) {
  Visit visit;
  visit.service_ms = believed_[line].next(random_);
  visit.walk_ms = habits_.walk(random_);
  if (outset_.from.state.hall.calling.start_on_call) visit.walk_ms = 0;
  visit.after_ms = habits_.reaction(random_);
  if (no_shows_ > 0 && std::uniform_real_distribution<double>()(random_) < no_shows_) {
    visit.comes = false;
    visit.patience_ms = habits_.patience(random_);
  }
  return visit;
}

void PossibleDay::draw(std::uint64_t seed) {
  const State& state = outset_.from.state;
  random_.seed(seed);
  believed_.clear();
  for (const auto& line : state.lines) believed_.push_back(times_.believe(line.service, random_));
  no_shows_ = habits_.no_show_share(random_);
  rate_ = 0;
  for (std::size_t i = 0; i < rates_.size(); ++i) {
    std::gamma_distribution<double> seen(static_cast<double>(outset_.rates[i].seen));
    rates_[i] = seen(random_) / static_cast<double>(outset_.rates_over_ms);
    rate_ += rates_[i];
  }
  arrival_ms_ = outset_.now.at_ms;
  draw_arrival();

  visits_.clear();
  visits_.reserve(state.tickets.size() + 16);
  for (const auto& ticket : state.tickets) {
    const bool over =
        ticket.state == TicketState::kFinished || ticket.state == TicketState::kNoShow;
    auto& visit = visits_.emplace_back(over ? Visit{} : draw_visit(ticket.service));
    if (ticket.state == TicketState::kServing)
      visit.service_ms =
          believed_[ticket.service].remaining(outset_.now.at_ms - ticket.started_ms, random_);
  }
  for (const Slot ghost : outset_.ghosts) {
    visits_[ghost].ghost = true;
    visits_[ghost].comes = false;
    visits_[ghost].patience_ms = 0;
    visits_[ghost].after_ms = 0;
  }
  last_left_.clear();
  for (const auto& counter : state.counters) last_left_.push_back(counter.ticket);
  waits_.assign(outset_.watched.size(), kNever);
  missed_.assign(outset_.watched.size(), kNever);
  open_ = outset_.watched.size();
}

PossibleDay::Visit& PossibleDay::visit(const State& state, Slot slot) {
  while (visits_.size() <= slot)
    visits_.push_back(draw_visit(state.tickets[static_cast<Slot>(visits_.size())].service));
  return visits_[slot];
}

void PossibleDay::draw_arrival() {
  if (rate_ <= 0) {
    arrival_ms_ = kNever;
    return;
  }
  arrival_ms_ += 1 + std::llround(std::exponential_distribution<double>(rate_)(random_));
}

const Issue* PossibleDay::arrive(const State& /*state*/, EngineMs /*now*/) {
  double share = std::uniform_real_distribution<double>(0, rate_)(random_);
  std::size_t i = 0;
  while (i + 1 < rates_.size() && share >= rates_[i]) share -= rates_[i++];
  issue_.service = outset_.rates[i].service;
  draw_arrival();
  return &issue_;
}

Moment PossibleDay::moment(EngineMs at) const {
  Moment moment = outset_.now;
  moment.at_ms = at;
  moment.day = outset_.from.state.day;
  moment.hall_open = moment.hall_open || at >= outset_.opens_at_ms;
  return moment;
}

EngineMs PossibleDay::next_opening_ms(EngineMs now) const {
  if (outset_.now.hall_open || outset_.opens_at_ms == kNever) return kNever;
  return std::max(now, outset_.opens_at_ms);
}

bool PossibleDay::comes(const State& state, const Counter& counter, EngineMs /*now*/) {
  return visit(state, counter.ticket).comes;
}

EngineMs PossibleDay::gives_up_ms(const State& state, const Counter& counter, EngineMs now) {
  return now + visit(state, counter.ticket).patience_ms;
}

EngineMs PossibleDay::starts_ms(const State& state, const Counter& counter, EngineMs now) {
  const EngineMs walk = visit(state, counter.ticket).walk_ms;
  if (!beginning_) return now + walk;
  // Called before the forecast began and not there yet: who takes longer than drawn may come at
  // any moment.
  const EngineMs called = state.tickets[counter.ticket].called_ms;
  return called + walk > now ? called + walk : now + walk / 2;
}

EngineMs PossibleDay::ends_ms(const State& state, const Counter& counter, EngineMs now) {
  const Visit& visited = visit(state, counter.ticket);
  return visited.ghost ? now : now + visited.service_ms;
}

EngineMs PossibleDay::calls_ms(const State& state, const Counter& counter, EngineMs now) {
  const auto i = index_of(state, counter.id);
  if (beginning_) {
    if (!outset_.from.just_left[i]) return now;
    return std::max(now, counter.since_ms + habits_.reaction(random_));
  }
  const Slot left = last_left_[i];
  return left == kNoSlot ? now : now + visit(state, left).after_ms;
}

void PossibleDay::settle(Slot slot, EngineMs at) {
  if (slot >= watched_as_.size() || watched_as_[slot] == kUnwatched) return;
  EngineMs& wait = waits_[watched_as_[slot]];
  if (wait != kNever) return;
  wait = at - outset_.now.at_ms;
  --open_;
}

void PossibleDay::saw(const State& state, const Entry& entry) {
  if (const auto* started = std::get_if<ServiceStarted>(&entry.event)) {
    const auto& counter = state.counters[index_of(state, started->counter)];
    settle(counter.ticket, entry.at_ms);
    last_left_[index_of(state, started->counter)] = counter.ticket;
  } else if (const auto* called = std::get_if<TicketCalled>(&entry.event)) {
    const auto i = index_of(state, called->counter);
    const Slot slot = state.counters[i].ticket;
    last_left_[i] = slot;
    // Who does not come in this run would have been served then, had it come.
    const Visit& visited = visit(state, slot);
    if (!visited.comes) settle(slot, entry.at_ms + visited.walk_ms);
  } else if (const auto* missed = std::get_if<TargetMissed>(&entry.event)) {
    const Slot slot = state.slot(missed->of_day.value_or(entry.day), missed->ticket);
    if (slot >= watched_as_.size() || watched_as_[slot] == kUnwatched) return;
    EngineMs& at = missed_[watched_as_[slot]];
    at = std::min(at, entry.at_ms);
  }
}

}  // namespace antre::forecast
