// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <map>
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

/// One step of a history, as plain numbers so that a failure shrinks to few and small ones: what,
/// two details, and the seconds that pass before it.
using Step = std::tuple<int, int, int, int>;
using History = std::vector<Step>;

rc::Gen<History> histories() {
  return rc::gen::scale(
      4.0, rc::gen::container<History>(rc::gen::resize(
               100, rc::gen::tuple(rc::gen::inRange(0, 86), rc::gen::inRange(0, 60),
                                   rc::gen::inRange(0, 60), rc::gen::inRange(0, 40)))));
}

HallSettings hall_variant(int a, int b) {
  auto hall = small_hall();
  hall.selection.priority_burst = 1 + a % 3;
  hall.selection.secondary = static_cast<SecondaryRule>(b % 3);
  hall.calling.start_on_call = a % 7 == 0;
  hall.calling.no_show_after_s = a % 8 == 0 ? 100 : 0;
  for (auto& service : hall.services) {
    service.target.auto_call = b % 2 == 0;
    if (a % 5 == 0) service.target = {60, 20, 40, 50, true};
  }
  if (b % 4 == 0)
    std::erase_if(hall.counters, [&](const auto& c) { return c.id.value == 1 + a % 3; });
  if (a % 6 == 0) {
    std::erase_if(hall.services, [](const auto& service) { return service.id.value == "P"; });
    for (auto& counter : hall.counters) {
      std::erase(counter.primary, ServiceId{"P"});
      std::erase(counter.secondary, ServiceId{"P"});
      if (counter.primary.empty()) counter.primary = {{"K"}};
    }
  }
  return hall;
}

/// A number that was given or, sometimes, none; with its day where that is an earlier one.
TicketId some_ticket(const State& state, int pick) {
  // Rather a late ticket: early ones have ended.
  const auto back = static_cast<std::size_t>(pick) % (state.tickets.size() + 1);
  if (back == state.tickets.size()) return {state.day, "R9999"};
  const auto& ticket = state.tickets[state.tickets.size() - 1 - back];
  return {ticket.day, ticket.number};
}

/// The code of a ticket or, sometimes, none that exists.
std::string code_of(const State& state, int pick) {
  const auto* ticket = state.ticket(some_ticket(state, pick));
  return ticket == nullptr || ticket->code.empty() ? "NOBODYS" : ticket->code;
}

/// The latest ticket that `is`, or any.
template <class Is>
TicketId latest(const State& state, int pick, Is is) {
  const auto found = std::find_if(state.tickets.rbegin(), state.tickets.rend(), is);
  if (found == state.tickets.rend()) return some_ticket(state, pick);
  return {found->day, found->number};
}

/// A ticket with which a case may begin.
TicketId served_ticket(const State& state, int pick) {
  return latest(state, pick, [&](const Ticket& one) {
    return one.served && one.case_.empty() && state.lines[one.service].service.value == "R" &&
           std::ranges::none_of(state.cases, [&](const CarriedCase& open) {
             return open.ticket == one.number && open.of_day == one.day;
           });
  });
}

/// A ticket whose visitor may be asked.
TicketId finished_ticket(const State& state, int pick) {
  return latest(state, pick, [](const Ticket& one) {
    return one.state == TicketState::kFinished && !one.surveyed;
  });
}

/// A held ticket if there is one.
TicketId held_ticket(const State& state, int pick) {
  for (const auto& ticket : state.tickets)
    if (ticket.state == TicketState::kHeld) return {ticket.day, ticket.number};
  return some_ticket(state, pick);
}

ServiceId some_service(int pick) {
  static const std::array<std::string, 4> services{"R", "K", "P", "R"};
  return {services[static_cast<std::size_t>(pick) % 4]};
}

Issue some_issue(const State& state, int a, int b) {
  auto command =
      issue_of(some_service(a).value, b % 3 == 0 ? TicketClass::kPriority : TicketClass::kRegular,
               static_cast<Channel>(b % 7 < 3 ? b % 3 : 0));
  command.code = "CODE" + std::to_string(state.seq);
  if (command.channel == Channel::kAppointment)
    command.booked_ms = state.at_ms + EngineMs{4000} * a;
  return command;
}

