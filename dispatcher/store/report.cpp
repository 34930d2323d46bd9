// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "dispatcher/store/times.hpp"

namespace antre::store {
namespace {

/// Orders rows: counters by number, the rest by text.
using Key = std::pair<int, std::string>;

/// What nobody's counter or officer is counted under: an unstaffed counter has no officer, and a
/// ticket nobody could serve has no counter.
constexpr std::string_view kNobody = "-";

constexpr std::array<std::string_view, 3> kChannels{"walk-in", "online", "appointment"};
constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kHoursOfADay = 24;

std::string hour_of(const TicketRow& ticket, int utc_offset_s) {
  const std::int64_t shown =
      ticket.issued_ms + ticket.issued_wall_offset_ms + std::int64_t{utc_offset_s} * 1000;
  return fmt::format("{:02}", shown / kHourMs % kHoursOfADay);
}

/// One row as it is counted.
struct Sums {
  ReportRow row;
  Times clock;
  Times wait;
  Times service;
  Times no_show_after;

  [[nodiscard]] ReportRow done(const std::string& key) {
    row.key = key;
    row.clock = clock.spread();
    row.wait = wait.spread();
    row.service = service.spread();
    row.no_show_after = no_show_after.spread();
    return row;
  }
};

/// What was counted so far, by row.
using Rows = std::map<Key, Sums>;

/// Counts a history into rows. Without `by` everything goes into one row, the sum, in which each
/// ticket and clock is once; its times are those of the rows, and not kept twice.
class Count {
 public:
  Count(const History& history, std::optional<ReportBy> by, int utc_offset_s, Rows& sums)
      : history_(history), by_(by), utc_offset_s_(utc_offset_s), sums_(sums) {
    for (const auto& miss : history.misses)
      ++missed_clocks_[TicketId{miss.row.day, miss.row.ticket}];
    for (const auto& ticket : history.tickets) {
      issued(ticket);
      turns(ticket);
      ended(ticket);
    }
    for (const auto& miss : history.misses) missed(miss);
    for (const auto& row : history.overtakings) overtaken(row);
  }

 private:
  [[nodiscard]] bool by_place() const {
    return by_ == ReportBy::kCounter || by_ == ReportBy::kOfficer;
  }
  [[nodiscard]] Key place(const std::optional<CounterId>& counter,
                          const std::string& officer) const {
    if (by_ == ReportBy::kCounter)
      return counter ? Key{counter->value, std::to_string(counter->value)}
                     : Key{std::numeric_limits<int>::max(), kNobody};
    return {0, officer.empty() ? std::string(kNobody) : officer};
  }
  /// Where something about a ticket is counted that no counter did.
  [[nodiscard]] Key key(const TicketRow& ticket, const ServiceId& service) const {
    if (!by_) return {};
    switch (*by_) {
      case ReportBy::kService:
        return {0, service.value};
      case ReportBy::kChannel:
        return {0, std::string(kChannels.at(static_cast<std::size_t>(ticket.channel)))};
      case ReportBy::kHour:
        return {0, hour_of(ticket, utc_offset_s_)};
      default:
        return {0, day_text(ticket.id.day)};
    }
  }
  [[nodiscard]] Key key(const TicketRow& ticket, const Turn& turn) const {
    return by_place() ? place(turn.counter, turn.officer) : key(ticket, turn.service);
  }
  [[nodiscard]] Key key(const TicketId& id, const ServiceId& service) const {
    const auto found = std::ranges::lower_bound(history_.tickets, id, {}, &TicketRow::id);
    if (found != history_.tickets.end() && found->id == id) return key(*found, service);
    TicketRow unknown;
    unknown.id = id;
    return key(unknown, service);
  }

  /// By counter and officer a ticket counts where it was called, once each.
  void issued(const TicketRow& ticket) {
    if (ticket.quick) return;
    if (!by_place()) {
      ++sums_[key(ticket, ticket.service)].row.tickets;
      return;
    }
    std::set<Key> seen;
    for (const auto& turn : ticket.turns)
      if (turn.called_ms && seen.insert(key(ticket, turn)).second)
        ++sums_[key(ticket, turn)].row.tickets;
  }

  void turns(const TicketRow& ticket) {
    bool waited = false;  // the wait of this place was counted: a hold begins no other
    for (const auto& turn : ticket.turns) {
      if (turn.called_ms || turn.started_ms) {
        auto& sums = sums_[key(ticket, turn)];
        if (turn.explicit_) ++sums.row.explicit_calls;
        if (turn.auto_) ++sums.row.auto_calls;
        if (turn.clock_ms && turn.met) ++sums.row.met;
        if (by_) times(ticket, turn, waited, sums);
        if (by_place()) place_ended(ticket, turn, sums);
      }
      // A requeue before any service of its turn changes no place either.
      const bool same =
          turn.ending == Ending::kHeld || (turn.ending == Ending::kRequeued && !turn.started_ms);
      if (turn.ending && !same) waited = false;
    }
  }

  static void times(const TicketRow& ticket, const Turn& turn, bool& waited, Sums& sums) {
    if (turn.clock_ms) sums.clock.add(*turn.clock_ms);
    if (const auto ms = turn.service_ms()) sums.service.add(*ms);
    if (turn.started_ms && !waited && !ticket.quick) {
      sums.wait.add(std::max<std::int64_t>(0, *turn.started_ms - turn.place_ms));
      waited = true;
    }
  }

