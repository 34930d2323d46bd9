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
    view_.announcements.clear();
    view_.paused.clear();
    view_.misses.clear();
    view_.open_misses = static_cast<int>(event.open_misses.size());
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
      ticket.place_ms = carried.issued_ms;
      if (carried.clock) {
        ticket.clock_from_ms = carried.clock->from_ms;
        ticket.mark = carried.clock->mark;
      }
      ticket.overtaken = carried.overtaken;
      ticket.auto_ = carried.auto_;
      ticket.counter = carried.counter;
      ticket.called_ms = carried.called_ms;
      ticket.started_ms = carried.started_ms;
      ticket.recalls = carried.recalls;
      ticket.print = carried.print;
      ticket.print_reason = carried.print_reason;
      ticket.checked_in = carried.checked_in;
      ticket.case_ = carried.case_;
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
                  [](const auto& item) { return item.second.counter == std::nullopt; });
    view_.lines.clear();
    view_.paused.clear();
  }
  void operator()(const HallChanged& event) { set_hall(event.hall); }
  void operator()(const ClockCorrected& /*event*/) {}
  void operator()(const NumbersSkipped& /*event*/) {}
  void operator()(const StoreRestored& /*event*/) {}
  void operator()(const TicketIssued& event) {
    ViewTicket ticket;
    ticket.ticket = event.ticket;
    ticket.of_day = entry_.day;
    ticket.service = event.service;
    ticket.class_ = event.class_;
    ticket.channel = event.channel;
    ticket.issued_ms = entry_.at_ms;
    ticket.place = entry_.seq;
    ticket.place_ms = event.place_ms.value_or(entry_.at_ms);
    ticket.case_ = event.case_.value_or(std::string{});
    if (event.place_ms)
      ticket.state = TicketState::kBooked;
    else
      count_waiting(ticket, 1);
    view_.tickets[ticket_key(entry_.day, event.ticket)] = std::move(ticket);
    ++view_.today.issued;
  }
  void operator()(const TicketArrived& event) {
    const auto at = view_.tickets.find(ticket_key(entry_.day, event.ticket));
    if (at != view_.tickets.end()) wait(at->second);
  }
  void operator()(const TicketCalled& event) {
    if (auto* ticket = find(event)) {
      leave_line(*ticket);
      ticket->state = TicketState::kCalled;
      ticket->counter = event.counter;
      ticket->called_ms = entry_.at_ms;
      ticket->auto_ = event.auto_;
      ticket->recalls = 0;
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
      ticket->clock_from_ms.reset();
      view_.today.wait_ms += entry_.at_ms - ticket->place_ms;
      // A clock counts on the day of its ticket; a missed one was counted when it was missed.
      if (event.clock_ms && event.met && !event.of_day) ++view_.today.met;
    }
    ++view_.today.started;
    put(event.counter, CounterState::kServing, named(event));
  }
  void operator()(const ServiceFinished& event) {
    ++view_.today.finished;
    const auto* ticket = find(event);
    std::optional<ViewFinished> finished;
    if (ticket != nullptr) finished = ViewFinished{named(event), ticket->service, entry_.at_ms};
    end_visit(event);
    const auto at = std::ranges::find(view_.counters, event.counter, &ViewCounter::id);
    if (at != view_.counters.end()) at->finished = std::move(finished);
  }
  void operator()(const TicketNoShow& event) {
    ++view_.today.no_show;
    end_visit(event);
  }
  void operator()(const TicketHeld& event) {
    if (auto* ticket = find(event)) {
      if (ticket->clock_from_ms) ticket->clock_stood_ms = entry_.at_ms - *ticket->clock_from_ms;
      ticket->clock_from_ms.reset();
      leave_counter(*ticket, TicketState::kHeld);
    }
    put(event.counter, CounterState::kFree, std::nullopt);
  }
  void operator()(const TicketUnheld& event) {
    auto* ticket = find(event);
    if (ticket == nullptr) return;
    if (ticket->clock_stood_ms) ticket->clock_from_ms = entry_.at_ms - *ticket->clock_stood_ms;
    ticket->clock_stood_ms.reset();
    wait(*ticket);
  }
  void operator()(const TicketTransferred& event) {
    if (auto* ticket = find(event)) {
      go_to_line(*ticket, event);
      leave_counter(*ticket, TicketState::kWaiting);
      wait(*ticket);
    }
    put(event.counter, CounterState::kFree, std::nullopt);
  }
  void operator()(const TicketRequeued& event) {
    if (auto* ticket = find(event)) {
      ticket->place_ms = event.place_ms;
      leave_counter(*ticket, TicketState::kWaiting);
      wait(*ticket);
    }
    put(event.counter, CounterState::kFree, std::nullopt);
  }
  void operator()(const QuickServiceStarted& event) {
    ViewTicket ticket;
    ticket.ticket = event.ticket;
    ticket.of_day = entry_.day;
    ticket.service = event.service;
    ticket.state = TicketState::kServing;
    ticket.issued_ms = ticket.place_ms = ticket.called_ms = ticket.started_ms = entry_.at_ms;
    ticket.place = entry_.seq;
    ticket.counter = event.counter;
    view_.tickets[ticket_key(entry_.day, event.ticket)] = std::move(ticket);
    put(event.counter, CounterState::kServing, TicketId{entry_.day, event.ticket});
    ++view_.today.started;
  }
  void operator()(const CommandUndone& event) {
    if (event.from == TicketState::kCalled) {
      if (auto* ticket = find(event)) {
        if (event.clock_gone) ticket->clock_from_ms.reset();
        leave_counter(*ticket, TicketState::kWaiting);
        wait(*ticket);
      }
      put(event.counter, CounterState::kFree, std::nullopt);
      return;
    }
    --(event.from == TicketState::kFinished ? view_.today.finished : view_.today.no_show);
    const auto* counter = view_.counter(event.counter);
    if (counter == nullptr || !counter->undo) return;
    const auto ticket = *counter->undo;
    view_.tickets[ticket_key(ticket.of_day, ticket.ticket)] = ticket;
    const bool served = event.from == TicketState::kFinished;
    if (served) forget_finished(named(event));
    auto* back = put(event.counter, served ? CounterState::kServing : CounterState::kCalling,
                     TicketId{ticket.of_day, ticket.ticket});
    back->since_ms = served ? ticket.started_ms : ticket.called_ms;
  }
  void operator()(const NoteAdded& /*event*/) {}
  void operator()(const CounterAlerted& event) {
    const auto found = std::ranges::find(view_.counters, event.counter, &ViewCounter::id);
    if (found != view_.counters.end()) found->alert = event.why;
  }
  void operator()(const ServicePaused& event) {
    unpause(event.service);
    ViewPause pause{event.service, std::nullopt, event.reason};
    if (event.until_ms) pause.until_wall_ms = *event.until_ms + view_.wall_offset_ms;
    view_.paused.push_back(std::move(pause));
  }
  void operator()(const ServiceUnpaused& event) { unpause(event.service); }
  void operator()(const ClockStarted& event) {
    if (auto* ticket = find(event)) ticket->clock_from_ms = entry_.at_ms;
  }
  void operator()(const ClockReached& event) {
    if (auto* ticket = find(event)) ticket->mark = event.mark;
  }
  void operator()(const TicketOvertaken& event) {
    auto* ticket = find(event);
    if (ticket == nullptr) return;
    ++ticket->overtaken;
    if (!event.start_over) return;
    ticket->clock_from_ms.reset();
    ticket->mark = Mark::kNone;
  }
  void operator()(const TargetMissed& event) {
    ++view_.open_misses;
    add_miss(event);
    if (event.of_day) return;
    ++view_.today.missed;
    if (auto* ticket = find(event)) ticket->mark = Mark::kMissed;
  }
  void operator()(const MissCorrected& event) {
    --view_.open_misses;
    std::erase_if(view_.misses, [&](const ViewMiss& one) { return one.miss == event.miss; });
  }
  void operator()(const MissExplained& event) {
    const auto at = std::ranges::find(view_.misses, event.miss, &ViewMiss::miss);
    if (at != view_.misses.end()) at->explained = true;
  }
  void operator()(const HelpAsked& event) {
    const auto at = std::ranges::find(view_.counters, event.counter, &ViewCounter::id);
    if (at == view_.counters.end()) return;
    at->help = ViewHelp{at->help ? at->help->since_ms : entry_.at_ms, event.text};
  }
  void operator()(const HelpEnded& event) {
    const auto at = std::ranges::find(view_.counters, event.counter, &ViewCounter::id);
    if (at != view_.counters.end()) at->help.reset();
  }
  void operator()(const TicketMoved& event) {
    if (auto* ticket = find(event)) {
      leave_line(*ticket);
      go_to_line(*ticket, event);
      wait(*ticket);
    }
  }
  void operator()(const CaseOpened& /*event*/) {}  // the register of cases is asked for
  void operator()(const CaseAdvanced& /*event*/) {}
  void operator()(const CaseClosed& /*event*/) {}
  void operator()(const ReceiptAsked& /*event*/) {}  // for the kiosk that hears it now
  void operator()(const SurveyAnswered& event) { forget_finished(named(event)); }
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
    auto& printer = printer_of(event.device);
    printer.state = event.state;
    printer.reason = event.reason;
  }
  void operator()(const PrinterReported& event) {
    auto& printer = printer_of(event.device);
    printer.told = true;
    printer.ready = event.ready;
    printer.trouble = event.reason;
    printer.since_ms = entry_.at_ms;
  }
  void operator()(const TicketCheckedIn& event) {
    if (auto* ticket = find(event)) ticket->checked_in = true;
  }
  void operator()(const GuestBookSigned& event) {
    if (auto* ticket = find(event)) ticket->guest = true;
  }
  void operator()(const ReprintAsked& /*event*/) {}  // for the kiosk that hears it now
  void operator()(const AnnouncementMade& event) {
    std::erase_if(view_.announcements,
                  [&](const ViewAnnouncement& one) { return one.until_ms <= entry_.at_ms; });
    view_.announcements.push_back(
        {entry_.seq, event.text, event.until_ms, event.spoken, event.zone});
  }
  void operator()(const AnnouncementWithdrawn& event) {
    std::erase_if(view_.announcements,
                  [&](const ViewAnnouncement& one) { return one.seq == event.announcement; });
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
      counter->help.reset();
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
  /// The end of a visit, which the counter may take back for a while.
  template <class E>
  void end_visit(const E& event) {
    std::optional<ViewTicket> ended;
    if (const auto* ticket = find(event)) ended = *ticket;
    gone(event);
    if (auto* counter = put(event.counter, CounterState::kFree, std::nullopt))
      counter->undo = std::move(ended);
  }
  /// The ticket stands last in the line that the event names.
  template <class E>
  void go_to_line(ViewTicket& ticket, const E& event) {
    if (event.service) ticket.service = *event.service;
    recount_marks(ticket);
    ticket.for_counter = event.to_counter;
    ticket.place_ms = entry_.at_ms;
    ticket.place = entry_.seq;
  }
  void forget_finished(const TicketId& ticket) {
    for (auto& counter : view_.counters)
      if (counter.finished && counter.finished->ticket == ticket) counter.finished.reset();
  }
  void add_miss(const TargetMissed& event) {
    ViewMiss miss;
    miss.miss = event.miss;
    miss.ticket = event.ticket;
    miss.of_day = event.of_day.value_or(entry_.day);
    if (const auto* ticket = find(event)) miss.service = ticket->service;
    miss.cause = event.cause;
    for (const auto& at : event.counters) miss.counters.push_back(at.counter);
    miss.at_ms = entry_.at_ms;
    view_.misses.push_back(std::move(miss));
    if (view_.misses.size() > HallView::kMissesKept) view_.misses.erase(view_.misses.begin());
  }
  /// The ticket is at no counter any more.
  static void leave_counter(ViewTicket& ticket, TicketState state) {
    // What was served before has no clock, and marks of an ended one say nothing about the next.
    if (ticket.state == TicketState::kServing) ticket.mark = Mark::kNone;
    ticket.state = state;
    ticket.counter.reset();
    ticket.auto_ = false;
  }
  void wait(ViewTicket& ticket) {
    ticket.state = TicketState::kWaiting;
    count_waiting(ticket, 1);
  }
  /// Other settings of the target hold for its clock: the marks are told anew.
  static void recount_marks(ViewTicket& ticket) {
    if (ticket.mark != Mark::kMissed) ticket.mark = Mark::kNone;
  }
  void unpause(const ServiceId& service) {
    std::erase_if(view_.paused, [&](const ViewPause& pause) { return pause.service == service; });
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
    found->alert.clear();
    found->undo.reset();
    return &*found;
  }
  void add_call(const ViewTicket& ticket, CounterId counter, bool recall) {
    view_.calls.insert(view_.calls.begin(), {entry_.seq, ticket.ticket, ticket.service, counter,
                                             entry_.at_ms, entry_.wall_ms(), recall});
    if (view_.calls.size() > HallView::kCallsKept) view_.calls.pop_back();
  }
  void set_hall(const HallSettings& hall) {
    for (auto& [key, ticket] : view_.tickets) {
      const auto* before = view_.hall.service(ticket.service);
      const auto* now = hall.service(ticket.service);
      if (before != nullptr && now != nullptr && before->target != now->target)
        recount_marks(ticket);
    }
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

  ViewPrinter& printer_of(const std::string& device) {
    auto at = std::ranges::find(view_.printers, device, &ViewPrinter::device);
    if (at != view_.printers.end()) return *at;
    view_.printers.emplace_back().device = device;
    return view_.printers.back();
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
  std::ranges::sort(waiting, {}, [](const ViewTicket* ticket) {
    return std::pair(ticket->place_ms, ticket->place);
  });
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
