// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <string>
#include <tuple>
#include <utility>

#include "tests/reference/always.hpp"
#include "tests/reference/halls.hpp"
#include "tests/reference/side_by_side.hpp"

using namespace antre;
using namespace antre::reference;

namespace {

/// One step of a history, as plain numbers so that a failure shrinks to few and small ones: what,
/// where, which, and how much time passes before.
using Step = std::tuple<int, int, int, int>;
using History = std::vector<Step>;

rc::Gen<History> histories() {
  return rc::gen::scale(
      3.0, rc::gen::container<History>(rc::gen::resize(
               100, rc::gen::tuple(rc::gen::inRange(0, 42), rc::gen::inRange(0, 60),
                                   rc::gen::inRange(0, 60), rc::gen::inRange(0, 24)))));
}

HallSettings some_hall(int variant) {
  auto hall = make_hall("RKP", {{"RK", "P"}, {"P", "R"}, {"R", ""}});
  hall.selection.priority_burst = 1 + variant % 3;
  hall.selection.secondary = static_cast<SecondaryRule>(variant / 3 % 3);
  hall.calling.start_on_call = variant % 7 == 6;
  hall.calling.no_show_after_s = 0;
  hall.services[1].target = {300, 120, 180, 240, variant % 2 == 0};
  hall.services[2].target.auto_call = variant % 5 != 0;
  if (variant % 4 == 3) hall.services[0].target = {120, 60, 60, 120, true};
  if (variant % 6 == 5) hall.counters[2].primary = {{"K"}, {"P"}};
  return hall;
}

/// Times that meet the marks of several settings exactly, and just not.
std::int64_t some_time(int n) {
  static constexpr std::array<std::int64_t, 24> kTimes{
      0,       0,       0,       0,       0,       0,       1,       1'000,
      1'000,   60'000,  60'000,  120'000, 59'999,  180'000, 240'000, 300'000,
      299'999, 300'001, 480'000, 540'000, 600'000, 600'001, 61'000,  900'000};
  return kTimes[static_cast<std::size_t>(n) % kTimes.size()];
}

/// A number that was given today or, sometimes, none.
std::string some_ticket(const engine::State& state, int pick) {
  if (state.tickets.empty()) return "R001";
  const auto back = static_cast<std::size_t>(pick) % state.tickets.size();
  return state.tickets[state.tickets.size() - 1 - back].number;
}

/// What moves nobody: the model knows nothing of it.
Command around_of(const engine::State& state, int a, int b) {
  switch (a % 5) {
    case 0:
      return CheckIn{"code"};
    case 1:
      return ReportPrinter{b % 2 == 0, "media-low"};
    case 2:
      return Reprint{some_ticket(state, b), {}, ""};
    case 3:
      return Announce{"Mohon siapkan kartu identitas", 1 + b % 5, false, ""};
    default:
      return SignGuestBook{some_ticket(state, b), {}, {"Siti", "", "", "", ""}, "hash"};
  }
}

Command command_of(const engine::State& state, int kind, int a, int b) {
  static const std::array<std::string, 4> services{"R", "K", "P", "R"};
  const ServiceId service{services[static_cast<std::size_t>(b) % 4]};
  const CounterId counter{1 + a % 3};
  if (kind < 9)
    return Issue{.service = service,
                 .class_ = a % 3 == 0 ? TicketClass::kPriority : TicketClass::kRegular,
                 .channel = Channel::kWalkIn,
                 .booked = {},
                 .code = "CODE",
                 .booked_ms = {},
                 .estimate_low_s = {},
                 .estimate_high_s = {}};
  if (kind < 13) return OpenCounter{counter, "Ani"};
  if (kind < 18) return Call{counter, {}};
  if (kind < 21) return Call{counter, some_ticket(state, b)};
  if (kind < 25) return Start{counter};
  if (kind < 28) return Finish{counter, Outcome::kServed};
  if (kind < 30) return NoShow{counter};
  if (kind == 30) return Hold{counter};
  if (kind < 33) return Unhold{some_ticket(state, b), {}};
  if (kind == 33) return Transfer{counter, service, {}, false};
  if (kind == 34) return Requeue{counter, Requeued::kInOrder};
  if (kind == 35) return Cancel{some_ticket(state, b), {}};
  if (kind == 36) return BreakCounter{counter, "prayer"};
  if (kind == 37) return ResumeCounter{counter};
  if (kind == 38) return CloseCounter{counter};
  if (kind == 39) return around_of(state, a, b);
  return Undo{counter};
}

void step(SideBySide& both, const Step& taken) {
  const auto [kind, a, b, time] = taken;
  both.pass(some_time(time));
  if (!both.difference().empty()) return;
  if (kind < 41) {
    both.run(command_of(both.state(), kind, a, b));
  } else if (a % 4 == 0) {
    both.turn_day();
  } else if (a % 2 == 0) {
    both.set_open(!both.hall_open());
  }
}

Issue number_of(const ServiceId& service, TicketClass rank) {
  Issue issue;
  issue.service = service;
  issue.class_ = rank;
  return issue;
}

/// All that kiosks and counters may say in the interleavings; what the state refuses is no step.
std::vector<Command> all_commands(const engine::State& state) {
  std::vector<Command> commands{number_of({"R"}, TicketClass::kRegular),
                                number_of({"R"}, TicketClass::kPriority),
                                number_of({"P"}, TicketClass::kRegular)};
  for (const int id : {1, 2}) {
    const CounterId counter{id};
    commands.emplace_back(Call{counter, {}});
    commands.emplace_back(Start{counter});
    commands.emplace_back(Finish{counter, Outcome::kServed});
    commands.emplace_back(NoShow{counter});
    commands.emplace_back(Hold{counter});
    commands.emplace_back(BreakCounter{counter, "prayer"});
    commands.emplace_back(ResumeCounter{counter});
    if (!state.tickets.empty()) commands.emplace_back(Call{counter, state.tickets.back().number});
  }
  for (const auto& ticket : state.tickets)
    if (ticket.state == TicketState::kHeld) commands.emplace_back(Unhold{ticket.number, {}});
  return commands;
}

/// Every order of up to `left` commands more; the first difference.
std::string interleave(const SideBySide& both, int left, std::int64_t between_ms, int& histories) {
  ++histories;
  if (left == 0) return {};
  auto later = both;
  later.pass(between_ms);
  if (!later.difference().empty()) return later.difference();
  for (const auto& command : all_commands(later.state())) {
    auto next = later;
    if (!next.run(command)) continue;
    if (!next.difference().empty()) return next.difference();
    auto found = interleave(next, left - 1, between_ms, histories);
    if (!found.empty()) return found;
  }
  return {};
}

}  // namespace

