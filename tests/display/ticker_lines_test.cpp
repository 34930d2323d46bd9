// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "display/display_model.hpp"
#include "tests/display/hall_for_tests.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;
using test::Hall;
using Lines = std::vector<std::string>;

const ui::TimePoint kStart{1h};

Day day(const char* text) {
  return parse_day(text).value();
}

DisplayModel online(const Hall& hall, ModelOptions options = {}) {
  DisplayModel model(std::move(options));
  model.set_link({LinkState::kOnline, hall.now_ms()});
  model.see(hall.shared());
  return model;
}

Clocks at(EngineMs ms) {
  return {ms, ms, 0};
}

TEST_SUITE("display/ticker lines") {
  TEST_CASE("messages come first, this zone's before all, then notices of today, then the hall's") {
    auto settings = Hall::small_hall();
    settings.display.ticker = {{{"id", "Selamat datang"}, {"en", "Welcome"}}};
    settings.display.notices = {{{{"id", "Jumat tutup"}}, day("2026-11-23"), day("2026-11-24")}};
    settings.display.zones = {{"up", {}, {}, {}, {"u"}}, {"down", {}, {}, {}, {"d"}}};
    Hall hall(settings);
    const auto until = hall.now_ms() + 600'000;
    hall.add(AnnouncementMade{"for all", until, false, ""});
    hall.add(AnnouncementMade{"upstairs", until, false, "up"});
    CHECK(online(hall, {"", "u", ""}).board(at(hall.now_ms())).ticker ==
          Lines{"upstairs", "for all", "Jumat tutup", "Selamat datang"});
    CHECK(online(hall, {"en", "d", ""}).board(at(hall.now_ms())).ticker ==
          Lines{"for all", "Jumat tutup", "Welcome"});
  }

  TEST_CASE("a message ends by its time, without a word from the dispatcher") {
    Hall hall;
    hall.add(AnnouncementMade{"one", hall.now_ms() + 10'500, false, ""});
    hall.add(AnnouncementMade{"two", hall.now_ms() + 40'000, false, ""});
    const auto begin = hall.now_ms();
    auto model = online(hall);
    CHECK(model.board(at(begin)).ticker == Lines{"one", "two"});
    CHECK(model.next_change(kStart, at(begin)) == kStart + 10'500ms);
    CHECK(model.board(at(begin + 10'499)).ticker == Lines{"one", "two"});
    CHECK(model.board(at(begin + 10'500)).ticker == Lines{"two"});
    CHECK(model.next_change(kStart, at(begin + 10'500)) == kStart + 29'500ms);
    model.set_link({LinkState::kOffline, begin});
    CHECK(model.board(at(begin + 40'000)).ticker.empty());
  }

  TEST_CASE("a message that is withdrawn goes at once") {
    Hall hall;
    const auto made = hall.add(AnnouncementMade{"one", hall.now_ms() + 60'000, false, ""});
    hall.add(AnnouncementWithdrawn{made.entry.seq});
    CHECK(online(hall).board(at(hall.now_ms())).ticker.empty());
  }

  TEST_CASE("a notice is of its days as the hall counts them") {
    auto settings = Hall::small_hall();
    settings.display.notices = {{{{"id", "hari ini"}}, day("2026-11-24"), day("2026-11-24")},
                                {{{"id", "mulai besok"}}, day("2026-11-25"), std::nullopt},
                                {{{"id", "sampai kemarin"}}, std::nullopt, day("2026-11-23")}};
    Hall hall(settings);
    auto model = online(hall);
    constexpr EngineMs kMidnight =
        test::kMorning + (14 * 60 + 18) * EngineMs{60'000};  // in Jakarta
    CHECK(model.board(at(kMidnight - 1)).ticker == Lines{"hari ini"});
    CHECK(model.next_change(kStart, at(kMidnight - 1)) == kStart + 1ms);
    CHECK(model.board(at(kMidnight)).ticker == Lines{"mulai besok"});
    CHECK(model.board(at(kMidnight - 24 * EngineMs{3'600'000})).ticker == Lines{"hari ini"});
    CHECK(model.board(at(kMidnight - 24 * EngineMs{3'600'000} - 1)).ticker ==
          Lines{"sampai kemarin"});
  }

  TEST_CASE("empty texts are no lines") {
    auto settings = Hall::small_hall();
    settings.display.ticker = {Text{}, {{"id", ""}}, {{"id", "Selamat datang"}}};
    Hall hall(settings);
    CHECK(online(hall).board(at(hall.now_ms())).ticker == Lines{"Selamat datang"});
  }
}

}  // namespace
}  // namespace antre::display
