// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/store.hpp"

namespace antre::store {

Result<ReportReply> Store::report(const GetReport& query, Day today, int utc_offset_s) {
  const auto days = days_of(query, today);
  if (!days) return days.error();
  const auto found = history(*days);
  if (!found) return found.error();
  return report_of(*found, *days, query.by, utc_offset_s);
}

}  // namespace antre::store
