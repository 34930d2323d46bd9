// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/forecast_thread.hpp"

#include <doctest/doctest.h>

#include "tests/service/rig.hpp"
#include "tests/service/waiting_loop.hpp"

using namespace antre;
using test::issue;
using test::Rig;
using test::WaitingLoop;

namespace {

service::ForecastTask task_of(const Rig& rig) {
  service::ForecastTask task;
  task.state = rig.dispatcher->state();
  task.now = {task.state.at_ms, 0, task.state.day, true};
  return task;
}

}  // namespace

TEST_SUITE("service/forecast thread") {
  TEST_CASE("a forecast is made elsewhere and comes back into the loop") {
    Rig rig;
    rig.ask(rig.admin, "a", 1, OpenCounter{{1}, "Sari"});
    for (std::uint64_t n = 1; n <= 8; ++n) rig.ask(rig.kiosk, "s", n, issue("R"));
    WaitingLoop loop;
    std::vector<store::ServiceTime> known(100, {{"R"}, 120'000});
    service::ForecastThread forecaster(loop, known, false);
    std::optional<ForecastReply> made;
    forecaster.make(task_of(rig), [&made](ForecastReply reply) { made = std::move(reply); });
    CHECK_FALSE(made);
    loop.run_one();
    REQUIRE(made);
    REQUIRE_FALSE(made->expected.empty());
    // Eight wait, each takes two minutes.
    CHECK(made->expected[0].service == ServiceId{"R"});
    CHECK(made->expected[0].low_s > 8 * 60);
    CHECK(made->expected[0].high_s < 40 * 60);
  }

  TEST_CASE("one that is ended with a forecast under way or waiting ends in order") {
    Rig rig;
    rig.ask(rig.admin, "a", 1, OpenCounter{{1}, "Sari"});
    rig.ask(rig.kiosk, "s", 1, issue("R"));
    WaitingLoop loop;
    service::ForecastThread forecaster(loop, {}, false);
    for (int i = 0; i < 3; ++i) forecaster.make(task_of(rig), [](const ForecastReply&) {});
  }
}
