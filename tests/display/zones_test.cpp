// SPDX-License-Identifier: Apache-2.0
#include "display/zones.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "display/display_model.hpp"
#include "tests/display/hall_for_tests.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;
using test::Hall;

const ui::TimePoint kStart{1h};

/// Counters 1 and 2 serve K downstairs, counter 3 serves R upstairs; displays "d" and "u".
HallSettings two_floors() {
  auto hall = Hall::small_hall();
  hall.counters[0].primary = {{"K"}};
  hall.counters[1].primary = {{"K"}};
  hall.counters[2].primary = {{"R"}};
  hall.display.zones = {{"down", {{"id", "Lantai 1"}, {"en", "Ground floor"}}, {{"K"}}, {}, {"d"}},
                        {"up", {{"id", "Lantai 2"}}, {{"R"}}, {}, {"u"}}};
  return hall;
}

Clocks clocks_of(const Hall& hall) {
  return {hall.now_ms(), hall.now_ms(), 0};
}

struct Display {
  Display(Hall& of, ModelOptions options) : hall(of), model(std::move(options)) {
    model.set_link({LinkState::kOnline, hall.now_ms()});
    model.see(hall.shared());
  }
  void hear(const LiveEntry& live) {
    model.hear(live, hall.now_ms());
    model.see(hall.shared());
  }
  std::optional<Announcement> advance(ui::Millis after = 0ms) {
    return model.advance(kStart + after, clocks_of(hall));
  }
  [[nodiscard]] Board board() const { return model.board(clocks_of(hall)); }

  Hall& hall;
  DisplayModel model;
};

struct Floors {
  Floors() {
    for (const int counter : {1, 2, 3}) hall.open(counter);
    for (const auto* ticket : {"K001", "K002", "K003"}) hall.issue(ticket);
    for (const auto* ticket : {"R001", "R002"}) hall.issue(ticket, "R");
  }
  Hall hall{two_floors()};
};

