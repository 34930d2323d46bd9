// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/ticket_rows.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "dispatcher/store/counter_spans.hpp"
#include "protocol/ticket_name.hpp"

namespace antre::store {
namespace {

template <class E>
concept AboutATicket = requires(const E& event) {
  event.ticket;
};
template <class E>
concept OfADay = AboutATicket<E> && requires(const E& event) {
  event.of_day;
};
template <class E, class... Others>
inline constexpr bool kOneOf = (std::is_same_v<E, Others> || ...);
/// Events about a ticket that its row says nothing of: they are in other tables, or a step of the
/// clock, whose outcome comes with the start of service or the miss.
template <class E>
inline constexpr bool kKeptElsewhere =
    kOneOf<E, NoteAdded, ClockStarted, ClockReached, TicketOvertaken, TargetMissed, CounterAlerted,
           TicketCheckedIn, GuestBookSigned, ReprintAsked, CaseOpened, SurveyAnswered>;

struct Toucher {
  const Entry& entry;

  std::vector<TicketId> operator()(const DayClosed& event) const {
    std::vector<TicketId> ids;
    ids.reserve(event.unserved.size() + event.finished.size());
    for (const auto* names : {&event.unserved, &event.finished})
      for (const auto& name : *names)
        if (auto id = ticket_named(name, entry.day)) ids.push_back(std::move(*id));
    return ids;
  }
  template <class E>
  std::vector<TicketId> operator()(const E& event) const {
    if constexpr (kKeptElsewhere<E> || !AboutATicket<E>)
      return {};
    else if constexpr (OfADay<E>)
      return {{event.of_day.value_or(entry.day), event.ticket}};
    else
      return {{entry.day, event.ticket}};
  }
};

struct Folder {
  TicketRow& row;
  const Entry& entry;
  const Staffing& staffing;

  void operator()(const DayClosed& event) const {
    const bool served =
        std::ranges::find(event.finished, ticket_name(row.id, entry.day)) != event.finished.end();
    over(served ? TicketState::kFinished : TicketState::kUnserved);
  }
  void operator()(const TicketIssued& event) const {
    row.service = event.service;
    row.class_ = event.class_;
    row.channel = event.channel;
    row.issued_ms = entry.at_ms;
    row.issued_wall_offset_ms = entry.wall_offset_ms.value_or(0);
    row.state = event.place_ms ? TicketState::kBooked : TicketState::kWaiting;
    row.case_ = event.case_.value_or(std::string{});
    begin(event.service, event.place_ms.value_or(entry.at_ms));
  }
  void operator()(const TicketArrived& /*event*/) const { row.state = TicketState::kWaiting; }
  void operator()(const TicketCalled& event) const {
    auto& turn = last();
    turn.called_ms = entry.at_ms;
    at(turn, event.counter, {});
    turn.explicit_ = event.explicit_;
    turn.auto_ = event.auto_;
    row.state = TicketState::kCalled;
  }
  void operator()(const TicketRecalled& event) const { last().recalls = event.times; }
  void operator()(const ServiceStarted& event) const {
    auto& turn = last();
    turn.started_ms = entry.at_ms;
    at(turn, event.counter, event.officer);
    turn.clock_ms = event.clock_ms;
    turn.met = event.clock_ms && event.met;
    row.state = TicketState::kServing;
  }
  void operator()(const QuickServiceStarted& event) const {
    row.service = event.service;
    row.quick = true;
    row.issued_ms = entry.at_ms;
    row.issued_wall_offset_ms = entry.wall_offset_ms.value_or(0);
    begin(event.service, entry.at_ms);
    auto& turn = last();
    turn.started_ms = entry.at_ms;
    at(turn, event.counter, event.officer);
    row.state = TicketState::kServing;
  }
  void operator()(const ServiceFinished& event) const {
    row.outcome = event.outcome;
    row.missing = event.missing;
    row.follow_up = event.follow_up;
    end(Ending::kFinished);
    over(TicketState::kFinished);
  }
  void operator()(const TicketNoShow& event) const {
    at(last(), event.counter, event.officer);
    end(Ending::kNoShow);
    last().no_show_auto = event.auto_;
    over(TicketState::kNoShow);
  }
  void operator()(const TicketCancelled& /*event*/) const {
    // A held one's turn has ended already, by the hold.
    if (!last().ending) end(Ending::kCancelled);
    over(TicketState::kCancelled);
  }
  void operator()(const TicketHeld& /*event*/) const {
    end(Ending::kHeld);
    row.state = TicketState::kHeld;
  }
  void operator()(const TicketUnheld& /*event*/) const {
    const auto before = last();
    begin(before.service, before.place_ms);
    row.state = TicketState::kWaiting;
  }
  void operator()(const TicketTransferred& event) const {
    end(event.finished ? Ending::kFinished : Ending::kTransferred);
    const auto service = event.service.value_or(last().service);
    begin(service, entry.at_ms);
    row.state = TicketState::kWaiting;
  }
  void operator()(const TicketMoved& event) const {
    end(Ending::kTransferred);
    begin(event.service.value_or(last().service), entry.at_ms);
  }
  void operator()(const TicketRequeued& /*event*/) const {
    end(Ending::kRequeued);
    // Where it stands in the line now is not since when its visitor waits: that begins anew only
    // when service had begun.
    const auto before = last();
    begin(before.service, before.started_ms ? entry.at_ms : before.place_ms);
    row.state = TicketState::kWaiting;
  }
  void operator()(const CommandUndone& event) const {
    switch (event.from) {
      case TicketState::kNoShow:
        return again(TicketState::kCalled);
      case TicketState::kFinished:
        // A finish that sent the ticket back to where it came from began a turn there.
        if (row.turns.size() > 1 && !last().called_ms && !last().started_ms) row.turns.pop_back();
        row.outcome.reset();
        row.missing.clear();
        row.follow_up.reset();
        return again(TicketState::kServing);
      default:
        uncall();
        row.state = TicketState::kWaiting;
    }
  }
  void operator()(const PrintReported& event) const {
    row.print_state = event.state;
    row.print_reason = event.reason;
  }
  template <class E>
  void operator()(const E& /*event*/) const {
    static_assert(!AboutATicket<E> || kKeptElsewhere<E>,
                  "an event about a ticket must say what it does to its row");
  }

