// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "dispatcher/store/chain.hpp"
#include "dispatcher/store/miss_rows.hpp"
#include "dispatcher/store/ticket_rows.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::store {

/// All that a report of some days is computed from: what belongs to the tickets of those days.
struct History {
  std::vector<TicketRow> tickets;       ///< in order of day and number
  std::vector<Miss> misses;             ///< in order of seq
  std::vector<Overtaking> overtakings;  ///< in order of seq
  Head head;                            ///< of the journal when this was read
};

/// The days that a report is of, both included.
struct Days {
  Day from;
  Day to;
};

/// Ten years, and the days that are more in leap years: longer than any office keeps asking for.
inline constexpr int kMostReportDays = 3660;

/// So many days of a report are read at once: a longer one takes no more memory for its tickets.
inline constexpr int kReportPartDays = 28;

/// The days that a query means. Errors: kBadRequest for days in the wrong order or too many.
[[nodiscard]] Result<Days> days_of(const GetReport& query, Day today);

/// A report that is counted part by part, so that years of tickets are never held: only their
/// times are, four bytes each. The same rows in the end, however the days were parted.
class ReportSum {
 public:
  /// As `report_of`.
  ReportSum(const Days& days, ReportBy by, int utc_offset_s);
  ~ReportSum();
  ReportSum(const ReportSum&) = delete;
  ReportSum& operator=(const ReportSum&) = delete;

  /// All that belongs to the tickets of some of the days; each day in one part. The head is that of
  /// the last part.
  void add(const History& part);
  /// The report; called once.
  [[nodiscard]] ReportReply done();

 private:
  struct Counted;
  Days days_;
  ReportBy by_;
  int utc_offset_s_;
  Head head_;
  std::unique_ptr<Counted> counted_;
};

/// The report of a history: a pure function, the same for every store and for a recount.
/// `utc_offset_s` is what the hall's clock is ahead of UTC (for rows by hour of issue).
/// docs/store.md says what is counted where; percentiles are the nearest rank of the exact values.
[[nodiscard]] ReportReply report_of(const History& history, const Days& days, ReportBy by,
                                    int utc_offset_s);

/// Nearest rank: of n values in order, p % is the one at place ceil(p / 100 * n), counted from 1;
/// the mean is rounded to the nearest millisecond. All 0 when there is none.
[[nodiscard]] Spread spread_of(const std::vector<std::int64_t>& values);

}  // namespace antre::store
