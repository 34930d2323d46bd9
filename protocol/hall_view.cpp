// SPDX-License-Identifier: Apache-2.0
#include "protocol/hall_view.hpp"

#include <algorithm>
#include <utility>

namespace antre {
namespace {

/// Folds one event into a view; one overload an event.
class Folder {
 public:
  Folder(HallView& view, const Entry& entry) : view_(view), entry_(entry) {}

  void operator()(const DayOpened& event) {
    view_.day = entry_.day;
    view_.tickets.clear();
    view_.lines.clear();
    view_.today = {};
    view_.calls.clear();
    view_.printers.clear();
    // A dispatcher that starts again folds from here, so nothing older may show through: who
    // staffs a counter is said again by the events behind this one.
    view_.counters.clear();
    for (const auto& carried : event.carried) {
      ViewTicket ticket;
      ticket.ticket = carried.ticket;
      ticket.of_day = carried.of_day;
      ticket.service = carried.service;
      ticket.class_ = carried.class_;
      ticket.channel = carried.channel;
      ticket.state = carried.state;
      ticket.issued_ms = carried.issued_ms;
      ticket.counter = carried.counter;
      ticket.called_ms = carried.called_ms;
      ticket.started_ms = carried.started_ms;
      ticket.recalls = carried.recalls;
      ticket.print = carried.print;
      ticket.print_reason = carried.print_reason;
      view_.tickets[ticket_key(carried.of_day, carried.ticket)] = std::move(ticket);
    }
    set_hall(event.hall);
    for (const auto& carried : event.carried) {
      const bool serving = carried.state == TicketState::kServing;
      if (view_.counter(carried.counter) == nullptr) {
        ViewCounter leaving;
        leaving.id = carried.counter;
        leaving.closing = true;
        view_.counters.push_back(leaving);
        std::ranges::sort(view_.counters, {}, &ViewCounter::id);
      }
      auto* counter =
          put(carried.counter, serving ? CounterState::kServing : CounterState::kCalling,
              TicketId{carried.of_day, carried.ticket});
      if (counter == nullptr) continue;
      counter->since_ms = serving ? carried.started_ms : carried.called_ms;
      if (!carried.officer.empty()) counter->officer = carried.officer;
    }
  }
  void operator()(const DayClosed& /*event*/) {
    std::erase_if(view_.tickets,
                  [](const auto& item) { return item.second.state == TicketState::kWaiting; });
    view_.lines.clear();
  }
  void operator()(const HallChanged& event) { set_hall(event.hall); }
  void operator()(const ClockCorrected& /*event*/) {}
  void operator()(const NumbersSkipped& /*event*/) {}
  void operator()(const TicketIssued& event) {
    ViewTicket ticket;
    ticket.ticket = event.ticket;
    ticket.of_day = entry_.day;
    ticket.service = event.service;
    ticket.class_ = event.class_;
    ticket.channel = event.channel;
    ticket.issued_ms = entry_.at_ms;
    ticket.place = entry_.seq;
    count_waiting(ticket, 1);
    view_.tickets[ticket_key(entry_.day, event.ticket)] = std::move(ticket);
    ++view_.today.issued;
  }
  void operator()(const TicketCalled& event) {
    if (auto* ticket = find(event)) {
      leave_line(*ticket);
      ticket->state = TicketState::kCalled;
      ticket->counter = event.counter;
      ticket->called_ms = entry_.at_ms;
      add_call(*ticket, event.counter, false);
    }
    put(event.counter, CounterState::kCalling, named(event));
  }
  void operator()(const TicketRecalled& event) {
    if (auto* ticket = find(event)) {
      ticket->recalls = event.times;
      add_call(*ticket, event.counter, true);
    }
  }
  void operator()(const ServiceStarted& event) {
    if (auto* ticket = find(event)) {
      ticket->state = TicketState::kServing;
      ticket->started_ms = entry_.at_ms;
    }
    ++view_.today.started;
    put(event.counter, CounterState::kServing, named(event));
  }
  void operator()(const ServiceFinished& event) {
    ++view_.today.finished;
    gone(event);
    put(event.counter, CounterState::kFree, std::nullopt);
  }
  void operator()(const TicketNoShow& event) {
    ++view_.today.no_show;
    gone(event);
    put(event.counter, CounterState::kFree, std::nullopt);
  }
  void operator()(const TicketCancelled& event) {
    ++view_.today.cancelled;
    auto* ticket = find(event);
    if (ticket == nullptr) return;
    const auto counter = ticket->counter;
    gone(event);
    if (counter) put(*counter, CounterState::kFree, std::nullopt);
  }
  void operator()(const PrintReported& event) {
    if (auto* ticket = find(event)) {
      ticket->print = event.state;
      ticket->print_reason = event.reason;
    }
    auto at = std::ranges::find(view_.printers, event.device, &ViewPrinter::device);
    if (at == view_.printers.end())
      view_.printers.push_back({event.device, event.state, event.reason});
    else
      *at = {event.device, event.state, event.reason};
  }
  void operator()(const CounterOpened& event) {
    if (auto* counter = put(event.counter, CounterState::kFree, std::nullopt)) {
      counter->officer = event.officer;
      counter->break_reason.clear();
    }
  }
  void operator()(const CounterBreak& event) {
    if (auto* counter = put(event.counter, CounterState::kOnBreak, std::nullopt))
      counter->break_reason = event.reason;
  }
  void operator()(const CounterResumed& event) {
    if (auto* counter = put(event.counter, CounterState::kFree, std::nullopt))
      counter->break_reason.clear();
  }
  void operator()(const CounterClosed& event) {
    if (auto* counter = put(event.counter, CounterState::kClosed, std::nullopt)) {
      counter->officer.clear();
      counter->break_reason.clear();
    }
    if (view_.hall.counter(event.counter) == nullptr)
      std::erase_if(view_.counters, [&](const auto& c) { return c.id == event.counter; });
  }

