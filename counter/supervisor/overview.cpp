// SPDX-License-Identifier: Apache-2.0
#include "counter/supervisor/overview.hpp"

#include <algorithm>
#include <tuple>

#include "counter/clock.hpp"

namespace antre::counter::supervisor {
namespace {

bool may_take(const HallView& view, const ViewCounter& counter, const ViewTicket& ticket) {
  if (ticket.for_counter) {
    return *ticket.for_counter == counter.id;
  }
  const CounterSettings* settings = view.hall.counter(counter.id);
  if (settings == nullptr) {
    return false;
  }
  const auto has = [&ticket](const std::vector<ServiceId>& services) {
    return std::ranges::find(services, ticket.service) != services.end();
  };
  if (has(settings->primary)) {
    return true;
  }
  return ticket.mark >= Mark::kRemind && view.hall.selection.secondary != SecondaryRule::kNever &&
         has(settings->secondary);
}

void count(Overview& made, const ViewCounter& counter) {
  made.closed += counter.state == CounterState::kClosed ? 1 : 0;
  made.on_break += counter.state == CounterState::kOnBreak ? 1 : 0;
  made.staffed +=
      counter.state != CounterState::kClosed && counter.state != CounterState::kOnBreak ? 1 : 0;
  if (counter.help) {
    made.help.push_back(&counter);
  }
  if (!counter.alert.empty()) {
    made.alerted.push_back(&counter);
  }
}

/// Who is due where: each free counter, by number, shows the earliest deadline that it may take.
void add_counters(Overview& made, const HallView& view,
                  const std::map<CounterId, std::string>& names) {
  std::vector<const ViewTicket*> left;
  std::ranges::copy_if(made.due, std::back_inserter(left), [](const ViewTicket* ticket) {
    return ticket->state == TicketState::kWaiting;
  });
  for (const ViewCounter& counter : view.counters) {
    count(made, counter);
    CounterCard card;
    card.counter = &counter;
    const auto named = names.find(counter.id);
    card.officer =
        counter.officer.empty() && named != names.end() ? named->second : counter.officer;
    if (counter.ticket) {
      card.ticket = view.ticket(*counter.ticket);
    } else if (counter.state == CounterState::kFree) {
      const auto next = std::ranges::find_if(
          left, [&](const ViewTicket* ticket) { return may_take(view, counter, *ticket); });
      if (next != left.end()) {
        card.ticket = *next;
        left.erase(next);
      }
    }
    made.counters.push_back(std::move(card));
  }
  std::ranges::stable_sort(made.help, {},
                           [](const ViewCounter* one) { return one->help->since_ms; });
}

}  // namespace

Overview overview_of(const HallView& view, const std::map<CounterId, std::string>& names) {
  Overview made;
  std::map<std::string, std::size_t> line_of;
  for (const ServiceSettings& service : view.hall.services) {
    line_of.emplace(service.id.value, made.lines.size());
    LineRow row;
    row.service = service.id;
    row.waiting = view.waiting(service.id);
    row.priority = view.waiting_priority(service.id);
    made.waiting += row.waiting;
    made.lines.push_back(std::move(row));
  }
  for (const auto& [key, ticket] : view.tickets) {
    const bool waits = ticket.state == TicketState::kWaiting;
    if (ticket.clock_from_ms && (waits || ticket.state == TicketState::kCalled)) {
      made.due.push_back(&ticket);
    }
    const auto line = waits ? line_of.find(ticket.service.value) : line_of.end();
    if (line == line_of.end()) {
      continue;
    }
    const ViewTicket*& oldest = made.lines[line->second].oldest;
    if (oldest == nullptr ||
        std::tie(ticket.place_ms, ticket.place) < std::tie(oldest->place_ms, oldest->place)) {
      oldest = &ticket;
    }
  }
  std::ranges::sort(made.due, [&view](const ViewTicket* a, const ViewTicket* b) {
    return std::pair(deadline_of(view, *a), a->ticket) <
           std::pair(deadline_of(view, *b), b->ticket);
  });
  for (const ViewTicket* ticket : made.due) {
    const auto line = line_of.find(ticket->service.value);
    if (line != line_of.end() && made.lines[line->second].clock == nullptr) {
      made.lines[line->second].clock = ticket;
    }
  }
  for (LineRow& row : made.lines) {
    for (const ViewPause& pause : view.paused) {
      row.pause = pause.service == row.service ? &pause : row.pause;
    }
    for (const ExpectedWait& expected : view.expected) {
      row.expected = expected.service == row.service ? &expected : row.expected;
    }
  }
  add_counters(made, view, names);
  return made;
}

}  // namespace antre::counter::supervisor
