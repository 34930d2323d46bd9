// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <utility>

#include "dispatcher/engine/invariants.hpp"
#include "tests/engine/desk.hpp"

using namespace antre;
using namespace antre::engine;
using antre::engine::test::Desk;
using antre::engine::test::issue_of;
using antre::engine::test::replay;

namespace {

constexpr CounterId kOne{1};

/// A desk whose counter 1 is in a state, with one more ticket waiting; nothing to take back.
Desk desk_in(CounterState wanted) {
  Desk desk;
  desk.issue("R");
  desk.issue("R");
  if (wanted == CounterState::kClosed) return desk;
  desk.open(1);
  if (wanted == CounterState::kOnBreak) desk.must(BreakCounter{kOne, "prayer"});
  if (wanted == CounterState::kCalling || wanted == CounterState::kServing) desk.call(1);
  if (wanted == CounterState::kServing) desk.must(Start{kOne});
  REQUIRE(counter_reply(desk.state, kOne).state == wanted);
  return desk;
}

/// A desk with R001 in a state; counter 1 calls or serves it or has done so, counter 3 is free, and
/// R002 waits or not.
Desk desk_with(TicketState wanted) {
  Desk desk;
  desk.open(1);
  desk.open(3);
  if (wanted == TicketState::kBooked) {
    auto booked = issue_of("R", TicketClass::kRegular, Channel::kAppointment);
    booked.booked_ms = desk.context.now.at_ms + 60'000;
    desk.must(booked);
    return desk;
  }
  desk.issue("R");
  switch (wanted) {
    case TicketState::kWaiting:
      break;
    case TicketState::kCancelled:
      desk.must(Cancel{"R001", {}});
      break;
    default:
      desk.call(1);
  }
  if (wanted == TicketState::kServing || wanted == TicketState::kFinished) desk.must(Start{kOne});
  if (wanted == TicketState::kFinished) desk.must(Finish{kOne, Outcome::kServed});
  if (wanted == TicketState::kNoShow) desk.must(NoShow{kOne});
  if (wanted == TicketState::kHeld) desk.must(Hold{kOne});
  REQUIRE(desk.ticket("R001").state == wanted);
  return desk;
}

Transfer transfer_of(std::optional<ServiceId> service, std::optional<CounterId> to) {
  Transfer command;
  command.counter = kOne;
  command.service = std::move(service);
  command.to_counter = to;
  return command;
}

/// Carries a command out and gives the code of its refusal, "" when there is none. Refused or not,
/// all holds, a refusal has a sentence and changes nothing.
std::string code_of(Desk& desk, const Command& command) {
  const auto before = desk.entries.size();
  const auto events = desk.run(command);
  CHECK(broken(desk.state).empty());
  CHECK(replay(desk.entries, true) == desk.state);
  if (events) {
    CHECK_FALSE(events->empty());
    return "";
  }
  CHECK(desk.entries.size() == before);
  CHECK(events.error().detail.size() > 10);
  return std::string(wire_name(events.error().code));
}

}  // namespace