  void place_ended(const TicketRow& ticket, const Turn& turn, Sums& sums) const {
    auto& row = sums.row;
    // One held until its day was closed was served where it had been.
    const bool left = turn.ending == Ending::kHeld && ticket.state == TicketState::kFinished &&
                      &turn == &ticket.turns.back();
    if (turn.ending == Ending::kFinished || left) ++row.served;
    if (turn.ending == Ending::kNoShow) no_show(ticket, sums);
    if (turn.ending == Ending::kCancelled) ++row.cancelled;
  }

  /// A visitor that did not come is the end of a ticket, so its last turn.
  void no_show(const TicketRow& ticket, Sums& sums) const {
    ++sums.row.no_show;
    if (in_time(ticket)) ++sums.row.no_show_in_time;
    if (ticket.turns.empty()) return;
    const auto& turn = ticket.turns.back();
    if (turn.no_show_auto) ++sums.row.no_show_auto;
    if (turn.called_ms && turn.ended_ms) sums.no_show_after.add(*turn.ended_ms - *turn.called_ms);
  }

  /// Whether the clock that a no-show ended has no miss: each miss is of one clock, and those of
  /// earlier clocks of the ticket ended with a start of service that was not met.
  [[nodiscard]] bool in_time(const TicketRow& ticket) const {
    const auto found = missed_clocks_.find(ticket.id);
    if (found == missed_clocks_.end()) return true;
    return std::ranges::count_if(ticket.turns, [](const Turn& turn) {
             return turn.clock_ms && !turn.met;
           }) >= found->second;
  }

  void ended(const TicketRow& ticket) {
    if (by_place()) return;
    auto& sums = sums_[key(ticket, ticket.served_for())];
    auto& row = sums.row;
    switch (ticket.state) {
      case TicketState::kFinished:
        ++row.served;
        break;
      case TicketState::kNoShow:
        no_show(ticket, sums);
        break;
      case TicketState::kCancelled:
        ++row.cancelled;
        break;
      case TicketState::kUnserved:
        ++row.unserved;
        break;
      default:
        break;
    }
  }

  /// A miss counts for the counters in its cause, not for the one that served it in the end.
  void missed(const Miss& miss) {
    const auto& row = miss.row;
    if (!by_place()) {
      ++sums_[key(TicketId{row.day, row.ticket}, row.service)].row.missed;
      return;
    }
    std::set<Key> where;
    for (const auto& at : row.counters) where.insert(place(at.counter, at.officer));
    if (where.empty()) where.insert(place(std::nullopt, {}));
    for (const auto& one : where) ++sums_[one].row.missed;
  }

  void overtaken(const Overtaking& row) {
    const auto where = by_place() ? place(row.counter, row.officer) : key(row.ticket, row.service);
    ++sums_[where].row.overtaken;
  }

  const History& history_;
  std::optional<ReportBy> by_;
  int utc_offset_s_;
  std::map<TicketId, int> missed_clocks_;  ///< how many clocks of a ticket were missed
  Rows& sums_;
};

/// Of all rows together; one kind of times at a time is held twice.
Spread spread_of_all(const Rows& rows, Times Sums::*of) {
  Times all;
  for (const auto& [key, sums] : rows) all.add(sums.*of);
  return all.spread();
}

}  // namespace

struct ReportSum::Counted {
  Rows rows;
  Rows total;
};

ReportSum::ReportSum(const Days& days, ReportBy by, int utc_offset_s)
    : days_(days), by_(by), utc_offset_s_(utc_offset_s), counted_(std::make_unique<Counted>()) {}

ReportSum::~ReportSum() = default;

void ReportSum::add(const History& part) {
  const Count rows(part, by_, utc_offset_s_, counted_->rows);
  const Count total(part, std::nullopt, utc_offset_s_, counted_->total);
  head_ = part.head;
}

ReportReply ReportSum::done() {
  ReportReply report;
  report.from = days_.from;
  report.to = days_.to;
  report.by = by_;
  report.seq = head_.seq;
  if (report.seq != 0) report.head = hex(head_.hash);
  if (!counted_->total.empty()) {
    report.total = counted_->total.begin()->second.done({});
    report.total.clock = spread_of_all(counted_->rows, &Sums::clock);
    report.total.wait = spread_of_all(counted_->rows, &Sums::wait);
    report.total.service = spread_of_all(counted_->rows, &Sums::service);
  }
  report.rows.reserve(counted_->rows.size());
  for (auto& [key, sums] : counted_->rows) report.rows.push_back(sums.done(key.second));
  return report;
}

Spread spread_of(const std::vector<std::int64_t>& values) {
  Times times;
  for (const auto ms : values) times.add(ms);
  return times.spread();
}

Result<Days> days_of(const GetReport& query, Day today) {
  const Day to = query.to.value_or(std::max(today, query.from.value_or(today)));
  const Day from = query.from.value_or(std::min(today, to));
  if (from > to)
    return Error{ErrorCode::kBadRequest,
                 fmt::format("a report from {} to {} has no days; the first day comes first",
                             day_text(from), day_text(to))};
  if (std::int64_t{to.value} - from.value >= kMostReportDays)
    return Error{ErrorCode::kBadRequest,
                 fmt::format("a report has {} days at most; ask for {} to {} in parts",
                             kMostReportDays, day_text(from), day_text(to))};
  return Days{from, to};
}

ReportReply report_of(const History& history, const Days& days, ReportBy by, int utc_offset_s) {
  ReportSum sum(days, by, utc_offset_s);
  sum.add(history);
  return sum.done();
}

}  // namespace antre::store
