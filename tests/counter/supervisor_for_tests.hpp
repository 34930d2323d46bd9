// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "counter/supervisor/supervisor_model.hpp"
#include "tests/counter/desk_for_tests.hpp"

namespace antre::counter::test {

/// A hall driven by events, with the supervisor's page. The test is the dispatcher, and answers.
class Room {
 public:
  Room() {
    view_.epoch = "e1";
    view_.utc_offset_s = 7 * 3600;
    model.set_columns(2);
    model.set_clocks({kMorning, kMorning, 7 * 3600});
    model.set_link(Link::kOnline, kMorning, 0);
    add(DayOpened{Desk::small_hall(), {}, {}});
  }

  void add(Event event) {
    view_.apply({view_.seq + 1, {20781}, kMorning + now, std::nullopt, std::move(event)});
    model.set_view(std::make_shared<const HallView>(view_), now);
  }
  void open(int counter, const std::string& officer) { add(CounterOpened{{counter}, officer}); }
  void issue(const std::string& ticket) {
    TicketIssued event;
    event.ticket = ticket;
    event.service = {ticket.substr(0, 1)};
    add(std::move(event));
  }
  void clock(const std::string& ticket) { add(ClockStarted{ticket, std::nullopt}); }
  void officers(const std::vector<std::string>& names) {
    OfficersReply reply;
    for (const std::string& name : names) reply.officers.push_back({name, 0});
    model.officers_came(reply, now);
  }
  void misses(const std::vector<std::string>& names) {
    MissesReply reply;
    for (const std::string& name : names) {
      reply.misses.emplace_back();
      reply.misses.back().miss = name;
      reply.misses.back().ticket = name.substr(name.find('/') + 1);
    }
    model.misses_came(reply, now);
  }
  void settle(Settlement::Fate fate) {
    Settlement settlement;
    settlement.fate = fate;
    model.settled(settlement, now);
  }

  void pass(Ms ms) {
    now += ms;
    model.tick(now);
  }
  void press(supervisor::Press::Kind kind, std::size_t index = 0) {
    model.press({kind, index, {}}, now);
  }

  [[nodiscard]] supervisor::Notice::Say says() const { return model.notice().say; }
  [[nodiscard]] const HallView& view() const { return view_; }
  /// The one command that was asked for since the last look, when it is a C.
  template <class C>
  std::optional<C> asked() {
    std::optional<C> found;
    for (const supervisor::Action& action : model.take_actions()) {
      if (const auto* submitted = std::get_if<SubmitCommand>(&action)) {
        const auto* is = std::get_if<C>(&submitted->command);
        REQUIRE(is != nullptr);
        REQUIRE_FALSE(found);
        found = *is;
      }
    }
    return found;
  }
  bool asked_nothing() {
    return std::ranges::none_of(model.take_actions(), [](const supervisor::Action& action) {
      return std::holds_alternative<SubmitCommand>(action);
    });
  }
  template <class A>
  int asks() {
    return static_cast<int>(std::ranges::count_if(
        model.take_actions(),
        [](const supervisor::Action& action) { return std::holds_alternative<A>(action); }));
  }

  Ms now = 0;
  supervisor::SupervisorModel model;

 private:
  HallView view_;
};

}  // namespace antre::counter::test
