// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "dispatcher/forecast/virtual_hall.hpp"
#include "dispatcher/forecast/visits_world.hpp"
#include "tests/theory/queues.hpp"

namespace antre::theory {
namespace {

constexpr double kServiceS = 300;

/// Whether theory's figure lies in the run's interval, and the interval is narrow enough to say
/// something.
void check_agrees(const Estimate& measured, double expected) {
  CAPTURE(measured.mean);
  CAPTURE(measured.within);
  CAPTURE(expected);
  CHECK(std::abs(measured.mean - expected) <= measured.within);
  CHECK(measured.within < 0.25 * expected);
}

/// A world that adds up how long how many wait, as the engine's lines say.
class CountingWorld : public forecast::VisitsWorld {
 public:
  using VisitsWorld::VisitsWorld;

  void saw(const engine::State& state, const Entry& entry) {
    ticket_ms_ += static_cast<double>(waiting_) * static_cast<double>(entry.at_ms - since_ms_);
    since_ms_ = entry.at_ms;
    waiting_ = state.lines.front().waiting();
    VisitsWorld::saw(state, entry);
  }
  [[nodiscard]] double ticket_s() const { return ticket_ms_ / 1000; }

 private:
  EngineMs since_ms_ = begins_ms();
  std::size_t waiting_ = 0;
  double ticket_ms_ = 0;
};

TEST_SUITE("theory/waits") {
  TEST_CASE("Waits of one class are those of Erlang's formula") {
    struct Queue {
      int counters;
      double busy;
      std::uint64_t seed;
    };
    for (const Queue& queue : {Queue{1, 0.7, 11}, Queue{3, 0.8, 12}, Queue{8, 0.85, 13}}) {
      CAPTURE(queue.counters);
      const double load = queue.busy * queue.counters;
      const auto visits = poisson_visits(200'000, kServiceS / load, kServiceS, 0, queue.seed);
      const auto simulated =
          forecast::simulate(plain_hall(queue.counters), visits, plain_options());
      REQUIRE_MESSAGE(simulated, simulated);
      const double expected = erlang_c(queue.counters, load) * kServiceS / (queue.counters - load);
      const auto waits = waits_s(visits, *simulated);
      check_agrees(batch_means(waits), expected);
      std::vector<double> waited;
      waited.reserve(waits.size());
      for (const double wait : waits) waited.push_back(wait > 0 ? 1 : 0);
      check_agrees(batch_means(waited), erlang_c(queue.counters, load));
    }
  }

  TEST_CASE("Waits of two classes are those of Cobham's formula") {
    for (const int counters : {1, 4}) {
      CAPTURE(counters);
      const double busy = 0.8;
      const double priority = 0.3;
      const double load = busy * counters;
      const auto visits = poisson_visits(250'000, kServiceS / load, kServiceS, priority,
                                         20 + static_cast<std::uint64_t>(counters));
      const auto simulated = forecast::simulate(plain_hall(counters), visits, plain_options());
      REQUIRE_MESSAGE(simulated, simulated);
      std::vector<double> first;
      std::vector<double> second;
      const auto waits = waits_s(visits, *simulated);
      for (std::size_t i = 0; i < waits.size(); ++i)
        (visits[i].class_ == TicketClass::kPriority ? first : second).push_back(waits[i]);
      const double head = erlang_c(counters, load) * kServiceS / counters;
      check_agrees(batch_means(first), head / (1 - busy * priority));
      check_agrees(batch_means(second), head / ((1 - busy * priority) * (1 - busy)));
    }
  }

  TEST_CASE("As many wait as arrive in the time of a wait (Little's law)") {
    constexpr int kCounters = 3;
    const auto visits = poisson_visits(50'000, kServiceS / 2.5, kServiceS, 0.2, 31);
    const auto hall = plain_hall(kCounters);
    const auto options = plain_options();
    CountingWorld world(hall, visits, options);
    forecast::VirtualHall virtual_hall(
        forecast::open_day(hall, world.moment(world.begins_ms()), kCounters));
    virtual_hall.begin(world, world.begins_ms());
    virtual_hall.run(world);
    const auto simulated = world.take_rows();
    // Over a run that begins and ends empty the law holds exactly: the queue as the engine's lines
    // say it, and the waits as its tickets do.
    double waited_s = 0;
    for (const double wait : waits_s(visits, simulated)) waited_s += wait;
    CHECK(world.ticket_s() == doctest::Approx(waited_s).epsilon(1e-9));
    const double over_s = static_cast<double>(visits.back().arrival_ms) / 1000;
    const double rate = static_cast<double>(visits.size()) / over_s;
    const double mean_wait = waited_s / static_cast<double>(visits.size());
    CHECK(world.ticket_s() / over_s == doctest::Approx(rate * mean_wait).epsilon(1e-9));
    // And in the part in which it is steady, as theory says.
    const double expected = erlang_c(kCounters, 2.5) * kServiceS / (kCounters - 2.5);
    CHECK(world.ticket_s() / over_s == doctest::Approx(expected / (kServiceS / 2.5)).epsilon(0.15));
  }
}

}  // namespace
}  // namespace antre::theory
