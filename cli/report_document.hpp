// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "cli/door.hpp"
#include "i18n/catalogue.hpp"
#include "protocol/messages.hpp"
#include "report/document.hpp"

namespace antre::cli {

/// The days of a printed report; what is absent: the first of the month of the last day, and today.
struct ReportPeriod {
  std::optional<Day> from;
  std::optional<Day> to;
};

/// Asks the dispatcher for all that a printed report says. All figures are of the same tickets:
/// when the hall went on in between it asks anew. Errors: what was refused, the link's; kConflict
/// when the hall is too busy for figures that fit each other.
[[nodiscard]] Result<report::Document> gather_report(Door& door, const ReportPeriod& period,
                                                     const i18n::Catalogue& words);

/// The misses of some days, the newest first: asked for in parts where there are more than a
/// dispatcher tells at once, and at most so many of a single day. With `utc_offset_s`.
[[nodiscard]] Result<MissesReply> misses_of(Door& door, Day from, Day to, bool open_only);

/// What the dispatcher tells of the register at once.
inline constexpr int kMostMissesAtOnce = 5000;

/// "2026-11": its days. Nothing when it is no month.
struct MonthDays {
  Day first;
  Day last;
};
[[nodiscard]] std::optional<MonthDays> parse_month(const std::string& text);

}  // namespace antre::cli
