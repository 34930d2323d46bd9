// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>

#include "dispatcher/forecast/forecast.hpp"
#include "tests/forecast/halls.hpp"
#include "tests/forecast/scene.hpp"

using namespace antre;
using namespace antre::forecast;
using antre::test::Scene;

namespace {

/// Does whatever may come at a hall, in no sensible order; what is refused is passed over.
class Wanderer {
 public:
  explicit Wanderer(std::uint64_t seed) : random_(seed) {}

  void step(Scene& scene) {
    scene.pass_s(below(90));
    const CounterId counter{1 + below(4)};
    switch (below(17)) {
      case 0:
        scene.attempt(OpenCounter{counter, "o" + std::to_string(counter.value)});
        break;
      case 1:
        scene.attempt(BreakCounter{counter, "tea"});
        break;
      case 2:
        scene.attempt(ResumeCounter{counter});
        break;
      case 3:
        if (below(4) == 0) scene.attempt(CloseCounter{counter});
        break;
      case 4:
      case 5:
        scene.attempt(Call{counter, {}});
        break;
      case 6:
      case 7:
        scene.attempt(Start{counter});
        break;
      case 8:
        scene.attempt(Finish{counter});
        break;
      case 9:
        scene.attempt(NoShow{counter});
        break;
      case 10:
        hold(scene, counter);
        break;
      case 11:
        transfer(scene, counter);
        break;
      case 12:
        scene.attempt(Requeue{counter, static_cast<Requeued>(below(3))});
        break;
      case 13:
        scene.attempt(QuickServe{counter, service()});
        break;
      case 14:
        scene.attempt(Undo{counter});
        break;
      default:
        issue(scene);
        break;
    }
  }

 private:
  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  ServiceId service() { return ServiceId{below(2) == 0 ? "R" : "K"}; }

  void issue(Scene& scene) {
    Issue command;
    command.service = service();
    if (below(4) == 0) command.class_ = TicketClass::kPriority;
    if (below(6) == 0) {
      command.channel = Channel::kAppointment;
      command.booked = "10:00";
      command.booked_ms = scene.now().at_ms + EngineMs{1000} * below(1800);
    }
    scene.attempt(command);
  }
  void hold(Scene& scene, CounterId counter) {
    scene.attempt(Hold{counter});
    for (const auto& ticket : scene.state().tickets) {
      if (ticket.state != TicketState::kHeld || below(3) != 0) continue;
      Unhold command;
      command.ticket = ticket.number;
      scene.attempt(command);
      return;
    }
  }
  void transfer(Scene& scene, CounterId counter) {
    Transfer command;
    command.counter = counter;
    if (below(2) == 0)
      command.service = service();
    else
      command.to_counter = CounterId{1 + below(4)};
    command.return_ = below(2) == 0;
    scene.attempt(command);
  }

  std::mt19937_64 random_;
};

}  // namespace

TEST_SUITE("forecast/any_state") {
  TEST_CASE("whatever happened in a hall, it can be run forward") {
    ForecastOptions options;
    options.runs = 3;
    std::size_t told = 0;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
      HallSettings hall = test::hall_with({"R", "K"}, 4);
      hall.counters[0].primary = {ServiceId{"R"}};
      hall.counters[0].secondary = {ServiceId{"K"}};
      hall.selection.secondary = static_cast<SecondaryRule>(seed % 3);
      hall.calling.start_on_call = seed % 5 == 0;
      hall.calling.no_show_after_s = seed % 4 == 0 ? 60 : 0;
      Scene scene(hall);
      Wanderer wanderer(seed);
      for (int i = 0; i < 300; ++i) {
        wanderer.step(scene);
        if (i == 150) {
          hall.counters.pop_back();
          scene.change_hall(hall);
        }
        if (i % 5 != 0) continue;
        options.seed = seed;
        Moment now = scene.now();
        now.hall_open = i % 50 != 0;
        const auto forecast = make_forecast(scene.state(), now, ServiceTimes{}, options);
        for (const auto& ticket : forecast.tickets) CHECK(ticket.low_s <= ticket.high_s);
        for (const auto& wait : forecast.reply.expected) CHECK(wait.low_s <= wait.high_s);
        told += forecast.tickets.size();
      }
    }
    CHECK(told > 1000);
  }
}
