// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/runs.hpp"

#include <algorithm>
#include <utility>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/forecast/possible_day.hpp"

namespace antre::forecast {
namespace {

using engine::Slot;
using engine::State;

/// The rate of priority arrivals is that of the last hour, measured over 10 minutes at least: the
/// first one of a morning does not mean one a minute.
constexpr EngineMs kRateOverMs = EngineMs{60} * 60 * 1000;
constexpr EngineMs kRateLeastMs = EngineMs{10} * 60 * 1000;

/// Seeds of neighbouring runs are far from each other.
constexpr std::uint64_t kSeedStep = 0x9E3779B97F4A7C15;

void measure_rates(const State& state, Outset& outset) {
  EngineMs first = outset.now.at_ms;
  const EngineMs since = outset.now.at_ms - kRateOverMs;
  for (const auto& ticket : state.tickets) {
    if (ticket.day != state.day) continue;
    first = std::min(first, ticket.issued_ms);
    if (ticket.class_ != TicketClass::kPriority || ticket.issued_ms <= since) continue;
    if (ticket.count == 0 || ticket.channel == Channel::kAppointment) continue;
    const auto& line = state.lines[ticket.home];
    if (line.service.value.empty() || line.retired || line.paused) continue;
    const auto rate = std::ranges::find(outset.rates, line.service, &Outset::Rate::service);
    if (rate != outset.rates.end())
      ++rate->seen;
    else
      outset.rates.push_back({line.service, 1});
  }
  outset.rates_over_ms = std::clamp(outset.now.at_ms - first, kRateLeastMs, kRateOverMs);
}

/// Folds events into a state, without a journal.
class Folding final : public engine::Scribe {
 public:
  Folding(State& state, const Moment& now) : state_(state), now_(now) {}

  void write(Event event) override {
    Entry entry;
    entry.day = engine::entry_day(state_, event, now_);
    entry.seq = state_.seq + 1;
    entry.at_ms = std::max(state_.at_ms, now_.at_ms);
    if (now_.wall_offset_ms != 0) entry.wall_offset_ms = now_.wall_offset_ms;
    entry.event = std::move(event);
    engine::apply(state_, entry);
  }

 private:
  State& state_;
  const Moment& now_;
};

}  // namespace

Outset outset(const State& state, const Moment& now) {
  Outset made;
  made.from = compact(state);
  made.now = now;
  made.now.at_ms = std::max(now.at_ms, state.at_ms);
  measure_rates(state, made);
  const auto& tickets = made.from.state.tickets;
  for (Slot slot = 0; slot < tickets.size(); ++slot) {
    const auto& ticket = tickets[slot];
    const bool waits_to_open =
        ticket.state == TicketState::kBooked && ticket.place_ms <= made.now.at_ms;
    if (ticket.state == TicketState::kWaiting || ticket.state == TicketState::kCalled ||
        waits_to_open)
      made.watched.push_back(slot);
  }
  return made;
}

bool carry_out_here(Outset& outset, const Command& command) {
  engine::Context context;
  context.now = outset.now;
  context.now.day = outset.from.state.day;
  context.early_numbers = true;
  Folding folding{outset.from.state, context.now};
  return engine::carry_out(outset.from.state, command, context, folding).has_value();
}

void add_ghosts(Outset& outset) {
  State& state = outset.from.state;
  for (const auto& service : state.hall.services) {
    Issue issue;
    issue.service = service.id;
    const auto slot = static_cast<Slot>(state.tickets.size());
    if (!carry_out_here(outset, issue)) continue;
    outset.ghosts.push_back(slot);
    outset.watched.push_back(slot);
  }
}

Outcomes run_forward(const Outset& outset, const ServiceTimes& times, const Habits& habits,
                     int runs) {
  Outcomes outcomes;
  outcomes.runs = static_cast<std::size_t>(std::max(runs, 0));
  outcomes.waits.resize(outset.watched.size());
  outcomes.missed.resize(outset.watched.size());
  for (auto& waits : outcomes.waits) waits.reserve(outcomes.runs);
  for (auto& missed : outcomes.missed) missed.reserve(outcomes.runs);

  const VirtualHall base{outset.from.state};
  VirtualHall hall = base;
  PossibleDay day{outset, times, habits};
  for (std::size_t run = 0; run < outcomes.runs && !outset.stop.stop_requested(); ++run) {
    day.draw(outset.seed + kSeedStep * (run + 1));
    hall = base;
    day.set_beginning(true);
    hall.begin(day, outset.now.at_ms);
    day.set_beginning(false);
    hall.run(day, outset.now.at_ms + outset.horizon_ms);
    for (std::size_t i = 0; i < outset.watched.size(); ++i) {
      outcomes.waits[i].push_back(day.waits()[i]);
      outcomes.missed[i].push_back(day.missed()[i]);
    }
  }
  return outcomes;
}

}  // namespace antre::forecast