TEST_SUITE("display/zones") {
  TEST_CASE("a display shows and announces the zone that names it, and nothing else") {
    Floors floors;
    Display down(floors.hall, {"", "d", ""});
    Display up(floors.hall, {"", "u", ""});
    const auto call = floors.hall.call("K001", 1);
    down.hear(call);
    up.hear(call);
    CHECK(down.advance()->calls.front().number == "K001");
    CHECK_FALSE(up.advance());
    const auto board = down.board();
    CHECK(board.zone == "Lantai 1");
    CHECK(board.state == BoardState::kCalling);
    REQUIRE(board.counters.size() == 2);
    CHECK(board.counters[1].id == 2);
    REQUIRE(board.waiting.size() == 1);
    CHECK(board.waiting[0] == WaitingLine{"K", "Konsultasi", 2});
    const auto other = up.board();
    CHECK(other.zone == "Lantai 2");
    CHECK(other.state == BoardState::kCalm);
    CHECK_FALSE(other.call);
    REQUIRE(other.counters.size() == 1);
    CHECK(other.counters[0].id == 3);
    CHECK(other.waiting == std::vector<WaitingLine>{{"R", "Rekomendasi", 2}});
  }

  TEST_CASE("last calls are the zone's") {
    Floors floors;
    floors.hall.call("K001", 1);
    floors.hall.call("R001", 3);
    floors.hall.call("K002", 2);
    const Display up(floors.hall, {"", "u", ""});
    const Display down(floors.hall, {"", "d", ""});
    CHECK(up.board().call->number == "R001");
    CHECK(up.board().earlier.empty());
    CHECK(down.board().call->number == "K002");
    REQUIRE(down.board().earlier.size() == 1);
    CHECK(down.board().earlier[0].number == "K001");
  }

  TEST_CASE("a quiet zone keeps its last calls, however busy the rest of the hall is") {
    Floors floors;
    floors.hall.call("R001", 3);
    Display up(floors.hall, {"", "u", ""});
    Display down(floors.hall, {"", "d", ""});
    up.hear(floors.hall.recall("R001", 3));
    floors.hall.add(TicketNoShow{"R001", std::nullopt, {3}, false, 0, {}});
    up.hear(floors.hall.call("R002", 3));
    for (int i = 0; i < 40; ++i) {
      const auto ticket = "K" + std::to_string(100 + i);
      floors.hall.issue(ticket);
      const auto call = floors.hall.call(ticket, 1);
      up.hear(call);
      down.hear(call);
      floors.hall.add(TicketNoShow{ticket, std::nullopt, {1}, false, 0, {}});
    }
    CHECK(std::ranges::none_of(floors.hall.view().calls,
                               [](const ViewCall& call) { return call.counter.value == 3; }));
    REQUIRE(up.board().call);
    CHECK(up.board().call->number == "R002");
    REQUIRE(up.board().earlier.size() == 1);
    CHECK(up.board().earlier[0].number == "R001");
    CHECK(up.board().earlier[0].recall);
    CHECK(down.board().call->number == "K139");
    CHECK(down.board().earlier.size() == kMaxEarlier);
    SUBCASE("nothing of it is left on another day") {
      floors.hall.add(DayOpened{two_floors(), {}, {}});
      up.model.see(floors.hall.shared());
      CHECK_FALSE(up.board().call);
    }
    SUBCASE("nor in another epoch") {
      floors.hall.new_epoch("e2");
      up.model.see(floors.hall.shared());
      CHECK_FALSE(up.board().call);
    }
    SUBCASE("a display that starts later knows what the hall's view holds") {
      CHECK_FALSE(Display(floors.hall, {"", "u", ""}).board().call);
    }
    SUBCASE("a number that waits again is not shown, the one before it is") {
      floors.hall.add(CommandUndone{"R002", std::nullopt, {3}, TicketState::kCalled, false});
      up.model.see(floors.hall.shared());
      CHECK(up.board().call->number == "R001");
    }
  }

  TEST_CASE("what is kept of a counter is bounded, each number once") {
    Hall hall;
    hall.open(1);
    LastCalls last;
    for (int i = 0; i < 100; ++i) {
      const auto ticket = "K" + std::to_string(100 + i);
      hall.issue(ticket);
      hall.call(ticket, 1);
      last.see(hall.view());
      hall.recall(ticket, 1);
      last.see(hall.view());
      hall.add(TicketNoShow{ticket, std::nullopt, {1}, false, 0, {}});
    }
    REQUIRE(last.newest_first().size() == LastCalls::kOfCounter);
    CHECK(last.newest_first().front().ticket == "K199");
    CHECK(last.newest_first().front().recall);
    CHECK(last.newest_first().back().ticket == "K192");
  }

  TEST_CASE("a counter of the zone is shown with whatever number it calls") {
    Floors floors;
    Display down(floors.hall, {"", "d", ""});
    down.hear(floors.hall.call("R001", 2));
    CHECK(down.advance()->calls.front().number == "R001");
    CHECK(down.board().counters[1].number == "R001");
  }

  TEST_CASE("counters that only help out with a service belong to its zone") {
    auto settings = two_floors();
    settings.counters[2].secondary = {{"K"}};
    const Part down(settings, "d", "");
    CHECK(down.has(CounterId{3}));
    CHECK_FALSE(down.has(ServiceId{"R"}));
    settings.display.zones[0].counters = {{1}};
    CHECK_FALSE(Part(settings, "d", "").has(CounterId{2}));
  }

  TEST_CASE("a zone without services is that of its counters, and shows all lines") {
    auto settings = two_floors();
    settings.display.zones[0].services.clear();
    settings.display.zones[0].counters = {{1}};
    const Part part(settings, "d", "");
    CHECK(part.has(ServiceId{"R"}));
    CHECK(part.has(CounterId{1}));
    CHECK_FALSE(part.has(CounterId{3}));
  }

  TEST_CASE("a zone that was asked for goes before the hall's list of displays") {
    const auto settings = two_floors();
    CHECK(Part(settings, "d", "up").zone()->id == "up");
    CHECK(Part(settings, "", "down").zone()->id == "down");
  }

  TEST_CASE("a display that no zone names, or whose zone is not known, shows everything") {
    Floors floors;
    for (const auto& options : {ModelOptions{"", "lobby", ""}, ModelOptions{"", "d", "cellar"}}) {
      Display display(floors.hall, options);
      CHECK(display.board().zone.empty());
      CHECK(display.board().counters.size() == 3);
      CHECK(display.board().waiting.size() == 2);
    }
  }

  TEST_CASE("a reload that moves a counter is followed: what waits there is not announced here") {
    Floors floors;
    Display down(floors.hall, {"", "d", ""});
    Display up(floors.hall, {"", "u", ""});
    for (const auto& call : {floors.hall.call("K001", 1), floors.hall.call("K002", 2)}) {
      down.hear(call);
      up.hear(call);
    }
    CHECK(down.advance()->calls.front().number == "K001");
    auto settings = two_floors();
    settings.display.zones[0].counters = {{3}};
    settings.display.zones[1].counters = {{1}, {2}};
    floors.hall.add(HallChanged{settings});
    down.model.see(floors.hall.shared());
    CHECK(down.model.take_cut());
    CHECK_FALSE(down.advance(1s));
    CHECK(down.board().counters.size() == 1);
    up.model.see(floors.hall.shared());
    CHECK_FALSE(up.advance(1s));  // they were called when they were not its own
    CHECK(up.board().counters.size() == 2);
    const auto next = floors.hall.recall("K002", 2);
    down.hear(next);
    up.hear(next);
    CHECK_FALSE(down.advance(2s));
    CHECK(up.advance(2s)->kind == Announcement::Kind::kRecall);
  }

  TEST_CASE("attainment stays the hall's") {
    Floors floors;
    floors.hall.add(ServiceStarted{"K001", std::nullopt, {1}, 1'000, true, {}}, 90'000);
    const Display up(floors.hall, {"", "u", ""});
    CHECK(up.board().attainment == Attainment{100, 10, 2});
  }

  TEST_CASE("a message for a zone is said and shown there, one for all everywhere") {
    Floors floors;
    Display down(floors.hall, {"", "d", ""});
    Display up(floors.hall, {"", "u", ""});
    Display lobby(floors.hall, {"", "lobby", ""});
    const auto one =
        floors.hall.add(AnnouncementMade{"Naik", floors.hall.now_ms() + 60'000, true, "up"});
    for (auto* display : {&down, &up, &lobby}) display->hear(one);
    CHECK_FALSE(down.advance());
    CHECK(up.advance()->message == "Naik");
    CHECK(lobby.advance()->message == "Naik");
    CHECK(up.board().message == "Naik");
    CHECK(down.board().ticker.empty());
    CHECK(up.board().ticker == std::vector<std::string>{"Naik"});
  }
}

}  // namespace
}  // namespace antre::display
