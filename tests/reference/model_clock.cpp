// SPDX-License-Identifier: Apache-2.0
// The clock of a ticket and what happens as it runs: target.md, "The clock of a ticket" and
// "Enforcement".
#include <algorithm>
#include <array>
#include <utility>

#include "protocol/result.hpp"
#include "tests/reference/model.hpp"

namespace antre::reference {
namespace {

std::int64_t ms(int seconds) {
  return std::int64_t{seconds} * 1000;
}

}  // namespace

const TargetSettings& Model::target(Id id) const {
  const auto* service = hall_.service(tickets_[id].service);
  ANTRE_ASSERT(service != nullptr);
  return service->target;
}

std::optional<std::int64_t> Model::shows(Id id) const {
  const auto& clock = tickets_[id].clock;
  if (!clock) return std::nullopt;
  return clock->stands ? clock->stood_ms : now_ms_ - clock->from_ms;
}

bool Model::runs(Id id) const {
  return tickets_[id].clock && !tickets_[id].clock->stands;
}

bool Model::reached(Id id, int after_s) const {
  // "A moment that is reached counts", also before the timer of that moment is taken: the selection
  // rule is a function of the state and the time.
  const auto shown = shows(id);
  return shown && *shown >= ms(after_s);
}

bool Model::at_least(Id id, Mark mark) const {
  return reached(id, mark == Mark::kRemind ? target(id).remind_s : target(id).escalate_s);
}

EngineMs Model::deadline(Id id) const {
  return now_ms_ - shows(id).value_or(0) + ms(target(id).target_s);
}

bool Model::sooner(Id a, Id b) const {
  if (deadline(a) != deadline(b)) return deadline(a) < deadline(b);
  return number_before(a, b);
}

void Model::start_clock(Id id) {
  auto& ticket = tickets_[id];
  ticket.clock.emplace();
  ticket.clock->name = ++clocks_;
  ticket.clock->from_ms = now_ms_;
  ticket.clock_start_ms = now_ms_;
}

void Model::look_at_clocks() {
  // Rule 1: "at the first moment at which the ticket waits and (a) it is due or (b) it is the first
  // of its line [...]", "with the clocks as they were before": all are found before one starts.
  const auto now_due = due();
  const auto now_waiting = lines();
  std::vector<Id> starting;
  for (const auto id : now_waiting.waiting) {
    if (tickets_[id].clock) continue;
    if (now_due.contains(id) || nobody_before(now_waiting, id)) starting.push_back(id);
  }
  for (const auto id : starting) start_clock(id);
}

void Model::start_over(const Desk& desk) {
  const auto now_due = due();
  for (const auto& passed : desk.passed) {
    auto& ticket = tickets_[passed.ticket];
    // "this ticket still waits without a miss and is not due", and it is still the clock that ran
    // when that one was called
    if (ticket.state != TicketState::kWaiting) continue;
    if (!ticket.clock || ticket.clock->name != passed.clock) continue;
    if (now_due.contains(passed.ticket)) continue;
    // "nor does an explicit choice: this clock runs on", but it is counted, "past *escalate* too"
    if (desk.choice == Choice::kExplicit) {
      ++ticket.overtaken;
    } else if (!passed.escalated && !ticket.clock->missed) {
      ++ticket.overtaken;
      ticket.clock.reset();
    }
  }
}

Cause Model::cause_now(const Lines& lines, Id id) const {
  // "Each second on the clock has one, the first of these that holds: waiting for this visitor
  // after the call; a counter that may take it free and idle; a primary counter calling another
  // visitor; on break; serving another visitor; unstaffed."
  if (tickets_[id].state == TicketState::kCalled) return Cause::kVisitorOnWay;
  auto cause = Cause::kUnstaffed;
  for (const auto& desk : desks_) {
    if (desk.state == CounterState::kFree && takes(lines, desk, id)) return Cause::kCounterIdle;
    if (std::ranges::count(desk.settings.primary, tickets_[id].service) == 0) continue;
    if (desk.state == CounterState::kCalling) cause = std::min(cause, Cause::kCallingAnother);
    if (desk.state == CounterState::kOnBreak) cause = std::min(cause, Cause::kOnBreak);
    if (desk.state == CounterState::kServing) cause = std::min(cause, Cause::kServingAnother);
  }
  return cause;
}

void Model::pass_time(EngineMs to_ms) {
  const auto now = lines();
  for (Id id = 0; id < tickets_.size(); ++id)
    if (runs(id)) tickets_[id].clock->spent_ms[cause_now(now, id)] += to_ms - now_ms_;
  now_ms_ = to_ms;
}

void Model::record_miss(Id id) {
  // "The largest sum is the cause (ties: in this order); all are kept."
  auto& ticket = tickets_[id];
  Miss miss{id, Cause::kNotReached, {}};
  if (ticket.clock) {
    ticket.clock->missed = true;
    miss.spent_ms = ticket.clock->spent_ms;
    std::int64_t largest = -1;
    for (const auto& [cause, ms_spent] : miss.spent_ms) {
      if (ms_spent <= largest) continue;
      largest = ms_spent;
      miss.cause = cause;
    }
  }
  ++ticket.misses;
  misses_.push_back(std::move(miss));
}

std::optional<CounterId> Model::auto_call_counter(Id id) const {
  // "as soon as a counter that may take it is free, the dispatcher itself calls it there: [...] to
  // a primary counter before a secondary one, then to the lowest number"
  const auto now = lines();
  std::optional<CounterId> secondary;
  for (const auto& desk : desks_) {
    if (desk.state != CounterState::kFree || !takes(now, desk, id)) continue;
    if (std::ranges::find(desk.settings.primary, tickets_[id].service) !=
        desk.settings.primary.end())
      return desk.settings.id;
    if (!secondary) secondary = desk.settings.id;
  }
  return secondary;
}

std::optional<Model::Timer> Model::timer_of(Id id) const {
  if (tickets_[id].state != TicketState::kWaiting || !runs(id)) return std::nullopt;
  const auto& steps = target(id);
  const auto told = tickets_[id].clock->told;
  if (told < Mark::kRemind && reached(id, steps.remind_s)) return Timer{id, Mark::kRemind, {}};
  if (told < Mark::kEscalate && reached(id, steps.escalate_s))
    return Timer{id, Mark::kEscalate, {}};
  if (!steps.auto_call || !reached(id, steps.auto_call_s)) return std::nullopt;
  const auto counter = auto_call_counter(id);
  if (told < Mark::kAutoCall || counter) return Timer{id, Mark::kAutoCall, counter};
  return std::nullopt;
}

std::optional<TimerTaken> Model::take_timer() {
  // "timers (remind, escalate, auto-call) [...] Within a kind: [...] tickets by deadline, then
  // number"
  std::optional<Timer> first;
  for (Id id = 0; id < tickets_.size(); ++id) {
    const auto timer = timer_of(id);
    if (timer && (!first || sooner(id, first->ticket))) first = timer;
  }
  if (!first) return std::nullopt;
  auto& clock = *tickets_[first->ticket].clock;
  clock.told = std::max(clock.told, first->mark);
  TimerTaken taken{first->ticket, first->mark, {}};
  if (first->call_at) {
    taken.call = AutoCall{first->ticket, *first->call_at};
    call(*first->call_at, first->ticket, true);
    if (hall_.calling.start_on_call) start(*first->call_at);
  } else {
    look_at_clocks();
  }
  return taken;
}

std::optional<Id> Model::take_miss() {
  // "missed: a ticket that still waits has a miss, recorded once"; "misses when nothing else is
  // left"
  std::optional<Id> first;
  for (Id id = 0; id < tickets_.size(); ++id) {
    if (tickets_[id].state != TicketState::kWaiting || !runs(id)) continue;
    if (tickets_[id].clock->missed || !reached(id, target(id).target_s)) continue;
    if (!first || sooner(id, *first)) first = id;
  }
  if (!first) return std::nullopt;
  record_miss(*first);
  look_at_clocks();
  return first;
}

std::optional<EngineMs> Model::next_moment() const {
  std::optional<EngineMs> next;
  for (Id id = 0; id < tickets_.size(); ++id) {
    if (tickets_[id].state != TicketState::kWaiting || !runs(id)) continue;
    const auto& steps = target(id);
    for (const auto after_s :
         std::array{steps.remind_s, steps.escalate_s, steps.auto_call_s, steps.target_s}) {
      const auto moment = tickets_[id].clock->from_ms + ms(after_s);
      if (moment > now_ms_ && (!next || moment < *next)) next = moment;
    }
  }
  return next;
}

void Model::advance(EngineMs to_ms) {
  ANTRE_ASSERT(to_ms >= now_ms_);
  while (to_ms > now_ms_) {
    while (take_timer()) {
    }
    if (take_miss()) continue;
    pass_time(std::min(next_moment().value_or(to_ms), to_ms));
  }
}

}  // namespace antre::reference
