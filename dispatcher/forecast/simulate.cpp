// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/simulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/forecast/virtual_hall.hpp"
#include "dispatcher/forecast/visits_world.hpp"
#include "hall/calendar.hpp"

namespace antre::forecast {
namespace {

constexpr double kMsPerSecond = 1000;

/// The hall as it decides: what only screens and paper need is left out, as it would be copied with
/// each day, and so is what the file of visits says instead.
HallSettings deciding(const HallSettings& hall, const SimulateOptions& options) {
  HallSettings bare;
  bare.id = hall.id;
  bare.time_zone = hall.time_zone;
  bare.languages = hall.languages;
  bare.day_starts_min = hall.day_starts_min;
  if (!options.always_open) bare.hours = hall.hours;
  bare.target = hall.target;
  bare.selection = hall.selection;
  bare.calling = hall.calling;
  bare.calling.no_show_after_s = 0;
  bare.calling.start_on_call = false;
  if (!options.auto_call) bare.target.auto_call = false;
  for (const auto& service : hall.services) {
    ServiceSettings& kept = bare.services.emplace_back();
    kept.id = service.id;
    kept.digits = service.digits;
    kept.target = service.target;
    if (!options.auto_call) kept.target.auto_call = false;
  }
  for (const auto& counter : hall.counters) {
    CounterSettings& kept = bare.counters.emplace_back();
    kept.id = counter.id;
    kept.primary = counter.primary;
    kept.secondary = counter.secondary;
  }
  return bare;
}

std::optional<Error> wrong(const HallSettings& hall, const std::vector<Visit>& visits,
                           const SimulateOptions& options) {
  const auto invalid = [](std::string detail) {
    return Error{ErrorCode::kInvalid, std::move(detail)};
  };
  const auto counters = static_cast<int>(hall.counters.size());
  if (options.counters && (*options.counters < 1 || *options.counters > counters))
    return invalid(fmt::format("{} counters cannot be staffed; the hall has {}, expected 1 to {}",
                               *options.counters, counters, counters));
  if (options.officer_delay_ms < 0 || options.walk_ms < 0)
    return invalid("a delay or walk of less than 0 s; expected seconds from 0");
  if (!hall::known_time_zone(hall.time_zone))
    return invalid(
        fmt::format("this machine does not know the hall's time zone {}; install the "
                    "package tzdata",
                    hall.time_zone));
  for (const Visit& visit : visits)
    if (hall.service(visit.service) == nullptr)
      return invalid(fmt::format("the hall has no service {}", visit.service.value));
  if (!std::ranges::is_sorted(visits, {}, &Visit::arrival_ms))
    return invalid("the visits are not in the order of their arrival");
  return std::nullopt;
}

void append(std::string& out, const std::optional<EngineMs>& ms) {
  out += ',';
  if (ms) out += seconds_text(*ms);
}

void append(std::string& out, const std::optional<int>& value) {
  out += ',';
  if (value) out += std::to_string(*value);
}

}  // namespace

Result<std::vector<SimulatedVisit>> simulate(const HallSettings& hall,
                                             const std::vector<Visit>& visits,
                                             const SimulateOptions& options) {
  if (const auto error = wrong(hall, visits, options)) return *error;
  const HallSettings bare = deciding(hall, options);
  VisitsWorld world(bare, visits, options);
  const EngineMs begins = world.begins_ms();
  const auto counters =
      static_cast<std::size_t>(options.counters.value_or(static_cast<int>(hall.counters.size())));
  VirtualHall virtual_hall(open_day(bare, world.moment(begins), counters));
  virtual_hall.begin(world, begins);
  virtual_hall.run(world);
  if (const auto& error = world.refused()) return *error;
  return world.take_rows();
}

SimulateSummary summary(const std::vector<Visit>& visits,
                        const std::vector<SimulatedVisit>& simulated) {
  ANTRE_ASSERT(visits.size() == simulated.size());
  SimulateSummary sum;
  std::vector<EngineMs> waits;
  waits.reserve(simulated.size());
  for (std::size_t i = 0; i < simulated.size(); ++i) {
    const SimulatedVisit& visit = simulated[i];
    if (!visit.ticket.empty()) ++sum.tickets;
    if (visit.missed) ++sum.missed;
    if (!visit.started_ms) continue;
    if (!visit.missed) ++sum.met;
    waits.push_back(*visit.started_ms - visits[i].arrival_ms);
  }
  if (sum.met + sum.missed > 0)
    sum.attainment = static_cast<double>(sum.met) / static_cast<double>(sum.met + sum.missed);
  if (waits.empty()) return sum;
  std::ranges::sort(waits);
  const auto n = static_cast<double>(waits.size());
  const auto rank = [&](double share) {
    const auto nth = static_cast<std::size_t>(std::ceil(share * n));
    return static_cast<double>(waits[std::clamp<std::size_t>(nth, 1, waits.size()) - 1]) /
           kMsPerSecond;
  };
  sum.wait_mean_s = static_cast<double>(std::accumulate(waits.begin(), waits.end(), EngineMs{0})) /
                    n / kMsPerSecond;
  sum.wait_p50_s = rank(0.5);
  sum.wait_p90_s = rank(0.9);
  sum.wait_p99_s = rank(0.99);
  return sum;
}

const char* const kSimulatedColumns =
    "ticket,service,class,arrival_s,called_s,started_s,finished_s,counter,clock_start_s,overtaken,"
    "missed,auto_called,estimate_low_s,estimate_high_s";

void append_row(std::string& out, const Visit& visit, const SimulatedVisit& simulated) {
  out += simulated.ticket;
  out += ',';
  out += visit.service.value;
  out += visit.class_ == TicketClass::kPriority ? ",priority" : ",regular";
  append(out, std::optional{visit.arrival_ms});
  if (simulated.ticket.empty()) {
    out += ",,,,,,,,,,\n";
    return;
  }
  append(out, simulated.called_ms);
  append(out, simulated.started_ms);
  append(out, simulated.finished_ms);
  append(out, simulated.counter.value != 0 ? std::optional{simulated.counter.value} : std::nullopt);
  append(out, simulated.clock_start_ms);
  append(out, std::optional{simulated.overtaken});
  out += simulated.missed ? ",1" : ",0";
  out += simulated.auto_called ? ",1" : ",0";
  append(out, simulated.estimate_low_s);
  append(out, simulated.estimate_high_s);
  out += '\n';
}

}  // namespace antre::forecast
