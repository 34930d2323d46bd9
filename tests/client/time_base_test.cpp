// SPDX-License-Identifier: Apache-2.0
#include "client/time_base.hpp"

#include <doctest/doctest.h>

using namespace antre;
using namespace std::chrono_literals;
using antre::client::TimeBase;

namespace {

constexpr EngineMs kEngine = 1'000'000;

/// A heartbeat that left when this machine's clock showed `left` and is heard at `now`.
void hear(TimeBase& time, Millis left, Millis now, std::int64_t behind_ms = 0) {
  Update update;
  update.at_ms = kEngine + left.count() - behind_ms;
  update.wall_offset_ms = 500;
  time.heard(update, Heartbeat{7 * 3600, true, {}}, now);
}

}  // namespace

TEST_SUITE("client/time base") {
  TEST_CASE("between heartbeats the dispatcher's clocks go on with this machine's") {
    TimeBase time;
    CHECK_FALSE(time.known());
    hear(time, 10s, 10s);
    REQUIRE(time.known());
    CHECK(time.at(13s).engine_ms == kEngine + 13'000);
    CHECK(time.at(13s).wall_ms == kEngine + 13'500);
    CHECK(time.at(13s).utc_offset_s == 7 * 3600);
  }

  TEST_CASE("heartbeats that were kept back do not put the clock back") {
    TimeBase time;
    hear(time, 10s, 10s);
    // The program stood still for half a minute; what its link had kept comes at once.
    for (auto left = 11s; left <= 40s; left += 1s) hear(time, left, 40s);
    CHECK(time.at(40s).engine_ms == kEngine + 40'000);
    for (auto left = 11s; left <= 20s; left += 1s) hear(time, left, 50s);
    CHECK(time.at(50s).engine_ms >= kEngine + 49'900);
  }

  TEST_CASE("a link that was slow at first is forgotten with the first fast heartbeat") {
    TimeBase time;
    hear(time, 10s, 14s);
    CHECK(time.at(14s).engine_ms == kEngine + 10'000);
    hear(time, 15s, 15s);
    CHECK(time.at(15s).engine_ms == kEngine + 15'000);
  }

  TEST_CASE("a clock that drifts is followed, in both directions") {
    for (const std::int64_t drift_us : {-200, 200}) {  // a second
      TimeBase time;
      for (int second = 0; second <= 10'000; ++second) {
        hear(time, std::chrono::seconds(second), std::chrono::seconds(second),
             drift_us * second / 1'000);
      }
      CHECK(time.at(10'000s).engine_ms == kEngine + 10'000'000 - drift_us * 10);
    }
  }

  TEST_CASE("after a new greeting the dispatcher's clock may be behind") {
    TimeBase time;
    hear(time, 10s, 10s);
    time.begin_anew();
    hear(time, 11s, 11s, 300'000);
    CHECK(time.at(11s).engine_ms == kEngine + 11'000 - 300'000);
  }
}
