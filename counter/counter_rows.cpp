// SPDX-License-Identifier: Apache-2.0
// The model's part that keeps the list: who waits, who is on hold, who is booked for later.
#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "counter/counter_model.hpp"

namespace antre::counter {
namespace {

TicketId id_of(const ViewTicket& ticket) {
  return {ticket.of_day, ticket.ticket};
}

/// Those who wait come first; a row that is just going keeps its place among them.
int group_of(const Row& row) {
  if (row.gone_until) {
    return 0;
  }
  return row.ticket.state == TicketState::kHeld     ? 1
         : row.ticket.state == TicketState::kBooked ? 2
                                                    : 0;
}

}  // namespace

void CounterModel::refresh_rows() {
  const auto chosen =
      selected_ < rows_.size() ? std::optional(id_of(rows_[selected_].ticket)) : std::nullopt;
  std::set<TicketId> listed;
  std::vector<Row> rows;
  rows.reserve(waiting_.tickets.size() + waiting_.held.size() + waiting_.booked.size());
  for (const auto* part : {&waiting_.tickets, &waiting_.held, &waiting_.booked}) {
    for (const ViewTicket& ticket : *part) {
      listed.insert(id_of(ticket));
      rows.push_back({ticket, std::nullopt});
    }
  }
  for (const Row& old : rows_) {
    const Ms until = old.gone_until.value_or(now_ + kGoneMs);
    if (!listed.contains(id_of(old.ticket)) && now_ < until && page_ != Page::kSignIn) {
      rows.push_back({old.ticket, until});
    }
  }
  std::ranges::stable_sort(rows, {}, [](const Row& row) {
    return std::tuple(group_of(row), row.ticket.place_ms, row.ticket.place);
  });
  const bool same = rows.size() == rows_.size() &&
                    std::ranges::equal(rows, rows_, [](const Row& a, const Row& b) {
                      return a.ticket == b.ticket && a.gone_until == b.gone_until;
                    });
  if (same) {
    return;
  }
  rows_ = std::move(rows);
  const auto at = std::ranges::find_if(
      rows_, [&chosen](const Row& row) { return chosen == id_of(row.ticket); });
  if (at != rows_.end()) {
    selected_ = static_cast<std::size_t>(at - rows_.begin());
  } else {
    selected_ = rows_.empty() ? 0 : std::min(selected_, rows_.size() - 1);
  }
  changed();
}

std::optional<Message> CounterModel::why_not_row() const {
  const Row* row = selected_ < rows_.size() ? &rows_[selected_] : nullptr;
  const bool gone = row != nullptr && row->gone_until;
  if (row != nullptr && !gone && row->ticket.state == TicketState::kHeld) {
    return std::nullopt;  // it only goes back into its line, whatever happens at this counter
  }
  const auto refused = [](ErrorCode code) { return Message{Say::kRefused, code, {}, 0}; };
  if (page_ != Page::kIdle) {
    return refused(page_ == Page::kBreak ? ErrorCode::kCounterOnBreak : ErrorCode::kCounterBusy);
  }
  if (row == nullptr) {
    return refused(ErrorCode::kNobodyWaiting);
  }
  if (gone) {
    return Message{Say::kGone, {}, row->ticket.ticket, 0};
  }
  return row->ticket.state == TicketState::kBooked
             ? std::optional(Message{Say::kNotYet, {}, row->ticket.ticket, 0})
             : std::nullopt;
}

void CounterModel::press_row(const Touch& touch) {
  const ViewTicket& ticket = rows_[selected_].ticket;
  if (ticket.state == TicketState::kHeld) {
    submit(touch, Unhold{ticket.ticket, ticket.of_day}, ticket.ticket);
  } else {
    submit(touch, Call{here(), ticket.ticket});
  }
}

}  // namespace antre::counter
