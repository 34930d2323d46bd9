// SPDX-License-Identifier: Apache-2.0
#include "cli/crew.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace antre::cli {
namespace {

/// The ticket that an event is about.
struct TicketOf {
  const Entry& entry;

  template <class E>
  std::optional<TicketId> operator()(const E& event) const {
    if constexpr (requires { event.of_day; }) {
      return TicketId{event.of_day.value_or(entry.day), event.ticket};
      // cppcheck-suppress identicalConditionAfterEarlyExit // it reads no requires-expression
    } else if constexpr (requires { event.ticket; }) {
      return TicketId{entry.day, event.ticket};
    } else {
      return std::nullopt;
    }
  }
};

/// Races that are no refusal: somebody else was quicker, or nobody waits for this counter yet.
bool is_race(const Command& command, ErrorCode code) {
  if (std::holds_alternative<OpenCounter>(command)) return code == ErrorCode::kCounterOpen;
  if (!std::holds_alternative<Call>(command)) return false;
  return code == ErrorCode::kNobodyWaiting || code == ErrorCode::kCounterBusy ||
         code == ErrorCode::kCounterClosed || code == ErrorCode::kCounterOnBreak;
}

}  // namespace

Crew::Crew(std::vector<forecast::Visit> visits, const Plan& plan, const HallSettings& hall,
           Millis begin)
    : visits_(std::move(visits)), plan_(plan), secondary_(hall.selection.secondary), begin_(begin) {
  for (const CounterSettings& counter : hall.counters) {
    Desk desk;
    desk.id = counter.id;
    desk.settings = counter;
    desks_.push_back(std::move(desk));
  }
  std::ranges::sort(desks_, {}, &Desk::id);
  if (plan_.counters > 0 && static_cast<std::size_t>(plan_.counters) < desks_.size()) {
    desks_.erase(desks_.begin() + plan_.counters, desks_.end());
  }
  for (const forecast::Visit& visit : visits_) usual_service_ms_ += visit.service_ms;
  if (!visits_.empty()) usual_service_ms_ /= static_cast<EngineMs>(visits_.size());
}

Crew::Millis Crew::real(EngineMs file_ms) const {
  return Millis{std::llround(static_cast<double>(file_ms) / plan_.speed)};
}

const forecast::Visit* Crew::visit_of(const TicketId& id) const {
  const auto found = tickets_.find(id);
  return found == tickets_.end() ? nullptr : &visits_[found->second];
}

std::optional<Command> Crew::next(const HallView& view, Millis now) {
  for (Desk& desk : desks_) look(desk, view, now);
  if (leaving_) return close();
  // As in the hall: who is at a counter, who comes in, then the calls.
  if (auto command = open()) return command;
  if (auto command = act(now)) return command;
  if (auto command = issue(now)) return command;
  return call(view);
}

/// Sees what is at the counter now; something new there sets what is to be done for it.
void Crew::look(Desk& desk, const HallView& view, Millis now) {
  const ViewCounter* counter = view.counter(desk.id);
  const auto state = counter == nullptr ? CounterState::kClosed : counter->state;
  const auto ticket = counter == nullptr ? std::nullopt : counter->ticket;
  if (desk.state == state && desk.ticket == ticket) return;
  desk.state = state;
  desk.ticket = ticket;
  desk.act_at.reset();
  if (!ticket) return;
  const forecast::Visit* visit = visit_of(*ticket);
  if (state == CounterState::kServing) {
    desk.act_at = now + real(visit == nullptr ? usual_service_ms_ : visit->service_ms);
  } else if (state == CounterState::kCalling) {
    const auto waited = visit == nullptr ? Millis{} : now - begin_ - real(visit->arrival_ms);
    desk.stays_away = visit != nullptr && visit->patience_ms && waited > real(*visit->patience_ms);
    desk.act_at = desk.stays_away ? now : now + real(plan_.walk.count());
  }
}

Command Crew::asked(Desk* desk, Command command) {
  asked_desk_ = desk;
  asked_ = command;
  return command;
}

std::optional<Command> Crew::open() {
  for (Desk& desk : desks_) {
    if (desk.asked_to_open) continue;
    desk.asked_to_open = true;
    if (desk.state == CounterState::kClosed) {
      return asked(&desk, OpenCounter{desk.id, fmt::format("Replay {}", desk.id.value)});
    }
    if (desk.state == CounterState::kOnBreak) return asked(&desk, ResumeCounter{desk.id});
  }
  return std::nullopt;
}

std::optional<Command> Crew::close() {
  for (Desk& desk : desks_) {
    if (!desk.opened || desk.closed) continue;
    if (desk.state != CounterState::kFree && desk.state != CounterState::kOnBreak) continue;
    desk.closed = true;
    return asked(&desk, CloseCounter{desk.id});
  }
  return std::nullopt;
}

std::optional<Command> Crew::act(Millis now) {
  for (Desk& desk : desks_) {
    if (!desk.act_at || *desk.act_at > now) continue;
    // Whatever the answer is, it is asked once: only something new at the counter asks again.
    desk.act_at.reset();
    if (desk.state == CounterState::kServing) return asked(&desk, Finish{desk.id});
    if (desk.stays_away) return asked(&desk, NoShow{desk.id});
    return asked(&desk, Start{desk.id});
  }
  return std::nullopt;
}

