// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "dispatcher/engine/clocks.hpp"
#include "dispatcher/engine/folder.hpp"
#include "dispatcher/engine/numbering.hpp"

namespace antre::engine {

void Folder::operator()(const TicketCalled& event) {
  const Slot slot = named(event);
  auto& ticket = state_.tickets[slot];
  auto& counter = at(event.counter);
  ANTRE_ASSERT(ticket.state == TicketState::kWaiting && counter.state == CounterState::kFree);
  counter.passed_over = passed_over(state_, counter, slot, event.explicit_);
  count_call(state_, counter, ticket.class_);
  dequeue(state_, slot);
  ticket.state = TicketState::kCalled;
  ticket.counter = event.counter;
  ticket.called_ms = entry_.at_ms;
  ticket.recalls = 0;
  ticket.explicit_ = event.explicit_;
  ticket.auto_ = event.auto_;
  counter.ticket = slot;
  counter.rung_ms = entry_.at_ms;
  counter.no_answer_told = false;
  counter.long_call_told = false;
  become(counter, CounterState::kCalling);
}

void Folder::operator()(const TicketRecalled& event) {
  auto& ticket = state_.tickets[visitor(event, CounterState::kCalling)];
  ticket.recalls = event.times;
  at(event.counter).rung_ms = entry_.at_ms;
}

void Folder::operator()(const ServiceStarted& event) {
  const Slot slot = visitor(event, CounterState::kCalling);
  auto& ticket = state_.tickets[slot];
  end_clock(state_, slot);
  ticket.state = TicketState::kServing;
  ticket.started_ms = entry_.at_ms;
  ticket.served = true;
  // What its call passed over is kept: whom it overtakes is looked at after this event.
  become(at(event.counter), CounterState::kServing);
}

void Folder::operator()(const ServiceFinished& event) {
  const Slot slot = visitor(event, CounterState::kServing);
  auto& ticket = state_.tickets[slot];
  auto& counter = at(event.counter);
  ticket.outcome = event.outcome;
  end(ticket, TicketState::kFinished);
  leave(counter);
  counter.last_end = LastEnd{slot, entry_.at_ms, std::nullopt};
}

void Folder::operator()(const TicketNoShow& event) {
  const Slot slot = visitor(event, CounterState::kCalling);
  auto& counter = at(event.counter);
  end(state_.tickets[slot], TicketState::kNoShow);
  // A no-show that is taken back is as if it had not been, and its call passed over the same ones.
  auto passed = std::move(counter.passed_over);
  leave(counter);
  counter.passed_over = std::move(passed);
  counter.last_end = LastEnd{slot, entry_.at_ms, end_clock(state_, slot)};
}

void Folder::operator()(const TicketHeld& event) {
  const Slot slot = leaving(event);
  state_.tickets[slot].state = TicketState::kHeld;
  stand_clock(state_, slot, entry_.at_ms);
}

void Folder::operator()(const TicketUnheld& event) {
  const Slot slot = named(event);
  ANTRE_ASSERT(state_.tickets[slot].state == TicketState::kHeld);
  run_clock(state_, slot, entry_.at_ms);
  wait(state_, slot);
}

void Folder::operator()(const TicketTransferred& event) {
  const Slot slot = leaving(event);
  state_.tickets[slot].return_to = event.return_to.value_or(CounterId{});
  go_to_line(slot, event.service, event.to_counter);
}

void Folder::operator()(const TicketMoved& event) {
  const Slot slot = named(event);
  ANTRE_ASSERT(state_.tickets[slot].state == TicketState::kWaiting);
  dequeue(state_, slot);
  go_to_line(slot, event.service, event.to_counter);
}

void Folder::go_to_line(Slot slot, const std::optional<ServiceId>& service,
                        const std::optional<CounterId>& to_counter) {
  ANTRE_ASSERT(service.has_value() != to_counter.has_value());
  const LineIndex line =
      service ? line_or_retired(state_, *service) : counter_line(state_, *to_counter);
  auto& ticket = state_.tickets[slot];
  ticket.line = line;
  if (service) ticket.service = line;
  if (auto* clock = state_.clock(slot); clock != nullptr) recount_marks(*clock);
  ticket.place_ms = entry_.at_ms;
  wait(state_, slot);
}

void Folder::operator()(const TicketRequeued& event) {
  const Slot slot = leaving(event);
  state_.tickets[slot].place_ms = event.place_ms;
  wait(state_, slot);
}

void Folder::operator()(const QuickServiceStarted& event) {
  const auto count = quick_count(event.ticket);
  ANTRE_ASSERT(count && *count == state_.quick.size() + 1);
  auto& counter = at(event.counter);
  ANTRE_ASSERT(counter.state == CounterState::kFree);
  const auto slot = static_cast<Slot>(state_.tickets.size());
  Ticket ticket;
  ticket.number = event.ticket;
  ticket.day = state_.day;
  ticket.home = line_or_retired(state_, event.service);
  ticket.service = ticket.home;
  ticket.line = ticket.home;
  ticket.count = *count;
  ticket.state = TicketState::kServing;
  ticket.counter = event.counter;
  ticket.served = true;
  ticket.place_ms = entry_.at_ms;
  ticket.issued_ms = entry_.at_ms;
  ticket.called_ms = entry_.at_ms;
  ticket.started_ms = entry_.at_ms;
  ticket.issued_wall_offset_ms = state_.wall_offset_ms;
  state_.tickets.push_back(std::move(ticket));
  state_.quick.push_back(slot);
  counter.ticket = slot;
  counter.passed_over.clear();  // of a no-show before it
  become(counter, CounterState::kServing);
}

void Folder::operator()(const CommandUndone& event) {
  if (event.from == TicketState::kCalled) {
    undo_call(event);
    return;
  }
  const Slot slot = named(event);
  auto& counter = at(event.counter);
  ANTRE_ASSERT(counter.state == CounterState::kFree && counter.last_end &&
               counter.last_end->ticket == slot);
  auto last = *std::exchange(counter.last_end, std::nullopt);
  auto& ticket = state_.tickets[slot];
  ANTRE_ASSERT(ticket.state == event.from);
  const bool finished = event.from == TicketState::kFinished;
  ticket.state = finished ? TicketState::kServing : TicketState::kCalled;
  ticket.outcome = Outcome::kServed;
  ticket.ended_ms = 0;
  counter.ticket = slot;
  become(counter, finished ? CounterState::kServing : CounterState::kCalling);
  counter.since_ms = finished ? ticket.started_ms : ticket.called_ms;
  // The visitor has the whole time for coming again, else one that the time ended would end at
  // once.
  if (!finished) counter.rung_ms = entry_.at_ms;
  if (last.clock) restore_clock(std::move(*last.clock), last.ended_ms, counter.id);
}

void Folder::undo_call(const CommandUndone& event) {
  const Slot slot = visitor(event, CounterState::kCalling);
  if (event.clock_gone) end_clock(state_, slot);
  auto& ticket = state_.tickets[slot];
  ticket.explicit_ = false;
  leave(at(event.counter));
  wait(state_, slot);
}

}  // namespace antre::engine