TEST_SUITE("reference/engine") {
  TEST_CASE("engine and model agree on every step of any history") {
    CHECK(rc::check("random histories", [] {
      SideBySide both(some_hall(*rc::gen::inRange(0, 420)));
      for (const auto& taken : *histories()) {
        step(both, taken);
        if (!both.difference().empty()) RC_FAIL(both.difference());
      }
    }));
  }

  TEST_CASE("what must hold always holds in any history, and a replay gives the same state") {
    CHECK(rc::check("always", [] {
      SideBySide both(some_hall(*rc::gen::inRange(0, 420)));
      for (const auto& taken : *histories()) step(both, taken);
      Always always;
      const auto found = always.broken(both.entries());
      if (!found.empty()) RC_FAIL(found.front());
      RC_ASSERT(always.state() == both.state());
    }));
  }

  TEST_CASE("engine and model agree on all orders of six commands of two kiosks and counters") {
    // With 60 s between commands every mark is met exactly, with 61 s it is passed.
    for (const std::int64_t between_ms : {0, 60'000, 61'000, 240'000}) {
      auto hall = make_hall("RP", {{"R", "P"}, {"P", "R"}});
      hall.selection.priority_burst = 1;
      for (auto& service : hall.services) service.target = {240, 60, 120, 180, true};
      SideBySide both(hall);
      both.run(OpenCounter{{1}, "Ani"});
      both.run(OpenCounter{{2}, "Budi"});
      int histories = 0;
      CHECK(interleave(both, 6, between_ms, histories) == "");
      CHECK(histories > 10'000);
    }
  }
}
