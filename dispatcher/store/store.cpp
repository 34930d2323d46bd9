// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/store.hpp"

#include <algorithm>

namespace antre::store {

Result<ReportReply> Store::report(const GetReport& query, Day today, int utc_offset_s) {
  const auto days = days_of(query, today);
  if (!days) return days.error();
  ReportSum sum(*days, query.by, utc_offset_s);
  for (auto first = days->from.value; first <= days->to.value; first += kReportPartDays) {
    const auto part =
        history({Day{first}, Day{std::min(first + kReportPartDays - 1, days->to.value)}});
    if (!part) return part.error();
    sum.add(*part);
  }
  return sum.done();
}

}  // namespace antre::store