/// Mostly a counter at which that can be done, so that histories go somewhere.
CounterId some_counter(const State& state, CounterState wanted, int a, int b) {
  if (b % 5 != 0)
    for (std::size_t i = 0; i < state.counters.size(); ++i) {
      const auto& counter =
          state.counters[(i + static_cast<std::size_t>(a)) % state.counters.size()];
      if (counter.state == wanted) return counter.id;
    }
  return {1 + a % 3};
}

/// The counter at which something was done last.
CounterId latest_counter(const State& state) {
  const auto found = std::ranges::max_element(state.counters, {}, &Counter::since_ms);
  return found == state.counters.end() ? CounterId{1} : found->id;
}

/// What is done with an open case.
Command case_command(const State& state, int a, int b) {
  static const std::array<std::string, 3> steps{"received", "signed", "handed-over"};
  const auto number = state.cases.empty() ? "R-1970-0001" : state.cases.front().case_;
  if (a % 5 == 0) return CloseCase{number, "withdrawn"};
  if (a % 3 == 1) return PrintReceipt{number, ""};
  return AdvanceCase{number, steps.at(static_cast<std::size_t>(b) % 3)};
}

/// What is not a visit at a counter.
Command desk_command(const State& state, int kind, int a, int b) {
  const auto picked = some_ticket(state, b);
  switch (kind) {
    case 44:
      return PauseService{some_service(a), {}, "", state.at_ms + EngineMs{10'000} * (1 + b)};
    case 45:
      return UnpauseService{some_service(a)};
    case 46:
      return Correct{state.open_misses.empty() ? "none" : state.open_misses.back(), "told"};
    case 47:
      return Note{picked.number, picked.day, "text", "hash"};
    case 48:
      return Cancel{picked.number, picked.day};
    case 49:
      return ReportPrint{picked.number, picked.day, PrintState::kPrinted, ""};
    case 53:
      return CheckIn{code_of(state, b)};
    case 54:
      return SignGuestBook{picked.number, picked.day, {"Siti", "", "", "", "ktp"}, "hash"};
    case 55:
      return Reprint{picked.number, picked.day, ""};
    case 56:
    case 82:
    case 83:
      return ReportPrinter{a % 2 == 0, a % 3 == 0 ? "media-low" : ""};
    case 57:
      return Announce{"Mohon siapkan kartu identitas", 1 + a % 3, b % 2 == 0, ""};
    case 58:
      return WithdrawAnnouncement{state.announcements.empty() ? 1
                                                              : state.announcements.front().seq};
    case 59:
      return AskHelp{{1 + a % 3}, b % 2 == 0 ? "printer" : ""};
    case 60:
      return EndHelp{{1 + a % 3}};
    case 61:
    case 84:
    case 85:
      return ExplainMiss{state.open_misses.empty() ? "none" : state.open_misses.back(), "busy"};
    case 62:
      return MoveTicket{picked.number, picked.day, some_service(a), {}};
    case 63:
      return MoveTicket{picked.number, picked.day, {}, CounterId{1 + a % 3}};
    case 64:
    case 72:
    case 73:
    case 74:
    case 75:
      return OpenCase{served_ticket(state, b).number, served_ticket(state, b).day,
                      "CASE" + std::to_string(state.seq)};
    case 65:
    case 80:
    case 81:
      return AnswerSurvey{finished_ticket(state, b).number, finished_ticket(state, b).day,
                          std::vector<int>(9, 1 + a % 4)};
    case 66:
    case 68:
    case 69:
    case 76:
    case 77:
    case 78:
    case 79:
      return case_command(state, a, b);
    case 67:
      return CheckIn{state.cases.empty() ? "NOBODYS" : *state.cases.back().code,
                     "TICKET" + std::to_string(state.seq)};
    default:
      return Unhold{held_ticket(state, b).number, held_ticket(state, b).day};
  }
}

Command command_of(const State& state, int kind, int a, int b) {
  static const std::array<std::string, 3> officers{"Ani", "Budi", "Citra"};
  const auto in = [&](CounterState wanted) { return some_counter(state, wanted, a, b); };
  const auto visited = in(a % 2 == 0 ? CounterState::kCalling : CounterState::kServing);
  if (kind < 11) return some_issue(state, a, b);
  if (kind < 14) return OpenCounter{{1 + a % 3}, officers[static_cast<std::size_t>(b) % 3]};
  if (kind < 20) return Call{in(CounterState::kFree), {}};
  if (kind < 22) return Call{in(CounterState::kFree), some_ticket(state, b).number};
  if (kind == 22) return Recall{in(CounterState::kCalling)};
  if (kind < 27) return Start{in(CounterState::kCalling)};
  if (kind < 30) return Finish{in(CounterState::kServing), static_cast<Outcome>(b % 4)};
  if (kind == 30) return NoShow{in(CounterState::kCalling)};
  if (kind < 33) return Hold{visited};
  if (kind < 35) return Transfer{visited, some_service(b), {}, b % 2 == 0};
  if (kind < 37) return Transfer{visited, {}, CounterId{1 + b % 3}, b % 2 == 0};
  if (kind == 37) return Requeue{visited, static_cast<Requeued>(b % 3)};
  if (kind == 38) return QuickServe{in(CounterState::kFree), some_service(b)};
  if (kind < 42 || (kind > 69 && kind < 72)) return Undo{latest_counter(state)};
  if (kind == 42) return BreakCounter{in(CounterState::kFree), "prayer"};
  if (kind == 43) return ResumeCounter{in(CounterState::kOnBreak)};
  return desk_command(state, kind, a, b);
}

void step(Desk& desk, const Step& taken) {
  const auto [kind, a, b, seconds] = taken;
  desk.pass_s(seconds);
  if (kind == 70) {
    desk.reload(hall_variant(a, b));
  } else if (kind == 71 && a % 4 == 0) {
    desk.context.now.day.value += 1;
  } else if (kind == 71 && a % 4 == 1) {
    desk.context.now.hall_open = !desk.context.now.hall_open;
    desk.wind_now();
  } else {
    static_cast<void>(desk.run(command_of(desk.state, kind, a, b)));
  }
}

/// What a journal may say around tickets: nobody checks in twice on a day or with a ticket that has
/// ended, and a printer is told only when it is another.
void check_around(const Desk& desk) {
  std::set<std::string> ended;
  std::set<std::string> checked_in;
  std::map<std::string, std::pair<bool, std::string>> printers;
  for (const auto& entry : desk.entries) {
    if (std::holds_alternative<DayOpened>(entry.event)) {
      checked_in.clear();
      printers.clear();
    } else if (const auto* came = std::get_if<TicketCheckedIn>(&entry.event)) {
      const auto key = ticket_key(came->of_day.value_or(entry.day), came->ticket);
      RC_ASSERT(!ended.contains(key));
      RC_ASSERT(checked_in.insert(key).second);
    } else if (const auto* cancelled = std::get_if<TicketCancelled>(&entry.event)) {
      ended.insert(ticket_key(cancelled->of_day.value_or(entry.day), cancelled->ticket));
    } else if (const auto* asked = std::get_if<ReprintAsked>(&entry.event)) {
      RC_ASSERT(!ended.contains(ticket_key(asked->of_day.value_or(entry.day), asked->ticket)));
      RC_ASSERT(printers.contains(asked->kiosk));
    } else if (const auto* told = std::get_if<PrinterReported>(&entry.event)) {
      const std::pair now{told->ready, told->reason};
      const auto [before, first] = printers.try_emplace(told->device, now);
      RC_ASSERT(first || before->second != now);
      before->second = now;
    }
  }
}

/// The misses that a journal must have by "What must hold, always": one for each clock that passed
/// the target (told while it waited, or with the service that started too late) and each unserved.
void check_misses(const Desk& desk) {
  std::map<std::string, int> told;
  for (const auto& miss : desk.all<TargetMissed>()) ++told[miss.miss];
  for (const auto& [name, times] : told) RC_ASSERT(times == 1);
  Day day;
  for (const auto& entry : desk.entries) {
    day = entry.day;
    if (const auto* started = std::get_if<ServiceStarted>(&entry.event)) {
      const auto key = day_text(started->of_day.value_or(day)) + "/" + started->ticket;
      if (!started->met) RC_ASSERT(told.contains(key));
    } else if (const auto* closed = std::get_if<DayClosed>(&entry.event)) {
      for (const auto& name : closed->unserved)
        RC_ASSERT(
            told.contains(name.find('/') == std::string::npos ? day_text(day) + "/" + name : name));
    }
  }
}

}  // namespace

TEST_SUITE("engine/life") {
  TEST_CASE("nothing that must hold is ever broken in the whole life of tickets") {
    std::map<std::size_t, int> kinds;
    CHECK(rc::check("invariants hold after every step", [&kinds] {
      Desk desk;
      for (const auto& taken : *histories()) {
        step(desk, taken);
        const auto found = broken(desk.state);
        if (!found.empty()) RC_FAIL(found.front());
      }
      check_misses(desk);
      check_around(desk);
      for (const auto& entry : desk.entries) ++kinds[entry.event.index()];
    }));
    // Histories in which something never happens would prove nothing about it. Not made here: a
    // corrected clock, a restored store and its skipped numbers.
    CHECK(kinds.size() == std::variant_size_v<Event> - 3);
  }

  TEST_CASE("a replay of a whole life gives the state that was live") {
    CHECK(rc::check("replays are equal", [] {
      Desk desk;
      for (const auto& taken : *histories()) step(desk, taken);
      RC_ASSERT(replay(desk.entries, false) == desk.state);
      RC_ASSERT(replay(last_day(desk.entries), false) == desk.state);
      RC_ASSERT(replay(desk.entries, true) == desk.state);
    }));
  }

  TEST_CASE("the screens' view of a whole life shows what the engine has") {
    CHECK(rc::check("the view agrees with the state", [] {
      Desk desk;
      for (const auto& taken : *histories()) step(desk, taken);
      HallView view;
      for (const auto& entry : desk.entries) view.apply(entry);
      RC_ASSERT(view.counters.size() == desk.state.counters.size());
      for (const auto& counter : desk.state.counters) {
        const auto* seen = view.counter(counter.id);
        RC_ASSERT(seen != nullptr);
        RC_ASSERT(seen->state == counter.state);
        RC_ASSERT(seen->ticket.has_value() == (counter.ticket != kNoSlot));
      }
      for (const auto& ticket : desk.state.tickets) {
        const auto* seen = view.ticket({ticket.day, ticket.number});
        const bool here =
            ticket.state == TicketState::kWaiting || ticket.state == TicketState::kBooked ||
            ticket.state == TicketState::kHeld || ticket.state == TicketState::kCalled ||
            ticket.state == TicketState::kServing;
        RC_ASSERT((seen != nullptr) == here);
        if (!here) continue;
        RC_ASSERT(seen->state == ticket.state);
        RC_ASSERT(seen->service == desk.state.lines[ticket.service].service);
        RC_ASSERT(seen->overtaken == ticket.overtaken);
        RC_ASSERT(seen->checked_in == ticket.checked_in);
        const auto slot = static_cast<Slot>(&ticket - desk.state.tickets.data());
        const auto* clock = desk.state.clock(slot);
        const bool runs = clock != nullptr && !clock->stood_ms;
        RC_ASSERT(seen->clock_from_ms.has_value() == runs);
        if (runs) RC_ASSERT(*seen->clock_from_ms == clock->from_ms);
      }
      for (const auto& printer : desk.state.printers) {
        const auto seen = std::ranges::find(view.printers, printer.device, &ViewPrinter::device);
        RC_ASSERT(seen != view.printers.end());
        RC_ASSERT((seen->told && seen->ready == printer.ready && seen->trouble == printer.reason));
      }
      RC_ASSERT(view.open_misses == static_cast<int>(desk.state.open_misses.size()));
    }));
  }
}
