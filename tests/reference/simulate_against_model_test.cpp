// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "dispatcher/forecast/simulate.hpp"
#include "tests/reference/halls.hpp"
#include "tests/reference/simulate.hpp"

using namespace antre;
using namespace antre::reference;

namespace {

/// A visit as plain numbers, so that a failure shrinks: time since the one before, service, class,
/// service time, patience.
using Drawn = std::tuple<int, int, int, int, int>;
/// A hall and a run as plain numbers.
struct Setting {
  int hall = 0;
  int counters = 0;
  int delay = 0;
  int walk = 0;
  int hours = 0;
  bool auto_call = true;
};

template <std::size_t N>
EngineMs one_of(const std::array<EngineMs, N>& choices, int n) {
  return choices[static_cast<std::size_t>(n) % N];
}

/// Whole minutes meet the marks of other clocks exactly; odd milliseconds show any rounding.
EngineMs gap(int n) {
  return one_of<12>(
      {0, 0, 1'000, 20'000, 30'000, 60'000, 60'000, 120'000, 180'000, 300'000, 61'237, 45'501}, n);
}

EngineMs service_time(int n) {
  return one_of<10>(
      {0, 60'000, 120'000, 180'000, 300'000, 300'000, 480'000, 540'000, 333'333, 97'001}, n);
}

std::optional<EngineMs> patience(int n) {
  if (n % 4 != 0) return std::nullopt;
  return one_of<5>({0, 60'000, 300'000, 600'000, 540'000}, n / 4);
}

HallSettings hall_of(const Setting& setting) {
  const auto variant = setting.hall;
  auto hall = make_hall("RKP", {{"RK", "P"}, {"P", "R"}, {"R", ""}, {"K", "RP"}});
  hall.selection.priority_burst = 1 + variant % 3;
  hall.selection.secondary = static_cast<SecondaryRule>(variant / 3 % 3);
  if (variant % 2 == 0) hall.services[1].target = {300, 120, 180, 240, true};
  if (variant % 5 == 0) hall.services[2].target.auto_call = false;
  if (variant % 4 == 3) hall.services[0].target = {120, 60, 60, 120, true};
  if (variant % 6 == 5) hall.counters[0].primary = {{"P"}};
  if (setting.hours == 1)
    hall.hours = {false, {{0, 8 * 60, 9 * 60}, {0, 10 * 60, 11 * 60}, {1, 8 * 60, 24 * 60}}, {}};
  if (setting.hours == 2)
    hall.hours = {false, {{0, 8 * 60, 24 * 60}, {1, 0, 60}, {2, 0, 60}}, {{19'724}}};
  return hall;
}

/// When the first visitor comes: near an opening, a closing or midnight.
EngineMs first_ms(const Setting& setting, int n) {
  constexpr EngineMs kMinute = 60'000;
  constexpr EngineMs kHour = 60 * kMinute;
  if (setting.hours == 0) return 0;
  if (setting.hours == 1)
    return one_of<4>({8 * kHour - 10 * kMinute, 9 * kHour - 20 * kMinute, 10 * kHour - 5 * kMinute,
                      11 * kHour - 10 * kMinute},
                     n);
  return one_of<2>({24 * kHour - 30 * kMinute, 48 * kHour - 20 * kMinute}, n);
}

std::vector<Visit> visits_of(const Setting& setting, int first, const std::vector<Drawn>& drawn) {
  static const std::array<std::string, 5> services{"R", "K", "P", "R", "R"};
  std::vector<Visit> visits;
  EngineMs at = first_ms(setting, first);
  for (const auto& [after, service, rank, takes, patient] : drawn) {
    at += gap(after);
    visits.push_back({at,
                      {services[static_cast<std::size_t>(service) % services.size()]},
                      rank % 4 == 0 ? TicketClass::kPriority : TicketClass::kRegular,
                      service_time(takes),
                      patience(patient)});
  }
  return visits;
}

std::vector<Row> product(const HallSettings& hall, const std::vector<Visit>& visits,
                         const Run& run) {
  std::vector<forecast::Visit> file;
  file.reserve(visits.size());
  for (const auto& visit : visits)
    file.push_back(
        {visit.arrival_ms, visit.service, visit.class_, visit.service_ms, visit.patience_ms});
  forecast::SimulateOptions options;
  options.counters = run.counters;
  options.officer_delay_ms = run.officer_delay_ms;
  options.walk_ms = run.walk_ms;
  options.auto_call = run.auto_call;
  options.always_open = run.always_open;
  const auto simulated = forecast::simulate(hall, file, options);
  if (!simulated) RC_FAIL(simulated.error().detail);
  std::vector<Row> rows;
  rows.reserve(simulated->size());
  for (const auto& visit : *simulated) {
    rows.push_back({visit.ticket, visit.called_ms, visit.started_ms, visit.finished_ms,
                    std::nullopt, visit.clock_start_ms, visit.overtaken, visit.missed,
                    visit.auto_called});
    if (visit.counter.value != 0) rows.back().counter = visit.counter;
  }
  return rows;
}

std::string said(const std::optional<EngineMs>& ms) {
  return ms ? std::to_string(*ms) : "-";
}

std::string said(const Row& row) {
  return fmt::format("{} called {} started {} finished {} at {} clock {} overtaken {}{}{}",
                     row.ticket, said(row.called_ms), said(row.started_ms), said(row.finished_ms),
                     row.counter ? row.counter->value : 0, said(row.clock_start_ms), row.overtaken,
                     row.missed ? " missed" : "", row.auto_called ? " auto" : "");
}

/// What both make of the visits, for a person who has to judge.
std::string story(const std::vector<Visit>& visits, const std::vector<Row>& theirs,
                  const std::vector<Row>& ours) {
  std::string text;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const auto& visit = visits[i];
    text += fmt::format("{} {} {} takes {} patience {}\n  engine {}\n", visit.arrival_ms,
                        visit.service.value,
                        visit.class_ == TicketClass::kPriority ? "priority" : "regular",
                        visit.service_ms, said(visit.patience_ms), said(theirs[i]));
    if (theirs[i] != ours[i]) text += fmt::format("  MODEL  {}\n", said(ours[i]));
  }
  return text;
}

void compare(const Setting& setting, int first, const std::vector<Drawn>& drawn) {
  const auto hall = hall_of(setting);
  const auto visits = visits_of(setting, first, drawn);
  Run run;
  if (setting.counters > 0) run.counters = setting.counters;
  run.officer_delay_ms = one_of<4>({0, 60'000, 700'000, 30'500}, setting.delay);
  run.walk_ms = one_of<4>({0, 30'000, 60'000, 700'000}, setting.walk);
  run.auto_call = setting.auto_call;
  run.always_open = setting.hours == 0;
  const auto theirs = product(hall, visits, run);
  const auto ours = simulate(hall, visits, run);
  if (theirs != ours)
    RC_FAIL(fmt::format("hall {} hours {} counters {} delay {} walk {} auto-call {}\n{}",
                        setting.hall, setting.hours, setting.counters, run.officer_delay_ms,
                        run.walk_ms, run.auto_call, story(visits, theirs, ours)));
}

rc::Gen<std::vector<Drawn>> days() {
  const auto number = rc::gen::inRange(0, 60);
  return rc::gen::scale(1.0, rc::gen::container<std::vector<Drawn>>(rc::gen::resize(
                                 100, rc::gen::tuple(number, number, number, number, number))));
}

Setting some_setting(int hours) {
  Setting setting;
  setting.hall = *rc::gen::inRange(0, 180);
  setting.counters = *rc::gen::inRange(0, 5);
  setting.delay = *rc::gen::inRange(0, 4);
  setting.walk = *rc::gen::inRange(0, 4);
  setting.hours = hours;
  setting.auto_call = *rc::gen::inRange(0, 3) != 0;
  return setting;
}

}  // namespace

TEST_SUITE("reference/simulate-against-model") {
  TEST_CASE("an endless day in any hall is simulated as the model does it") {
    CHECK(rc::check("always open", [] { compare(some_setting(0), 0, *days()); }));
  }

  TEST_CASE("days with opening hours are simulated as the model does it") {
    CHECK(rc::check("hours", [] {
      compare(some_setting(*rc::gen::inRange(1, 3)), *rc::gen::inRange(0, 4), *days());
    }));
  }
}
