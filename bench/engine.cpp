// SPDX-License-Identifier: Apache-2.0
#include "bench/engine.hpp"

#include <malloc.h>

#include <random>
#include <stdexcept>
#include <utility>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/forecast/forecast.hpp"
#include "dispatcher/forecast/simulate.hpp"

namespace antre::bench {
namespace {

HallSettings hall_of(int services, int counters) {
  HallSettings hall;
  hall.id = "bench";
  hall.name = {{"id", "Bench"}};
  for (int i = 0; i < services; ++i) {
    ServiceSettings service;
    service.id = {std::string(1, static_cast<char>('A' + i))};
    service.name = {{"id", service.id.value}};
    hall.services.push_back(std::move(service));
  }
  for (int i = 0; i < counters; ++i) {
    CounterSettings counter;
    counter.id = {i + 1};
    counter.primary = {hall.services[static_cast<std::size_t>(i % services)].id};
    counter.secondary = {hall.services[static_cast<std::size_t>((i + 1) % services)].id};
    if (counter.secondary == counter.primary) counter.secondary.clear();
    hall.counters.push_back(std::move(counter));
  }
  return hall;
}

/// An engine that folds and, when asked, keeps what it folded.
class Desk final : public engine::Scribe {
 public:
  explicit Desk(const HallSettings& hall) {
    context_.now.at_ms = 1'800'000'000'000;
    context_.now.day = {20'800};
    for (auto& event : engine::turn_day(state_, hall, context_)) write(std::move(event));
  }
  void write(Event event) override {
    Entry entry{state_.seq + 1, context_.now.day, context_.now.at_ms, {}, std::move(event)};
    engine::apply(state_, entry);
    if (keep_) entries_.push_back(std::move(entry));
  }
  void run(const Command& command) {
    const auto done = engine::carry_out(state_, command, context_, *this);
    if (!done) throw std::runtime_error(done.error().detail);
  }
  void pass(EngineMs ms) { context_.now.at_ms += ms; }
  void keep() { keep_ = true; }
  [[nodiscard]] const engine::State& state() const { return state_; }
  [[nodiscard]] const Moment& now() const { return context_.now; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  engine::State state_;
  engine::Context context_;
  std::vector<Entry> entries_;
  bool keep_ = false;
};

Issue ticket_of(int i, int services) {
  Issue issue;
  issue.service = {std::string(1, static_cast<char>('A' + i % services))};
  issue.class_ = i % 7 == 0 ? TicketClass::kPriority : TicketClass::kRegular;
  issue.code = "K7M2P9XWQ4";
  return issue;
}

/// One call and the rest of a visit, after which as many wait as before.
void visit(Desk& desk, int i, Samples* samples) {
  const CounterId counter{1};
  const double before = now_us();
  desk.run(Call{counter, {}});
  if (samples != nullptr) samples->add(now_us() - before);
  desk.run(Start{counter});
  desk.pass(10);
  desk.run(Finish{counter, Outcome::kServed});
  desk.run(ticket_of(i, 2));
}

}  // namespace

void engine_call(std::vector<Figure>& figures) {
  constexpr int kTurns = 20;
  constexpr int kCalls = 1000;
  Desk few(hall_of(2, 1));
  Desk many(hall_of(2, 1));
  for (int i = 0; i < 100; ++i) few.run(ticket_of(i, 1));
  for (int i = 0; i < 100'000; ++i) many.run(ticket_of(i, 1));
  few.run(OpenCounter{{1}, "bench"});
  many.run(OpenCounter{{1}, "bench"});
  Samples with_few;
  Samples with_many;
  // In turns, so that what disturbs the machine disturbs both.
  for (int turn = 0; turn < kTurns; ++turn) {
    for (int i = 0; i < kCalls; ++i) visit(few, 0, i < kCalls / 10 ? nullptr : &with_few);
    for (int i = 0; i < kCalls; ++i) visit(many, 0, i < kCalls / 10 ? nullptr : &with_many);
  }
  const double few_us = with_few.quantile(0.5);
  const double many_us = with_many.quantile(0.5);
  report(figures,
         {"engine: a call, 100 waiting, p50", few_us, 2, "us", few_us / 2, "< 2 us", few_us < 2});
  report(figures, {"engine: a call, 100,000 waiting, p50", many_us, few_us, "us", many_us / few_us,
                   "<= 1.50", many_us / few_us <= 1.5});
}

void engine_replay(std::vector<Figure>& figures) {
  constexpr int kTickets = 100'000;
  const auto hall = hall_of(4, 8);
  std::vector<Entry> entries;
  {
    Desk desk(hall);
    desk.keep();
    for (int i = 1; i <= 8; ++i) desk.run(OpenCounter{{i}, "officer " + std::to_string(i)});
    for (int i = 0; i < kTickets; ++i) {
      desk.run(ticket_of(i, 4));
      const CounterId counter{1 + i % 4};
      if (i < 4) continue;
      desk.pass(7);
      desk.run(Call{counter, {}});
      desk.run(Start{counter});
      desk.pass(7);
      desk.run(Finish{counter, Outcome::kServed});
    }
    entries = desk.entries();
  }
  Desk fresh(hall);
  engine::State state = fresh.state();
  const double before = now_us();
  for (const auto& entry : entries) engine::apply(state, entry);
  const double seconds = (now_us() - before) / 1e6;
  const double rate = static_cast<double>(entries.size()) / seconds;
  report(figures,
         {"engine: replay", rate, 500'000, "1/s", rate / 500'000, ">= 500,000", rate >= 500'000});
  report(figures, {"engine: replay of a day of 100,000 tickets", seconds * 1000, 1000, "ms",
                   seconds, "< 1000 ms", seconds < 1});

  const auto used = [] { return static_cast<double>(mallinfo2().uordblks + mallinfo2().hblkhd); };
  const double empty = used();
  Desk waiting(hall);
  for (int i = 0; i < kTickets; ++i) waiting.run(ticket_of(i, 4));
  const double bytes = (used() - empty) / kTickets;
  report(figures,
         {"engine: a live ticket", bytes, 400, "B", bytes / 400, "<= 400 B", bytes <= 400});
}

void simulate_speed(std::vector<Figure>& figures) {
  constexpr std::size_t kVisits = 1'000'000;
  constexpr double kCounters = 6;
  const auto hall = hall_of(4, static_cast<int>(kCounters));
  std::mt19937_64 random(1);
  std::exponential_distribution<double> service(1.0 / 200'000);
  std::exponential_distribution<double> gap(0.85 * kCounters / 200'000);
  std::vector<forecast::Visit> visits(kVisits);
  double now = 0;
  for (std::size_t i = 0; i < kVisits; ++i) {
    now += gap(random);
    const auto issue = ticket_of(static_cast<int>(random() % 28), 4);
    visits[i] = {static_cast<EngineMs>(now), issue.service, issue.class_,
                 static_cast<EngineMs>(service(random)) + 1, std::nullopt};
  }
  forecast::SimulateOptions options;
  options.always_open = true;
  options.walk_ms = 5000;
  const double before = now_us();
  const auto done = forecast::simulate(hall, visits, options);
  const double rate = kVisits / (now_us() - before) * 1e6;
  if (!done) throw std::runtime_error(done.error().detail);
  report(figures, {"simulate, 6 counters at 85 %", rate, 150'000, "1/s", rate / 150'000,
                   ">= 150,000", rate >= 150'000});
}

void forecast_speed(std::vector<Figure>& figures) {
  Desk desk(hall_of(4, 12));
  forecast::ServiceTimes times;
  std::mt19937_64 random(1);
  std::lognormal_distribution<double> service(12.2, 0.6);
  for (int i = 0; i < 400; ++i)
    times.add({std::string(1, static_cast<char>('A' + i % 4))},
              static_cast<std::int64_t>(service(random)));
  for (int i = 1; i <= 12; ++i) desk.run(OpenCounter{{i}, "officer " + std::to_string(i)});
  for (int i = 0; i < 12; ++i) desk.run(ticket_of(i, 4));
  for (int i = 1; i <= 12; ++i) desk.run(Call{{i}, {}});
  for (int i = 1; i <= 12; ++i) desk.run(Start{{i}});
  for (int i = 0; i < 100; ++i) {
    desk.pass(20'000);
    desk.run(ticket_of(i, 4));
  }
  forecast::ForecastOptions options;
  options.advice = false;
  Samples samples;
  for (int i = 0; i < 20; ++i) {
    const double before = now_us();
    const auto made = forecast::make_forecast(desk.state(), desk.now(), times, options);
    samples.add((now_us() - before) / 1000);
    if (made.tickets.size() < 100) throw std::runtime_error("the forecast lost somebody");
  }
  const double p50 = samples.quantile(0.5);
  report(figures, {"forecast: 200 runs, 12 counters, 100 waiting", p50, 100, "ms", p50 / 100,
                   "< 100 ms", p50 < 100});
}

}  // namespace antre::bench