 private:
  /// A journal that begins in the middle of a ticket (a damaged one) is told by verify, not here.
  [[nodiscard]] Turn& last() const {
    if (row.turns.empty()) begin(row.service, entry.at_ms);
    return row.turns.back();
  }
  void begin(ServiceId service, EngineMs place_ms) const {
    Turn turn;
    turn.service = std::move(service);
    turn.place_ms = place_ms;
    row.turns.push_back(std::move(turn));
  }
  void at(Turn& turn, CounterId counter, const std::string& officer) const {
    turn.counter = counter;
    turn.officer = officer.empty() ? staffing.officer(counter) : officer;
  }
  void end(Ending ending) const {
    last().ended_ms = entry.at_ms;
    last().ending = ending;
  }
  void over(TicketState state) const {
    row.state = state;
    row.ended_ms = entry.at_ms;
  }
  /// The last turn goes on as if it had not ended.
  void again(TicketState state) const {
    last().ended_ms.reset();
    last().ending.reset();
    last().no_show_auto = false;
    row.ended_ms.reset();
    row.state = state;
  }
  /// The last turn is as if nobody had called it.
  void uncall() const {
    Turn waiting;
    waiting.service = last().service;
    waiting.place_ms = last().place_ms;
    last() = std::move(waiting);
  }
};

}  // namespace

std::optional<std::int64_t> Turn::service_ms() const {
  const bool whole = ending == Ending::kFinished || ending == Ending::kTransferred;
  if (!whole || !started_ms || !ended_ms) return std::nullopt;
  return *ended_ms - *started_ms;
}

std::vector<TicketId> touched(const Entry& entry) {
  return std::visit(Toucher{entry}, entry.event);
}

void fold(TicketRow& row, const Entry& entry, const Staffing& staffing) {
  std::visit(Folder{row, entry, staffing}, entry.event);
}

}  // namespace antre::store
