// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/ticket_rows.hpp"

#include <type_traits>

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

struct Toucher {
  const Entry& entry;

  std::vector<TicketId> operator()(const DayClosed& event) const {
    std::vector<TicketId> ids;
    ids.reserve(event.unserved.size());
    for (const auto& number : event.unserved) ids.push_back({entry.day, number});
    return ids;
  }
  template <class E>
  std::vector<TicketId> operator()(const E& event) const {
    if constexpr (OfADay<E>)
      return {{event.of_day.value_or(entry.day), event.ticket}};
    else if constexpr (AboutATicket<E>)
      return {{entry.day, event.ticket}};
    else
      return {};
  }
};

struct Folder {
  TicketRow& row;
  const Entry& entry;

  void operator()(const DayClosed& /*event*/) const { end(TicketState::kUnserved); }
  void operator()(const TicketIssued& event) const {
    row.service = event.service;
    row.class_ = event.class_;
    row.channel = event.channel;
    row.issued_ms = entry.at_ms;
    row.state = TicketState::kWaiting;
  }
  void operator()(const TicketCalled& event) const {
    // Waiting ends with the first call; one after a return to the line does not begin it anew.
    if (!row.called_ms) row.called_ms = entry.at_ms;
    row.counter = event.counter;
    row.state = TicketState::kCalled;
  }
  void operator()(const TicketRecalled& event) const { row.recalls = event.times; }
  void operator()(const ServiceStarted& event) const {
    row.started_ms = entry.at_ms;
    row.counter = event.counter;
    row.state = TicketState::kServing;
  }
  void operator()(const ServiceFinished& event) const {
    row.outcome = event.outcome;
    end(TicketState::kFinished);
  }
  void operator()(const TicketNoShow& /*event*/) const { end(TicketState::kNoShow); }
  void operator()(const TicketCancelled& /*event*/) const { end(TicketState::kCancelled); }
  void operator()(const PrintReported& event) const {
    row.print_state = event.state;
    row.print_reason = event.reason;
  }
  template <class E>
  void operator()(const E& /*event*/) const {
    static_assert(!AboutATicket<E>, "an event about a ticket must say what it does to its row");
  }

  void end(TicketState state) const {
    row.state = state;
    row.ended_ms = entry.at_ms;
  }
};

}  // namespace

std::vector<TicketId> touched(const Entry& entry) {
  return std::visit(Toucher{entry}, entry.event);
}

void fold(TicketRow& row, const Entry& entry) {
  std::visit(Folder{row, entry}, entry.event);
}

}  // namespace antre::store
