// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/visits_world.hpp"

#include <chrono>
#include <string>
#include <variant>

namespace antre::forecast {
namespace {

constexpr EngineMs kDayMs = EngineMs{24} * 3600 * 1000;
// How often `progress` is told: often enough for the eye, too seldom to be felt.
constexpr std::size_t kProgressEvery = 4096;

/// The first day of every simulation, a Monday.
Day first_day() {
  using namespace std::chrono;
  const sys_days day{year{2024} / January / 1};
  return Day{static_cast<std::int32_t>(day.time_since_epoch().count())};
}

/// 00:00 of the first day in the hall's zone. The offset that holds there is found by looking
/// where another one would put it.
EngineMs begin_of(const hall::Calendar& calendar) {
  const EngineMs local_ms = kDayMs * first_day().value;
  EngineMs begin = local_ms;
  for (int i = 0; i < 2; ++i) begin = local_ms - EngineMs{1000} * calendar.at(begin).utc_offset_s;
  return begin;
}

}  // namespace

VisitsWorld::VisitsWorld(const HallSettings& hall, const std::vector<Visit>& visits,
                         const SimulateOptions& options)
    : visits_(visits),
      options_(options),
      calendar_(hall),
      begins_ms_(begin_of(calendar_)),
      rows_(visits.size()),
      at_counter_(hall.counters.size(), kNobody) {}

Moment VisitsWorld::moment(EngineMs now) const {
  if (options_.always_open) return Moment{now, 0, first_day(), true};
  return calendar_.moment(now, 0);
}

EngineMs VisitsWorld::next_opening_ms(EngineMs now) {
  if (now < opening_asked_ms_ || now >= opening_ms_) {
    opening_asked_ms_ = now;
    opening_ms_ = calendar_.next_opening(now).value_or(kNever);
  }
  return opening_ms_;
}

EngineMs VisitsWorld::day_ends_ms(EngineMs now) {
  if (options_.always_open) return kNever;
  if (now < day_asked_ms_ || now >= day_ends_ms_) {
    day_asked_ms_ = now;
    day_ends_ms_ = calendar_.day_ends_at(now);
  }
  return day_ends_ms_;
}

const Issue* VisitsWorld::arrive(const engine::State& /*state*/, EngineMs now) {
  const Visit& visit = visits_[next_++];
  if (options_.progress && next_ % kProgressEvery == 0) options_.progress(next_);
  if (!moment(now).hall_open && next_opening_ms(now) >= day_ends_ms(now)) return nullptr;
  issue_.service = visit.service;
  issue_.class_ = visit.class_;
  return &issue_;
}

bool VisitsWorld::comes(const engine::State& state, const engine::Counter& counter,
                        EngineMs now) const {
  const Visit& visit = visits_[at_counter_[place_of(state, counter.id)]];
  return !visit.patience_ms || now - begins_ms_ - visit.arrival_ms <= *visit.patience_ms;
}

EngineMs VisitsWorld::ends_ms(const engine::State& state, const engine::Counter& counter,
                              EngineMs now) const {
  return now + visits_[at_counter_[place_of(state, counter.id)]].service_ms;
}

EngineMs VisitsWorld::calls_ms(const engine::State& state, const engine::Counter& counter,
                               EngineMs now) const {
  const bool used = at_counter_[place_of(state, counter.id)] != kNobody;
  return used ? now + options_.officer_delay_ms : now;
}

void VisitsWorld::saw(const engine::State& state, const Entry& entry) {
  const EngineMs at_ms = entry.at_ms - begins_ms_;
  if (options_.estimates) estimator_.observe(state, entry);
  if (const auto* issue = std::get_if<TicketIssued>(&entry.event)) {
    issued(state, entry, *issue);
  } else if (const auto* called = std::get_if<TicketCalled>(&entry.event)) {
    const std::size_t place = place_of(state, called->counter);
    at_counter_[place] = visit_of_slot_[state.counters[place].ticket];
    SimulatedVisit& row = rows_[at_counter_[place]];
    row.counter = called->counter;
    row.called_ms = at_ms;
    row.auto_called = called->auto_;
  } else if (const auto* started = std::get_if<ServiceStarted>(&entry.event)) {
    rows_[at_counter_[place_of(state, started->counter)]].started_ms = at_ms;
  } else if (const auto* finished = std::get_if<ServiceFinished>(&entry.event)) {
    rows_[at_counter_[place_of(state, finished->counter)]].finished_ms = at_ms;
  } else if (const auto* gone = std::get_if<TicketNoShow>(&entry.event)) {
    rows_[at_counter_[place_of(state, gone->counter)]].finished_ms = at_ms;
  } else if (const auto* clock = std::get_if<ClockStarted>(&entry.event)) {
    row_of(state, clock->of_day, clock->ticket).clock_start_ms = at_ms;
  } else if (const auto* overtaken = std::get_if<TicketOvertaken>(&entry.event)) {
    ++row_of(state, overtaken->of_day, overtaken->ticket).overtaken;
  } else if (const auto* missed = std::get_if<TargetMissed>(&entry.event)) {
    row_of(state, missed->of_day, missed->ticket).missed = true;
  } else if (std::holds_alternative<DayOpened>(entry.event)) {
    day_opened(state);
  }
}

std::size_t VisitsWorld::place_of(const engine::State& state, CounterId id) const {
  return static_cast<std::size_t>(state.counter(id) - state.counters.data());
}

SimulatedVisit& VisitsWorld::row_of(const engine::State& state, const std::optional<Day>& of_day,
                                    const std::string& ticket) {
  const engine::Slot slot = state.slot(of_day.value_or(state.day), ticket);
  ANTRE_ASSERT(slot < visit_of_slot_.size());
  return rows_[visit_of_slot_[slot]];
}

void VisitsWorld::day_opened(const engine::State& state) {
  visit_of_slot_.assign(state.tickets.size(), 0);
  for (std::size_t i = 0; i < state.counters.size(); ++i) {
    const engine::Slot slot = state.counters[i].ticket;
    if (slot != engine::kNoSlot) visit_of_slot_[slot] = at_counter_[i];
  }
}

void VisitsWorld::issued(const engine::State& state, const Entry& entry,
                         const TicketIssued& event) {
  ANTRE_ASSERT(state.tickets.size() == visit_of_slot_.size() + 1);
  visit_of_slot_.push_back(static_cast<Index>(next_ - 1));
  SimulatedVisit& row = rows_[next_ - 1];
  row.ticket = event.ticket;
  if (!options_.estimates) return;
  const Moment now = moment(entry.at_ms);
  std::optional<EngineMs> opens_at_ms;
  if (!now.hall_open) opens_at_ms = next_opening_ms(now.at_ms);
  const auto slot = static_cast<engine::Slot>(visit_of_slot_.size() - 1);
  if (const auto told = estimator_.estimate(state, now, slot, opens_at_ms)) {
    row.estimate_low_s = told->low_s;
    row.estimate_high_s = told->high_s;
  }
}

}  // namespace antre::forecast
