// SPDX-License-Identifier: Apache-2.0
#include "counter/waiting.hpp"

#include <algorithm>
#include <tuple>

#include "counter/clock.hpp"

namespace antre::counter {
namespace {

/// The dispatcher's rules about one counter, as far as a view tells them (target.md, "may take" and
/// "Selection rule").
class Rules {
 public:
  Rules(const HallView& view, const CounterSettings& counter) : view_(view), counter_(counter) {}

  /// Of its primary services, or sent to it alone.
  [[nodiscard]] bool is_primary(const ViewTicket& ticket) const {
    return ticket.for_counter ? *ticket.for_counter == counter_.id
                              : has(counter_.primary, ticket.service);
  }
  [[nodiscard]] bool may_choose(const ViewTicket& ticket) const {
    return is_primary(ticket) || (!ticket.for_counter && rule() != SecondaryRule::kNever &&
                                  has(counter_.secondary, ticket.service));
  }
  /// `primary_waits`: somebody waits for its primary services.
  [[nodiscard]] bool may_take(const ViewTicket& ticket, bool primary_waits) const {
    if (is_primary(ticket)) {
      return true;
    }
    return may_choose(ticket) &&
           (ticket.mark >= Mark::kRemind || (rule() == SecondaryRule::kWhenIdle && !primary_waits));
  }
  [[nodiscard]] bool earlier_deadline(const ViewTicket& a, const ViewTicket& b) const {
    return std::tuple(deadline_of(view_, a), a.ticket) <
           std::tuple(deadline_of(view_, b), b.ticket);
  }

 private:
  [[nodiscard]] SecondaryRule rule() const { return view_.hall.selection.secondary; }
  [[nodiscard]] static bool has(const std::vector<ServiceId>& services, const ServiceId& service) {
    return std::ranges::find(services, service) != services.end();
  }

  const HallView& view_;
  const CounterSettings& counter_;
};

/// Who may be called next, and who is, where that is certain: a ticket past *escalate*; else the
/// first by place, where all that may be taken are of one class. With both classes the order
/// depends on calls that a view has not seen; a wrong number here would be called out to a visitor.
void choose_callable(const Rules& rules, Waiting& all) {
  const bool primary_waits = std::ranges::any_of(
      all.tickets, [&](const ViewTicket& ticket) { return rules.is_primary(ticket); });
  std::vector<const ViewTicket*> callable;
  std::vector<const ViewTicket*> urgent;
  for (const ViewTicket& ticket : all.tickets) {
    if (!rules.may_take(ticket, primary_waits)) {
      continue;
    }
    const bool past_escalate = ticket.mark >= Mark::kEscalate;
    // Primary services come before secondary ones, but for a ticket past *escalate*.
    if (rules.is_primary(ticket) || !primary_waits || past_escalate) {
      callable.push_back(&ticket);
    }
    if (past_escalate) {
      urgent.push_back(&ticket);
    }
  }
  const auto first_of = [&](const std::vector<const ViewTicket*>& some) {
    return std::ranges::min_element(some, [&](const ViewTicket* a, const ViewTicket* b) {
      return rules.earlier_deadline(*a, *b);
    });
  };
  all.callable = static_cast<int>(callable.size());
  for (const ViewTicket* ticket : callable) {
    all.oldest_ms = std::min(all.oldest_ms.value_or(waits_since(*ticket)), waits_since(*ticket));
  }
  if (const auto due = first_of(callable); due != callable.end() && (*due)->clock_from_ms) {
    all.due = **due;
  }
  if (const auto late = first_of(urgent);
      late != urgent.end() && (*late)->mark >= Mark::kAutoCall) {
    all.late = **late;
  }
  if (!urgent.empty()) {
    all.next = **first_of(urgent);
    return;
  }
  const bool one_class = std::ranges::all_of(callable, [&](const ViewTicket* ticket) {
    return ticket->class_ == callable.front()->class_;
  });
  if (!callable.empty() && one_class) {
    all.next = *callable.front();
  }
}

void count(Waiting& all, const ViewTicket& ticket) {
  const auto line = std::ranges::find(all.lines, ticket.service, &WaitingLine::service);
  if (line == all.lines.end()) {
    return;
  }
  ++line->waiting;
  line->priority += ticket.class_ == TicketClass::kPriority ? 1 : 0;
  const EngineMs since = waits_since(ticket);
  line->oldest_ms = line->oldest_ms == 0 ? since : std::min(line->oldest_ms, since);
}

void add_lines(const HallView& view, const CounterSettings& settings, Waiting& all) {
  const auto add = [&](const ServiceId& service, bool primary) {
    const bool known = std::ranges::any_of(
        all.lines, [&](const WaitingLine& line) { return line.service == service; });
    if (!known) {
      all.lines.push_back({service, primary, 0, 0, 0});
    }
  };
  for (const ServiceId& service : settings.primary) {
    add(service, true);
  }
  if (view.hall.selection.secondary != SecondaryRule::kNever) {
    for (const ServiceId& service : settings.secondary) {
      add(service, false);
    }
  }
}

}  // namespace

Waiting waiting_at(const HallView& view, CounterId counter) {
  Waiting all;
  const CounterSettings* settings = view.hall.counter(counter);
  if (settings == nullptr) {
    return all;
  }
  add_lines(view, *settings, all);
  const Rules rules(view, *settings);
  for (const auto& [key, ticket] : view.tickets) {
    if (!rules.may_choose(ticket)) {
      continue;
    }
    switch (ticket.state) {
      case TicketState::kWaiting:
        count(all, ticket);
        all.tickets.push_back(ticket);
        break;
      case TicketState::kHeld:
        all.held.push_back(ticket);
        break;
      case TicketState::kBooked:
        all.booked.push_back(ticket);
        break;
      default:
        break;
    }
  }
  const auto by_place = [](const ViewTicket& ticket) {
    return std::tuple(ticket.place_ms, ticket.place, ticket.ticket);
  };
  std::ranges::sort(all.tickets, {}, by_place);
  std::ranges::sort(all.held, {}, by_place);
  std::ranges::sort(all.booked, {}, by_place);
  choose_callable(rules, all);
  return all;
}

}  // namespace antre::counter
