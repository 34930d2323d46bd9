// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "dispatcher/engine/clocks.hpp"
#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/folder.hpp"
#include "dispatcher/engine/numbering.hpp"

namespace antre::engine {

void Folder::operator()(const DayOpened& event) {
  ANTRE_ASSERT(!state_.opened);
  // Nothing of the day before decides any more but what the event itself carries, so that a
  // replay from here gives the same state.
  State fresh;
  fresh.seq = state_.seq;
  fresh.at_ms = state_.at_ms;
  fresh.wall_offset_ms = state_.wall_offset_ms;
  fresh.day = entry_.day;
  fresh.opened = true;
  fresh.open_misses = event.open_misses;
  fresh.cases = event.cases;
  fresh.case_counts = event.case_counts;
  state_ = std::move(fresh);
  set_hall(state_, event.hall, entry_.at_ms);
  for (const auto& carried : event.carried) carry(carried);
}

void Folder::operator()(const DayClosed& event) {
  ANTRE_ASSERT(state_.opened);
  for (const auto& name : event.unserved) end_with_day(name, TicketState::kUnserved);
  for (const auto& name : event.finished) end_with_day(name, TicketState::kFinished);
  for (const auto& line : state_.lines) ANTRE_ASSERT(line.waiting() == 0);
  ANTRE_ASSERT(state_.booked.empty());
  state_.opened = false;
}

void Folder::operator()(const HallChanged& event) {
  set_hall(state_, event.hall, entry_.at_ms);
}

void Folder::operator()(const ClockCorrected& /*event*/) {}

void Folder::operator()(const NumbersSkipped& event) {
  ANTRE_ASSERT(event.from >= 1 && event.from <= event.to);
  auto& line = state_.lines[line_or_retired(state_, event.service)];
  // What was already given stays given.
  const auto from = std::max(event.from, line.last_count + 1);
  if (from <= event.to) line.skipped.push_back({from, event.to});
}

void Folder::operator()(const TicketIssued& event) {
  auto* line = state_.line(event.service);
  ANTRE_ASSERT(line != nullptr);
  const auto count = count_of(event.ticket, event.service);
  ANTRE_ASSERT(count && *count == next_count(*line));
  const auto slot = static_cast<Slot>(state_.tickets.size());
  Ticket ticket;
  ticket.number = event.ticket;
  ticket.day = state_.day;
  ticket.home = static_cast<LineIndex>(line - state_.lines.data());
  ticket.service = ticket.home;
  ticket.line = ticket.home;
  ticket.count = *count;
  ticket.class_ = event.class_;
  ticket.channel = event.channel;
  ticket.state = TicketState::kBooked;
  ticket.place_ms = event.place_ms.value_or(entry_.at_ms);
  ticket.issued_ms = entry_.at_ms;
  ticket.issued_wall_offset_ms = state_.wall_offset_ms;
  ticket.code = event.code.value_or(std::string{});
  ticket.case_ = event.case_.value_or(std::string{});
  state_.tickets.push_back(std::move(ticket));
  line->given.push_back(slot);
  line->last_count = *count;
  if (event.place_ms)
    state_.booked.push_back(slot);
  else
    wait(state_, slot);
}

void Folder::operator()(const TicketArrived& event) {
  const Slot slot = state_.slot(entry_.day, event.ticket);
  ANTRE_ASSERT(slot != kNoSlot && state_.tickets[slot].state == TicketState::kBooked);
  std::erase(state_.booked, slot);
  wait(state_, slot);
}

void Folder::operator()(const TicketCancelled& event) {
  const Slot slot = named(event);
  auto& ticket = state_.tickets[slot];
  switch (ticket.state) {
    case TicketState::kWaiting:
      dequeue(state_, slot);
      break;
    case TicketState::kBooked:
      std::erase(state_.booked, slot);
      break;
    case TicketState::kHeld:
      break;
    default:
      ANTRE_ASSERT(ticket.state == TicketState::kCalled);
      leave(at(ticket.counter));
  }
  end_clock(state_, slot);
  end(ticket, TicketState::kCancelled);
}

void Folder::operator()(const PrintReported& event) {
  auto& ticket = state_.tickets[named(event)];
  ticket.print = event.state;
  ticket.print_reason = event.reason;
  ticket.print_device = event.device;
}

void Folder::operator()(const NoteAdded& event) {
  static_cast<void>(named(event));  // its text is not here
}

void Folder::operator()(const TicketCheckedIn& event) {
  state_.tickets[named(event)].checked_in = true;
}

void Folder::operator()(const GuestBookSigned& event) {
  static_cast<void>(named(event));  // what was entered is not here
}

void Folder::operator()(const ReprintAsked& event) {
  static_cast<void>(named(event));
}

void Folder::operator()(const AnnouncementMade& event) {
  std::erase_if(state_.announcements,
                [&](const Announcement& one) { return one.until_ms <= entry_.at_ms; });
  state_.announcements.push_back({entry_.seq, event.until_ms});
}

void Folder::operator()(const AnnouncementWithdrawn& event) {
  const auto gone = std::erase_if(
      state_.announcements, [&](const Announcement& one) { return one.seq == event.announcement; });
  ANTRE_ASSERT(gone == 1);
}

void Folder::operator()(const SurveyAnswered& event) {
  state_.tickets[named(event)].surveyed = true;
}

void Folder::operator()(const HelpAsked& event) {
  at(event.counter).help = event.text;
}

void Folder::operator()(const HelpEnded& event) {
  at(event.counter).help.reset();
}

void Folder::operator()(const PrinterReported& event) {
  const auto at = std::ranges::find(state_.printers, event.device, &Printer::device);
  auto& printer = at == state_.printers.end() ? state_.printers.emplace_back() : *at;
  printer = {event.device, event.ready, event.reason};
}

void Folder::operator()(const ServicePaused& event) {
  auto* line = state_.line(event.service);
  ANTRE_ASSERT(line != nullptr);
  line->paused = true;
  line->paused_until_ms = event.until_ms;
}

void Folder::operator()(const ServiceUnpaused& event) {
  auto* line = state_.line(event.service);
  ANTRE_ASSERT(line != nullptr);
  line->paused = false;
  line->paused_until_ms.reset();
}

void Folder::operator()(const CounterOpened& event) {
  auto& counter = at(event.counter);
  ANTRE_ASSERT(counter.state == CounterState::kClosed);
  counter.officer = event.officer;
  become(counter, CounterState::kFree);
}

void Folder::operator()(const CounterBreak& event) {
  auto& counter = at(event.counter);
  ANTRE_ASSERT(counter.state == CounterState::kFree);
  counter.break_reason = event.reason;
  become(counter, CounterState::kOnBreak);
}

void Folder::operator()(const CounterResumed& event) {
  auto& counter = at(event.counter);
  ANTRE_ASSERT(counter.state == CounterState::kOnBreak);
  counter.break_reason.clear();
  become(counter, CounterState::kFree);
}

void Folder::operator()(const CounterClosed& event) {
  auto& counter = at(event.counter);
  ANTRE_ASSERT(counter.ticket == kNoSlot);
  counter.officer.clear();
  counter.break_reason.clear();
  counter.help.reset();
  become(counter, CounterState::kClosed);
  if (counter.closing)
    std::erase_if(state_.counters, [&](const Counter& c) { return c.id == event.counter; });
}

void Folder::carry(const CarriedTicket& carried) {
  const auto quick = quick_count(carried.ticket);
  const auto& prefix = carried.prefix.value.empty() ? carried.service : carried.prefix;
  const auto slot = static_cast<Slot>(state_.tickets.size());
  Ticket ticket;
  ticket.number = carried.ticket;
  ticket.day = carried.of_day;
  ticket.home = line_or_retired(state_, prefix);
  ticket.service = line_or_retired(state_, carried.service);
  ticket.line = ticket.service;
  ticket.count = quick ? *quick : count_of(carried.ticket, prefix).value_or(0);
  ticket.class_ = carried.class_;
  ticket.channel = carried.channel;
  ticket.state = carried.state;
  ticket.counter = carried.counter;
  ticket.return_to = carried.return_to.value_or(CounterId{});
  ticket.recalls = carried.recalls;
  ticket.overtaken = carried.overtaken;
  ticket.misses = carried.misses;
  // One that was put aside and is called again has a start from before.
  ticket.served = carried.started_ms != 0;
  ticket.explicit_ = carried.explicit_;
  ticket.auto_ = carried.auto_;
  ticket.place_ms = carried.issued_ms;
  ticket.issued_ms = carried.issued_ms;
  ticket.called_ms = carried.called_ms;
  ticket.started_ms = carried.started_ms;
  ticket.issued_wall_offset_ms = carried.issued_wall_offset_ms;
  ticket.print = carried.print;
  ticket.print_reason = carried.print_reason;
  ticket.print_device = carried.print_device;
  ticket.checked_in = carried.checked_in;
  ticket.case_ = carried.case_;
  ticket.surveyed = carried.surveyed;
  ticket.code = carried.code.value_or("");
  state_.tickets.push_back(std::move(ticket));
  state_.carried.push_back(slot);
  carry_to_counter(carried, slot);
  if (!carried.clock) return;
  Clock clock;
  clock.slot = slot;
  clock.seq = entry_.seq;
  clock.started_ms = carried.clock->started_ms;
  clock.from_ms = carried.clock->from_ms;
  clock.mark = carried.clock->mark;
  clock.shares = carried.clock->shares;
  state_.clocks.push_back(std::move(clock));
}

void Folder::carry_to_counter(const CarriedTicket& carried, Slot slot) {
  auto* counter = state_.counter(carried.counter);
  if (counter == nullptr) {
    Counter leaving;
    leaving.id = carried.counter;
    leaving.closing = true;
    counter = &*state_.counters.insert(
        std::ranges::lower_bound(state_.counters, leaving.id, {}, &Counter::id), leaving);
  }
  ANTRE_ASSERT(counter->ticket == kNoSlot);
  const bool serving = carried.state == TicketState::kServing;
  counter->ticket = slot;
  counter->state = serving ? CounterState::kServing : CounterState::kCalling;
  counter->since_ms = serving ? carried.started_ms : carried.called_ms;
  counter->rung_ms = carried.called_ms;
  counter->officer = carried.officer;
}

void Folder::end_with_day(const std::string& name, TicketState ended) {
  const Slot slot = slot_named(state_, name);
  ANTRE_ASSERT(slot != kNoSlot);
  auto& ticket = state_.tickets[slot];
  if (ticket.state == TicketState::kWaiting)
    dequeue(state_, slot);
  else if (ticket.state == TicketState::kBooked)
    std::erase(state_.booked, slot);
  else
    ANTRE_ASSERT(ticket.state == TicketState::kHeld);
  end_clock(state_, slot);
  // Who was put aside in the middle of a service did not get all of it.
  if (ended == TicketState::kFinished) ticket.outcome = Outcome::kIncomplete;
  end(ticket, ended);
}

Counter& Folder::at(CounterId id) {
  auto* counter = state_.counter(id);
  ANTRE_ASSERT(counter != nullptr);
  return *counter;
}

void Folder::become(Counter& counter, CounterState state) const {
  counter.state = state;
  counter.since_ms = entry_.at_ms;
  counter.last_end.reset();
  if (state != CounterState::kCalling) {
    counter.no_answer_told = false;
    counter.long_call_told = false;
  }
  if (state != CounterState::kCalling && state != CounterState::kServing)
    counter.passed_over.clear();
}

void Folder::leave(Counter& counter) const {
  counter.ticket = kNoSlot;
  become(counter, CounterState::kFree);
}

void Folder::end(Ticket& ticket, TicketState state) const {
  ticket.state = state;
  ticket.ended_ms = entry_.at_ms;
}

namespace {

/// Whether an event says something about the open day and so has to be stamped with it.
bool of_open_day(const Event& event) {
  return !std::holds_alternative<DayOpened>(event) && !std::holds_alternative<HallChanged>(event) &&
         !std::holds_alternative<ClockCorrected>(event);
}

}  // namespace

void apply(State& state, const Entry& entry) {
  ANTRE_ASSERT(entry.seq == state.seq + 1 ||
               (state.seq == 0 && std::holds_alternative<DayOpened>(entry.event)));
  ANTRE_ASSERT(entry.at_ms >= state.at_ms);
  ANTRE_ASSERT(!of_open_day(entry.event) || (state.opened && entry.day == state.day));
  // What held until this moment, before anything of it changes.
  pass_time(state, entry.at_ms);
  state.seq = entry.seq;
  state.at_ms = entry.at_ms;
  state.wall_offset_ms = entry.wall_offset_ms.value_or(0);
  std::visit(Folder{state, entry}, entry.event);
}

}  // namespace antre::engine