 private:
  template <class E>
  TicketId named(const E& event) const {
    return {event.of_day.value_or(entry_.day), event.ticket};
  }
  template <class E>
  ViewTicket* find(const E& event) {
    const auto found =
        view_.tickets.find(ticket_key(event.of_day.value_or(entry_.day), event.ticket));
    return found == view_.tickets.end() ? nullptr : &found->second;
  }
  template <class E>
  void gone(const E& event) {
    if (auto* ticket = find(event)) leave_line(*ticket);
    view_.tickets.erase(ticket_key(event.of_day.value_or(entry_.day), event.ticket));
  }
  void count_waiting(const ViewTicket& ticket, int by) {
    auto& line = view_.lines[ticket.service.value];
    line.waiting += by;
    if (ticket.class_ == TicketClass::kPriority) line.priority += by;
  }
  void leave_line(const ViewTicket& ticket) {
    if (ticket.state == TicketState::kWaiting) count_waiting(ticket, -1);
  }
  ViewCounter* put(CounterId id, CounterState state, std::optional<TicketId> ticket) {
    const auto found = std::ranges::find(view_.counters, id, &ViewCounter::id);
    if (found == view_.counters.end()) return nullptr;
    found->state = state;
    found->since_ms = entry_.at_ms;
    found->ticket = std::move(ticket);
    return &*found;
  }
  void add_call(const ViewTicket& ticket, CounterId counter, bool recall) {
    view_.calls.insert(view_.calls.begin(), {entry_.seq, ticket.ticket, ticket.service, counter,
                                             entry_.at_ms, entry_.wall_ms(), recall});
    if (view_.calls.size() > HallView::kCallsKept) view_.calls.pop_back();
  }
  void set_hall(const HallSettings& hall) {
    view_.hall = hall;
    // A counter taken out of the file stays until its visitor is done (hall.md).
    std::erase_if(view_.counters, [&](const ViewCounter& counter) {
      return hall.counter(counter.id) == nullptr && !counter.ticket;
    });
    for (auto& counter : view_.counters) counter.closing = hall.counter(counter.id) == nullptr;
    for (const auto& counter : hall.counters) {
      if (view_.counter(counter.id) != nullptr) continue;
      ViewCounter fresh;
      fresh.id = counter.id;
      fresh.since_ms = entry_.at_ms;
      view_.counters.push_back(fresh);
    }
    std::ranges::sort(view_.counters, {}, &ViewCounter::id);
  }

  HallView& view_;
  const Entry& entry_;
};

}  // namespace

std::string ticket_key(Day day, const std::string& number) {
  return day_text(day) + "/" + number;
}

void HallView::apply(const Entry& entry) {
  ANTRE_ASSERT(entry.seq == seq + 1);
  seq = entry.seq;
  at_ms = entry.at_ms;
  wall_offset_ms = entry.wall_offset_ms.value_or(0);
  std::visit(Folder{*this, entry}, entry.event);
}

const ViewCounter* HallView::counter(CounterId id) const {
  const auto found = std::ranges::find(counters, id, &ViewCounter::id);
  return found == counters.end() ? nullptr : &*found;
}

const ViewTicket* HallView::ticket(const TicketId& id) const {
  const auto found = tickets.find(ticket_key(id.day, id.number));
  return found == tickets.end() ? nullptr : &found->second;
}

int HallView::waiting(const ServiceId& service) const {
  const auto found = lines.find(service.value);
  return found == lines.end() ? 0 : found->second.waiting;
}

int HallView::waiting_priority(const ServiceId& service) const {
  const auto found = lines.find(service.value);
  return found == lines.end() ? 0 : found->second.priority;
}

bool HallView::staffed(const ServiceId& service) const {
  return std::ranges::any_of(counters, [&](const ViewCounter& counter) {
    if (counter.state == CounterState::kClosed || counter.state == CounterState::kOnBreak)
      return false;
    const auto* settings = hall.counter(counter.id);
    return settings != nullptr &&
           std::ranges::find(settings->primary, service) != settings->primary.end();
  });
}

std::vector<const ViewTicket*> HallView::line(const ServiceId& service) const {
  std::vector<const ViewTicket*> waiting;
  for (const auto& [key, ticket] : tickets)
    if (ticket.state == TicketState::kWaiting && ticket.service == service)
      waiting.push_back(&ticket);
  std::ranges::sort(waiting, {}, &ViewTicket::place);
  return waiting;
}

HallView view_for_role(const HallView& view, const std::string& role) {
  HallView seen = view;
  if (role == "kiosk" || role == "display")
    for (auto& counter : seen.counters) counter.officer.clear();
  return seen;
}

Reply refusal(const Request& request, const Error& error) {
  return {kProtocolVersion, request.session, request.n,
          Refused{{std::string(wire_name(error.code)), error.detail}}};
}

std::optional<Error> error_of(const Reply& reply) {
  const auto* refused = std::get_if<Refused>(&reply.body);
  if (refused == nullptr) return std::nullopt;
  return Error{error_code(refused->error.code), refused->error.message};
}

std::optional<Command> command_of(const RequestBody& body) {
  return std::visit(
      [](const auto& alternative) -> std::optional<Command> {
        if constexpr (std::is_constructible_v<Command, decltype(alternative)>)
          return Command{alternative};
        else
          return std::nullopt;
      },
      body);
}

RequestBody to_body(Command command) {
  return std::visit([](auto& alternative) { return RequestBody{std::move(alternative)}; }, command);
}

}  // namespace antre
