// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "dispatcher/engine/invariants.hpp"
#include "protocol/hall_view.hpp"
#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::Desk;
using antre::engine::test::issue_of;
using antre::engine::test::last_day;
using antre::engine::test::replay;
using antre::engine::test::small_hall;

namespace {

/// One step of a history, as plain numbers so that a failure shrinks to few and small ones.
using Step = std::tuple<int, int, int, int>;
using History = std::vector<Step>;

/// Which hall files a history may put in force.
enum class Reloads { kSettings, kEverything };

rc::Gen<History> histories() {
  // Long enough that lines fill and rows count; 100 cases grow up to this size.
  return rc::gen::scale(4.0,
                        rc::gen::container<History>(rc::gen::resize(
                            100, rc::gen::tuple(rc::gen::inRange(0, 40), rc::gen::inRange(0, 60),
                                                rc::gen::inRange(0, 60), rc::gen::inRange(0, 3)))));
}

HallSettings hall_variant(int a, int b, Reloads reloads) {
  auto hall = small_hall();
  hall.selection.priority_burst = 1 + a % 3;
  hall.selection.secondary = static_cast<SecondaryRule>(b % 3);
  hall.calling.start_on_call = a % 7 == 0;
  hall.services[1].quota_per_day = a % 4 == 0 ? 5 : 0;
  hall.services[0].digits = 2 + b % 3;
  if (a % 5 == 0) hall.counters[2].primary = {{"K"}, {"P"}};
  if (reloads == Reloads::kSettings) return hall;
  if (b % 4 == 0) std::erase_if(hall.counters, [](const auto& c) { return c.id.value == 2; });
  if (a % 3 == 0) {
    std::erase_if(hall.services, [](const auto& service) { return service.id.value == "P"; });
    for (auto& counter : hall.counters) {
      std::erase(counter.primary, ServiceId{"P"});
      std::erase(counter.secondary, ServiceId{"P"});
      if (counter.primary.empty()) counter.primary = {{"K"}};
    }
  }
  return hall;
}

/// A number that was given today or, sometimes, none.
std::string some_ticket(const State& state, int pick) {
  if (state.tickets.empty()) return "R001";
  // Rather a late ticket: early ones have ended.
  const auto back = static_cast<std::size_t>(pick) % (state.tickets.size() + 1);
  return back == state.tickets.size() ? "R9999"
                                      : state.tickets[state.tickets.size() - 1 - back].number;
}

Command command_of(const State& state, int kind, int a, int b) {
  static const std::array<std::string, 4> kServices{"R", "K", "P", "R"};
  static const std::array<std::string, 3> kOfficers{"Ani", "Budi", "Citra"};
  const CounterId counter{1 + a % 4};
  if (kind < 12)
    return issue_of(kServices[static_cast<std::size_t>(a) % 4],
                    b % 3 == 0 ? TicketClass::kPriority : TicketClass::kRegular);
  if (kind < 16) return OpenCounter{counter, kOfficers[static_cast<std::size_t>(b) % 3]};
  if (kind < 23) return Call{counter, {}};
  if (kind < 25) return Call{counter, some_ticket(state, b)};
  if (kind == 25) return Recall{counter};
  if (kind < 29) return Start{counter};
  if (kind < 32) return Finish{counter, static_cast<Outcome>(b % 4)};
  if (kind == 32) return NoShow{counter};
  if (kind == 33) return Cancel{some_ticket(state, b), {}};
  if (kind == 34) return BreakCounter{counter, "prayer"};
  if (kind == 35) return ResumeCounter{counter};
  if (kind == 36) return CloseCounter{counter};
  const auto late = a % 2 == 0 ? PrintState::kPrinted : PrintState::kFailed;
  return ReportPrint{some_ticket(state, b), {}, late, a % 2 == 0 ? "" : "offline"};
}

void step(Desk& desk, const Step& taken, Reloads reloads) {
  const auto [kind, a, b, ms] = taken;
  desk.pass_ms(ms);
  if (kind == 38) {
    desk.reload(hall_variant(a, b, reloads));
  } else if (kind == 39 && a % 6 == 0) {
    desk.context.now.day.value += 1;
  } else if (kind == 39 && a % 6 == 1) {
    desk.context.now.hall_open = !desk.context.now.hall_open;
  } else if (kind == 39 && a % 6 == 2) {
    const auto next = desk.state.lines.front().last_count + 1;
    desk.journal({NumbersSkipped{{"R"}, next, next + static_cast<std::uint32_t>(b)}});
  } else {
    static_cast<void>(desk.run(command_of(desk.state, kind, a, b)));
  }
}

}  // namespace

TEST_SUITE("engine/histories") {
  TEST_CASE("nothing that must hold is ever broken") {
    CHECK(rc::check("invariants hold after every step", [] {
      Desk desk;
      for (const auto& taken : *histories()) {
        step(desk, taken, Reloads::kEverything);
        const auto found = broken(desk.state);
        if (!found.empty()) RC_FAIL(found.front());
      }
    }));
  }

  TEST_CASE("a number is given once a day") {
    CHECK(rc::check("numbers of the journal are unique", [] {
      Desk desk;
      for (const auto& taken : *histories()) step(desk, taken, Reloads::kEverything);
      std::set<std::pair<Day, std::string>> given;
      for (const auto& entry : desk.entries)
        if (const auto* issued = std::get_if<TicketIssued>(&entry.event))
          RC_ASSERT(given.emplace(entry.day, issued->ticket).second);
    }));
  }

  TEST_CASE("a replay gives the state that was live, whole, from the last day and through JSON") {
    CHECK(rc::check("replays are equal", [] {
      Desk desk;
      for (const auto& taken : *histories()) step(desk, taken, Reloads::kEverything);
      RC_ASSERT(replay(desk.entries, false) == desk.state);
      RC_ASSERT(replay(last_day(desk.entries), false) == desk.state);
      RC_ASSERT(replay(desk.entries, true) == desk.state);
    }));
  }

  TEST_CASE("the screens' view of the journal shows the counters and lines that the engine has") {
    CHECK(rc::check("the view agrees with the state", [] {
      Desk desk;
      for (const auto& taken : *histories()) step(desk, taken, Reloads::kEverything);
      HallView view;
      for (const auto& entry : desk.entries) view.apply(entry);
      RC_ASSERT(view.counters.size() == desk.state.counters.size());
      for (const auto& counter : desk.state.counters) {
        const auto* seen = view.counter(counter.id);
        RC_ASSERT(seen != nullptr);
        RC_ASSERT(seen->state == counter.state);
        RC_ASSERT(seen->closing == counter.closing);
        RC_ASSERT(seen->ticket.has_value() == (counter.ticket != kNoSlot));
      }
      for (const auto& line : desk.state.lines)
        RC_ASSERT(view.waiting(line.service) == static_cast<int>(line.waiting()));
    }));
  }

  TEST_CASE("a priority row never grows past the burst but by explicit choices") {
    CHECK(rc::check("rows stay within the burst", [] {
      Desk desk;
      for (const auto& [kind, a, b, ms] : *histories()) {
        if (kind >= 38 || (kind >= 23 && kind < 25)) continue;
        step(desk, {kind, a, b, ms}, Reloads::kSettings);
        const auto burst = desk.state.hall.selection.priority_burst;
        for (const auto& line : desk.state.lines)
          RC_ASSERT(line.row <= burst || line.queue(TicketClass::kRegular).size == 0);
      }
    }));
  }
}
