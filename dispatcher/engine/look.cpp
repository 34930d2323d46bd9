// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/numbering.hpp"
#include "dispatcher/engine/selection.hpp"

namespace antre::engine {
namespace {

std::vector<Slot> due_slots(const State& state) {
  std::vector<Slot> slots;
  Picker picker(state);
  for (const auto& counter : state.counters) {
    if (counter.state != CounterState::kFree) continue;
    const Slot slot = picker.next(counter);
    if (slot == kNoSlot) continue;
    slots.push_back(slot);
    picker.take(counter, slot);
  }
  return slots;
}

bool nobody_waits(const State& state) {
  return std::ranges::all_of(state.lines, [](const Line& line) { return line.waiting() == 0; });
}

/// Whether somebody is at work for a line: a primary counter that is staffed, or a counter that
/// has a ticket of the line (rule 1b).
bool attended(const State& state, LineIndex line) {
  return std::ranges::any_of(state.counters, [&](const Counter& counter) {
    const bool staffed =
        counter.state != CounterState::kClosed && counter.state != CounterState::kOnBreak;
    return (staffed && is_primary(counter, line)) ||
           (counter.ticket != kNoSlot && state.tickets[counter.ticket].line == line);
  });
}

/// The service of a ticket starts: those whose clock ran when it was called, and that still wait
/// and have no counter for them, are overtaken (rule 2).
void overtake(const State& state, const ServiceStarted& started, Scribe& scribe) {
  const auto* counter = state.counter(started.counter);
  if (counter == nullptr || counter->passed_over.empty() || counter->ticket == kNoSlot) return;
  const Ticket& other = state.tickets[counter->ticket];
  const bool start_over = !other.explicit_;
  const auto due = due_slots(state);
  std::vector<Event> events;
  for (const auto& passed : counter->passed_over) {
    const auto* clock = state.clock(passed.slot);
    const Ticket& ticket = state.tickets[passed.slot];
    if (clock == nullptr || clock->seq != passed.clock_seq) continue;
    if (ticket.state != TicketState::kWaiting) continue;
    if (start_over && clock->mark == Mark::kMissed) continue;
    if (std::ranges::find(due, passed.slot) != due.end()) continue;
    events.emplace_back(TicketOvertaken{ticket.number, told_day(state, ticket), other.number,
                                        started.counter, start_over});
  }
  for (auto& event : events) scribe.write(std::move(event));
}

/// Whether an event can make a ticket due or the first of an unattended line.
bool moves_anything(const Event& event) {
  // The choices of a counter change with *remind* and *escalate*; auto-call changes them by a call.
  if (const auto* reached = std::get_if<ClockReached>(&event))
    return reached->mark != Mark::kAutoCall;
  return !std::holds_alternative<ClockStarted>(event) &&
         !std::holds_alternative<TargetMissed>(event) &&
         !std::holds_alternative<MissCorrected>(event) &&
         !std::holds_alternative<PrintReported>(event) &&
         !std::holds_alternative<NoteAdded>(event) &&
         !std::holds_alternative<TicketCheckedIn>(event) &&
         !std::holds_alternative<GuestBookSigned>(event) &&
         !std::holds_alternative<ReprintAsked>(event) &&
         !std::holds_alternative<PrinterReported>(event) &&
         !std::holds_alternative<AnnouncementMade>(event) &&
         !std::holds_alternative<AnnouncementWithdrawn>(event) &&
         !std::holds_alternative<MissExplained>(event) &&
         !std::holds_alternative<HelpAsked>(event) && !std::holds_alternative<HelpEnded>(event) &&
         !std::holds_alternative<CaseOpened>(event) &&
         !std::holds_alternative<CaseAdvanced>(event) &&
         !std::holds_alternative<CaseClosed>(event) &&
         !std::holds_alternative<ReceiptAsked>(event) &&
         !std::holds_alternative<SurveyAnswered>(event) &&
         !std::holds_alternative<CounterAlerted>(event) &&
         !std::holds_alternative<ClockCorrected>(event) &&
         !std::holds_alternative<TicketRecalled>(event);
}

}  // namespace

void look(const State& state, const Event& event, Scribe& scribe) {
  if (!state.opened || !moves_anything(event)) return;
  if (const auto* started = std::get_if<ServiceStarted>(&event)) overtake(state, *started, scribe);

  std::vector<Slot> starting;
  const auto start = [&](Slot slot) {
    if (slot == kNoSlot || state.clock(slot) != nullptr) return;
    if (std::ranges::find(starting, slot) == starting.end()) starting.push_back(slot);
  };
  // At the latest when it is called.
  if (const auto* called = std::get_if<TicketCalled>(&event))
    start(state.slot(called->of_day.value_or(state.day), called->ticket));
  if (!nobody_waits(state)) {
    for (const Slot slot : due_slots(state)) start(slot);
    for (LineIndex line = 0; line < state.lines.size(); ++line)
      if (state.lines[line].waiting() > 0 && !attended(state, line))
        start(first_of_line(state, line));
  }
  for (const Slot slot : starting) {
    const Ticket& ticket = state.tickets[slot];
    scribe.write(ClockStarted{ticket.number, told_day(state, ticket)});
  }
}

void write_and_look(const State& state, Event event, Scribe& scribe) {
  // What is looked at is the event's kind, counter and ticket: a copy of a hall file is not needed.
  const bool cheap =
      !std::holds_alternative<DayOpened>(event) && !std::holds_alternative<HallChanged>(event);
  const Event seen = cheap ? event : Event{HallChanged{}};
  scribe.write(std::move(event));
  look(state, seen, scribe);
}

Result<void> carry_out(const State& state, const Command& command, const Context& context,
                       Scribe& scribe) {
  auto events = decide(state, command, context);
  if (!events) return events.error();
  for (auto& event : *events) write_and_look(state, std::move(event), scribe);
  return {};
}

std::vector<TicketId> due(const State& state) {
  std::vector<TicketId> tickets;
  for (const Slot slot : due_slots(state))
    tickets.push_back({state.tickets[slot].day, state.tickets[slot].number});
  return tickets;
}

}  // namespace antre::engine
