// SPDX-License-Identifier: Apache-2.0
#include "counter/waiting.hpp"

#include <algorithm>

namespace antre::counter {
namespace {

/// Lines that can be called from: the primary ones, and the secondary ones only under "when-idle"
/// while nobody waits in a primary one (the dispatcher's rule, as far as it is fixed).
void choose_callable(const HallView& view, Waiting& all) {
  const auto non_empty = [&all](bool primary) {
    std::vector<const WaitingLine*> lines;
    for (const WaitingLine& line : all.lines) {
      if (line.primary == primary && line.waiting > 0) {
        lines.push_back(&line);
      }
    }
    return lines;
  };
  auto lines = non_empty(true);
  if (lines.empty() && view.hall.selection.secondary == SecondaryRule::kWhenIdle) {
    lines = non_empty(false);
  }
  for (const WaitingLine* line : lines) {
    all.callable += line->waiting;
    all.oldest_ms = std::min(all.oldest_ms.value_or(line->oldest_ms), line->oldest_ms);
  }
  // With several lines, or both classes in one, the order depends on calls that a view has not
  // seen; a wrong number here would be called out to a visitor.
  if (lines.size() != 1) {
    return;
  }
  const WaitingLine& only = *lines.front();
  if (only.priority != 0 && only.priority != only.waiting) {
    return;
  }
  const auto first = std::ranges::find(all.tickets, only.service, &ViewTicket::service);
  if (first != all.tickets.end()) {
    all.next = *first;
  }
}

}  // namespace

Waiting waiting_at(const HallView& view, CounterId counter) {
  Waiting all;
  const CounterSettings* settings = view.hall.counter(counter);
  if (settings == nullptr) {
    return all;
  }
  const auto add = [&](const ServiceId& service, bool primary) {
    const bool known = std::ranges::any_of(
        all.lines, [&](const WaitingLine& line) { return line.service == service; });
    if (!known) {
      all.lines.push_back({service, primary, 0, 0, 0});
    }
  };
  for (const ServiceId& service : settings->primary) {
    add(service, true);
  }
  if (view.hall.selection.secondary != SecondaryRule::kNever) {
    for (const ServiceId& service : settings->secondary) {
      add(service, false);
    }
  }
  for (const auto& [key, ticket] : view.tickets) {
    if (ticket.state != TicketState::kWaiting) {
      continue;
    }
    const auto line = std::ranges::find(all.lines, ticket.service, &WaitingLine::service);
    if (line == all.lines.end()) {
      continue;
    }
    ++line->waiting;
    line->priority += ticket.class_ == TicketClass::kPriority ? 1 : 0;
    line->oldest_ms =
        line->oldest_ms == 0 ? ticket.issued_ms : std::min(line->oldest_ms, ticket.issued_ms);
    all.tickets.push_back(ticket);
  }
  std::ranges::sort(all.tickets, {}, &ViewTicket::place);
  choose_callable(view, all);
  return all;
}

}  // namespace antre::counter