TEST_SUITE("engine/table") {
  TEST_CASE("each command in each state of a counter is done or refused with its code") {
    const std::array<Command, 15> commands{OpenCounter{kOne, "Ani"},
                                           BreakCounter{kOne, ""},
                                           ResumeCounter{kOne},
                                           CloseCounter{kOne},
                                           Call{kOne, {}},
                                           Recall{kOne},
                                           Start{kOne},
                                           Finish{kOne, {}},
                                           NoShow{kOne},
                                           Hold{kOne},
                                           transfer_of(ServiceId{"P"}, {}),
                                           transfer_of({}, CounterId{2}),
                                           Requeue{kOne, Requeued::kBack},
                                           QuickServe{kOne, {"R"}},
                                           Undo{kOne}};
    struct Expected {
      CounterState state;
      std::array<std::string_view, 15> codes;  // "" is done
    };
    constexpr std::string_view kShut = "counter-closed";
    constexpr std::string_view kBusy = "counter-busy";
    constexpr std::string_view kIdle = "counter-idle";
    constexpr std::string_view kRest = "counter-on-break";
    constexpr std::string_view kWrong = "wrong-state";
    constexpr std::string_view kTwice = "counter-open";
    constexpr std::string_view kNone = "nothing-to-undo";
    const std::array<Expected, 5> table{
        Expected{CounterState::kClosed,
                 {"", kShut, kShut, kShut, kShut, kShut, kShut, kShut, kShut, kShut, kShut, kShut,
                  kShut, kShut, kShut}},
        Expected{CounterState::kFree,
                 {kTwice, "", kWrong, "", "", kIdle, kIdle, kIdle, kIdle, kIdle, kIdle, kIdle,
                  kIdle, "", kNone}},
        Expected{
            CounterState::kCalling,
            {kTwice, kBusy, kWrong, kBusy, kBusy, "", "", kWrong, "", "", "", "", "", kBusy, ""}},
        Expected{CounterState::kServing,
                 {kTwice, kBusy, kWrong, kBusy, kBusy, kWrong, kWrong, "", kWrong, "", "", "", "",
                  kBusy, kNone}},
        Expected{CounterState::kOnBreak,
                 {kTwice, kRest, "", "", kRest, kRest, kRest, kRest, kRest, kRest, kRest, kRest,
                  kRest, kRest, kNone}}};
    for (const auto& row : table)
      for (std::size_t i = 0; i < commands.size(); ++i) {
        auto desk = desk_in(row.state);
        CHECK_MESSAGE(code_of(desk, commands[i]) == row.codes[i], "state ",
                      static_cast<int>(row.state), " command ", i);
      }
  }

  TEST_CASE("a counter that is not in the hall refuses everything as unknown") {
    const CounterId nine{9};
    Transfer transfer;
    transfer.counter = nine;
    transfer.service = ServiceId{"P"};
    const std::array<Command, 14> commands{OpenCounter{nine, "Ani"},
                                           BreakCounter{nine, ""},
                                           ResumeCounter{nine},
                                           CloseCounter{nine},
                                           Call{nine, {}},
                                           Recall{nine},
                                           Start{nine},
                                           Finish{nine, {}},
                                           NoShow{nine},
                                           Hold{nine},
                                           transfer,
                                           Requeue{nine, {}},
                                           QuickServe{nine, {"R"}},
                                           Undo{nine}};
    Desk desk;
    for (const auto& command : commands) CHECK(code_of(desk, command) == "unknown-counter");
  }

  TEST_CASE("each command that names a ticket in each state of it is done or refused") {
    struct Expected {
      TicketState state;
      std::array<std::string_view, 5> codes;  // call at 3, unhold, cancel, note, report-print
    };
    constexpr std::string_view kWrong = "wrong-state";
    const std::array<Expected, 8> table{
        Expected{TicketState::kWaiting, {"", kWrong, "", "", ""}},
        Expected{TicketState::kCalled, {kWrong, kWrong, "", "", ""}},
        Expected{TicketState::kServing, {kWrong, kWrong, kWrong, "", ""}},
        Expected{TicketState::kFinished, {kWrong, kWrong, kWrong, "", ""}},
        Expected{TicketState::kNoShow, {kWrong, kWrong, kWrong, "", ""}},
        Expected{TicketState::kCancelled, {kWrong, kWrong, kWrong, "", ""}},
        Expected{TicketState::kBooked, {kWrong, kWrong, "", "", ""}},
        Expected{TicketState::kHeld, {kWrong, "", "", "", ""}}};
    const std::array<Command, 5> commands{Call{{3}, "R001"}, Unhold{"R001", {}}, Cancel{"R001", {}},
                                          Note{"R001", {}, "text", "hash"},
                                          ReportPrint{"R001", {}, PrintState::kPrinted, ""}};
    for (const auto& row : table)
      for (std::size_t i = 0; i < commands.size(); ++i) {
        auto desk = desk_with(row.state);
        CHECK_MESSAGE(code_of(desk, commands[i]) == row.codes[i], "state ",
                      static_cast<int>(row.state), " command ", i);
      }
  }

  TEST_CASE("a ticket that was never given is unknown to every command") {
    const std::array<Command, 5> commands{Call{{3}, "R009"}, Unhold{"R009", {}}, Cancel{"R009", {}},
                                          Note{"R009", {}, "text", "hash"},
                                          ReportPrint{"R009", {}, PrintState::kPrinted, ""}};
    Desk desk;
    desk.open(3);
    for (const auto& command : commands) CHECK(code_of(desk, command) == "unknown-ticket");
  }

  TEST_CASE("a service is paused and resumed once each") {
    Desk desk;
    CHECK(code_of(desk, PauseService{{"X"}, {}, "", {}}) == "unknown-service");
    CHECK(code_of(desk, UnpauseService{{"X"}}) == "unknown-service");
    CHECK(code_of(desk, UnpauseService{{"R"}}) == "wrong-state");
    CHECK(code_of(desk, PauseService{{"R"}, {}, "no forms", {}}) == "");
    CHECK(code_of(desk, PauseService{{"R"}, {}, "no forms", {}}) == "service-paused");
    CHECK(code_of(desk, issue_of("R")) == "service-paused");
    CHECK(code_of(desk, UnpauseService{{"R"}}) == "");
    CHECK(code_of(desk, issue_of("R")) == "");
  }
}