std::optional<Command> Crew::issue(Millis now) {
  if (arrived_ == visits_.size()) return std::nullopt;
  const forecast::Visit& visit = visits_[arrived_];
  if (begin_ + real(visit.arrival_ms) > now) return std::nullopt;
  ++arrived_;
  Issue command;
  command.service = visit.service;
  command.class_ = visit.class_;
  return asked(nullptr, command);
}

std::optional<Command> Crew::call(const HallView& view) {
  for (Desk& desk : desks_) {
    if (!may_call(desk, view)) continue;
    desk.nobody_at = view.seq;
    return asked(&desk, Call{desk.id, std::nullopt});
  }
  return std::nullopt;
}

/// Whether the counter may take the ticket: now, or `ever`.
bool Crew::may_take(const Desk& desk, const ViewTicket& ticket, bool ever) const {
  if (ticket.for_counter) return *ticket.for_counter == desk.id;
  const auto has = [&](const std::vector<ServiceId>& services) {
    return std::ranges::find(services, ticket.service) != services.end();
  };
  if (has(desk.settings.primary)) return true;
  if (!has(desk.settings.secondary) || secondary_ == SecondaryRule::kNever) return false;
  return ever || secondary_ == SecondaryRule::kWhenIdle || ticket.mark >= Mark::kRemind;
}

bool Crew::may_call(const Desk& desk, const HallView& view) const {
  if (desk.state != CounterState::kFree || desk.nobody_at == view.seq) return false;
  return std::ranges::any_of(view.tickets, [&](const auto& item) {
    return item.second.state == TicketState::kWaiting && may_take(desk, item.second, false);
  });
}

void Crew::done(const Result<Reply>& answer) {
  if (!asked_) return;
  const Command command = *std::exchange(asked_, std::nullopt);
  Desk* desk = std::exchange(asked_desk_, nullptr);
  if (!answer) {
    if (std::holds_alternative<Issue>(command)) ++counts_.no_number;
    if (!is_race(command, answer.error().code)) refused(answer.error().code);
    return;
  }
  if (desk != nullptr) {
    desk->nobody_at.reset();
    if (std::holds_alternative<OpenCounter>(command)) desk->opened = true;
  }
  if (const auto* ticket = std::get_if<TicketReply>(&answer->body)) {
    if (!std::holds_alternative<Issue>(command)) return;
    ++counts_.tickets;
    tickets_[TicketId{ticket->day, ticket->ticket}] = arrived_ - 1;
  }
}

void Crew::refused(ErrorCode code) {
  ++counts_.refused;
  ++counts_.refusals[std::string{wire_name(code)}];
}

/// The number that an event about one of the visits adds to.
int* Crew::count_of(const Entry& entry) {
  const Event& event = entry.event;
  if (std::holds_alternative<ServiceFinished>(event)) return &counts_.finished;
  if (std::holds_alternative<TicketNoShow>(event)) return &counts_.no_show;
  if (std::holds_alternative<TargetMissed>(event)) return &counts_.missed;
  if (const auto* called = std::get_if<TicketCalled>(&event)) {
    return called->auto_ ? &counts_.auto_called : nullptr;
  }
  if (const auto* started = std::get_if<ServiceStarted>(&event)) {
    return started->clock_ms && started->met ? &counts_.met : nullptr;
  }
  return nullptr;
}

void Crew::heard(const Entry& entry, const HallView& view) {
  const auto id = std::visit(TicketOf{entry}, entry.event);
  if (!id || !tickets_.contains(*id)) return;
  if (int* count = count_of(entry)) ++*count;
  if (std::holds_alternative<ServiceStarted>(entry.event)) {
    ++counts_.started;
    if (const ViewTicket* ticket = view.ticket(*id)) {
      counts_.wait_ms += entry.at_ms - ticket->place_ms;
    }
  } else if (const auto* undone = std::get_if<CommandUndone>(&entry.event)) {
    if (undone->from == TicketState::kNoShow) --counts_.no_show;
    if (undone->from == TicketState::kFinished) --counts_.finished;
  }
}

std::optional<Crew::Millis> Crew::wake() const {
  std::optional<Millis> earliest;
  const auto consider = [&](Millis at) {
    if (!earliest || at < *earliest) earliest = at;
  };
  if (leaving_) return earliest;
  for (const Desk& desk : desks_) {
    if (desk.act_at) consider(*desk.act_at);
  }
  if (arrived_ < visits_.size()) consider(begin_ + real(visits_[arrived_].arrival_ms));
  return earliest;
}

bool Crew::over(const HallView& view) const {
  if (arrived_ < visits_.size()) return false;
  return std::ranges::none_of(tickets_, [&](const auto& item) {
    const ViewTicket* ticket = view.ticket(item.first);
    if (ticket == nullptr) return false;
    return std::ranges::any_of(desks_, [&](const Desk& desk) {
      const ViewCounter* counter = view.counter(desk.id);
      if (counter == nullptr || counter->state == CounterState::kClosed) return false;
      if (ticket->counter) return *ticket->counter == desk.id;
      const bool waits =
          ticket->state == TicketState::kWaiting || ticket->state == TicketState::kBooked;
      return waits && may_take(desk, *ticket, true);
    });
  });
}

std::vector<CounterId> Crew::still_open(const HallView& view) const {
  std::vector<CounterId> open;
  for (const Desk& desk : desks_) {
    const ViewCounter* counter = view.counter(desk.id);
    if (desk.opened && counter != nullptr && counter->state != CounterState::kClosed) {
      open.push_back(desk.id);
    }
  }
  return open;
}

int Crew::ended() const {
  return counts_.finished + counts_.no_show + counts_.no_number;
}

}  // namespace antre::cli
