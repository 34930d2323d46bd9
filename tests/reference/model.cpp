// SPDX-License-Identifier: Apache-2.0
// What people do: target.md, "Words" and the events of "The clock of a ticket".
#include "tests/reference/model.hpp"

#include <algorithm>
#include <utility>

#include "protocol/result.hpp"

namespace antre::reference {

Model::Model(HallSettings hall, Day day, EngineMs now_ms)
    : hall_(std::move(hall)), day_(day), now_ms_(now_ms) {
  for (const auto& counter : hall_.counters) desks_.emplace_back().settings = counter;
  std::ranges::sort(desks_, {}, [](const Desk& desk) { return desk.settings.id; });
}

const Desk& Model::desk(CounterId id) const {
  const auto found =
      std::ranges::find(desks_, id, [](const Desk& desk) { return desk.settings.id; });
  ANTRE_ASSERT(found != desks_.end());
  return *found;
}

Desk& Model::at(CounterId id) {
  return desks_[static_cast<std::size_t>(&desk(id) - desks_.data())];
}

std::string Model::number(Id id) const {
  const auto& ticket = tickets_[id];
  return number_text(ticket.prefix, ticket.count, hall_.service(ticket.prefix)->digits);
}

Id Model::issue(const ServiceId& service, TicketClass rank, bool waits) {
  Ticket ticket;
  ticket.day = day_;
  ticket.prefix = service;
  ticket.count = ++given_[service];
  ticket.service = service;
  ticket.class_ = rank;
  ticket.state = waits ? TicketState::kWaiting : TicketState::kBooked;
  ticket.place_ms = now_ms_;  // "place: [...] its issue"
  tickets_.push_back(std::move(ticket));
  look_at_clocks();
  return tickets_.size() - 1;
}

void Model::arrive(Id id) {
  ANTRE_ASSERT(tickets_[id].state == TicketState::kBooked);
  tickets_[id].state = TicketState::kWaiting;
  look_at_clocks();
}

void Model::open(CounterId id) {
  ANTRE_ASSERT(at(id).state == CounterState::kClosed);
  at(id).state = CounterState::kFree;
  look_at_clocks();
}

void Model::pause(CounterId id) {
  ANTRE_ASSERT(at(id).state == CounterState::kFree);
  at(id).state = CounterState::kOnBreak;
  look_at_clocks();
}

void Model::resume(CounterId id) {
  ANTRE_ASSERT(at(id).state == CounterState::kOnBreak);
  at(id).state = CounterState::kFree;
  look_at_clocks();
}

void Model::close(CounterId id) {
  ANTRE_ASSERT(!at(id).ticket && at(id).state != CounterState::kClosed);
  at(id).state = CounterState::kClosed;
  look_at_clocks();
}

void Model::call(CounterId id, Id called, bool by_dispatcher) {
  auto& desk = at(id);
  auto& ticket = tickets_[called];
  ANTRE_ASSERT(desk.state == CounterState::kFree && ticket.state == TicketState::kWaiting);
  // "explicit choice: an officer's call of a ticket that is not the next choice of that counter"
  const bool next = next_choice(id) == called;
  desk.choice = by_dispatcher ? Choice::kAuto : next ? Choice::kNext : Choice::kExplicit;
  // Rule 2: "a counter with its line as primary called that one [...] while this clock ran and had
  // not reached *escalate*"
  desk.passed.clear();
  for (const auto other : lines().waiting) {
    const bool primary = std::ranges::find(desk.settings.primary, tickets_[other].service) !=
                         desk.settings.primary.end();
    if (other != called && primary && tickets_[other].clock)
      desk.passed.push_back({other, tickets_[other].clock->name, at_least(other, Mark::kEscalate)});
  }
  auto after = lines();
  call_in(after, desk, called);
  rows_ = std::move(after.rows);
  desk.state = CounterState::kCalling;
  desk.ticket = called;
  ticket.state = TicketState::kCalled;
  ticket.counter = id;
  ticket.called_ms = now_ms_;
  ticket.auto_called = by_dispatcher;
  // Rule 1: "at the latest when it is called"
  desk.clock_by_call = !ticket.clock;
  if (!ticket.clock) start_clock(called);
  look_at_clocks();
}

void Model::start(CounterId id) {
  auto& desk = at(id);
  ANTRE_ASSERT(desk.state == CounterState::kCalling);
  auto& ticket = tickets_[*desk.ticket];
  // Rule 4: "It ends when service starts (met if within the target, exactly on it included, else
  // missed)"
  if (!ticket.clock->missed &&
      *shows(*desk.ticket) > std::int64_t{target(*desk.ticket).target_s} * 1000)
    record_miss(*desk.ticket);
  ticket.clock.reset();
  ticket.served = true;
  ticket.started_ms = now_ms_;
  ticket.state = TicketState::kServing;
  desk.state = CounterState::kServing;
  start_over(desk);
  desk.passed.clear();
  look_at_clocks();
}

Id Model::leave(CounterId id) {
  auto& desk = at(id);
  ANTRE_ASSERT(desk.ticket);
  const auto ticket = *desk.ticket;
  // "that end leaves it free, even when a break or sign-out follows at once"
  desk.ticket.reset();
  desk.passed.clear();
  desk.state = CounterState::kFree;
  return ticket;
}

Id Model::end(CounterId id) {
  auto& desk = at(id);
  const LastEnd last{*desk.ticket, desk.state, now_ms_, tickets_[*desk.ticket].clock, desk.passed};
  const auto ended = leave(id);
  desk.last_end = last;
  return ended;
}

void Model::finish(CounterId id) {
  ANTRE_ASSERT(at(id).state == CounterState::kServing);
  auto& ticket = tickets_[end(id)];
  ticket.state = TicketState::kFinished;
  ticket.ended_ms = now_ms_;
  look_at_clocks();
}

void Model::no_show(CounterId id) {
  ANTRE_ASSERT(at(id).state == CounterState::kCalling);
  auto& ticket = tickets_[end(id)];
  // Rule 4: "called in time and marked a no-show (not counted). A miss that is recorded stays."
  ticket.clock.reset();
  ticket.state = TicketState::kNoShow;
  ticket.ended_ms = now_ms_;
  look_at_clocks();
}

void Model::hold(CounterId id) {
  const auto held = leave(id);
  auto& ticket = tickets_[held];
  // Rule 5: "Before that, a hold lets the clock stand still"; after it there is none.
  if (ticket.clock) {
    ticket.clock->stood_ms = *shows(held);
    ticket.clock->stands = true;
  }
  ticket.state = TicketState::kHeld;
  look_at_clocks();
}

void Model::wait_again(Id id) {
  auto& ticket = tickets_[id];
  ticket.state = TicketState::kWaiting;
  if (ticket.clock && ticket.clock->stands) {
    ticket.clock->stands = false;
    ticket.clock->from_ms = now_ms_ - ticket.clock->stood_ms;
  }
  // "a ticket that still waits has a miss": a clock that comes along past the target has it at once
  if (ticket.clock && !ticket.clock->missed &&
      *shows(id) > std::int64_t{target(id).target_s} * 1000)
    record_miss(id);
}

void Model::unhold(Id id) {
  ANTRE_ASSERT(tickets_[id].state == TicketState::kHeld);
  wait_again(id);  // "A hold does not change it [the place]"
  look_at_clocks();
}

void Model::transfer(CounterId id, const ServiceId& service) {
  const auto sent = leave(id);
  auto& ticket = tickets_[sent];
  // "place: [...] after a transfer the moment of transfer". Rule 5: "a transferred one is a new
  // place in the new line"; before its service started "a transfer takes it [the clock] along".
  ticket.service = service;
  ticket.place_ms = now_ms_;
  // "each is configurable per service": the marks of the new one are still to come.
  if (ticket.clock) ticket.clock->told = Mark::kNone;
  wait_again(sent);
  look_at_clocks();
}

void Model::requeue(CounterId id) {
  wait_again(leave(id));
  look_at_clocks();
}

void Model::cancel(Id id) {
  auto& ticket = tickets_[id];
  ANTRE_ASSERT(ticket.state == TicketState::kWaiting || ticket.state == TicketState::kHeld ||
               ticket.state == TicketState::kBooked || ticket.state == TicketState::kCalled);
  if (ticket.state == TicketState::kCalled) leave(*ticket.counter);
  ticket.clock.reset();  // Rule 4: "or when the visitor is gone: cancelled"
  ticket.state = TicketState::kCancelled;
  ticket.ended_ms = now_ms_;
  look_at_clocks();
}

void Model::undo(CounterId id) {
  auto& desk = at(id);
  // Rule 4: "A call or a no-show that is undone leaves the clock as if it had not been."
  if (desk.state == CounterState::kCalling) {
    const bool by_call = desk.clock_by_call;
    const auto called = leave(id);
    auto& ticket = tickets_[called];
    if (by_call) ticket.clock.reset();
    wait_again(called);
  } else {
    ANTRE_ASSERT(desk.state == CounterState::kFree && desk.last_end);
    const auto last = *desk.last_end;
    auto& ticket = tickets_[last.ticket];
    const bool serving = last.state == CounterState::kServing;
    ticket.state = serving ? TicketState::kServing : TicketState::kCalled;
    ticket.clock = last.clock;
    if (ticket.clock) ticket.clock->spent_ms[Cause::kVisitorOnWay] += now_ms_ - last.at_ms;
    desk.state = last.state;
    desk.ticket = last.ticket;
    desk.passed = last.passed;
  }
  look_at_clocks();
}

void Model::turn_day(Day day) {
  for (Id id = 0; id < tickets_.size(); ++id) {
    auto& ticket = tickets_[id];
    // Rule 6: "still waits, or is held and was never served, when its service day is closed is
    // ended as *unserved* and is a miss"; a clock that has its miss gets no second one.
    const bool waits =
        ticket.state == TicketState::kWaiting || ticket.state == TicketState::kBooked;
    if (waits || (ticket.state == TicketState::kHeld && !ticket.served)) {
      if (!ticket.clock || !ticket.clock->missed) record_miss(id);
      ticket.clock.reset();
      ticket.state = TicketState::kUnserved;
      ticket.ended_ms = now_ms_;
    } else if (ticket.state == TicketState::kHeld) {
      ticket.state = TicketState::kFinished;
      ticket.ended_ms = now_ms_;
    }
  }
  // "A number is given at most once a day and prefix"; a row ends with "the change of day"
  given_.clear();
  rows_.clear();
  day_ = day;
  look_at_clocks();
}

}  // namespace antre::reference
