// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "i18n/catalogue.hpp"
#include "protocol/messages.hpp"

/// Figures as the report's language writes them. Pure.
namespace antre::report {

/// "12.345" in Indonesian, "12,345" in English.
[[nodiscard]] std::string count_text(const i18n::Catalogue& words, std::int64_t count);
/// "98,4 %": cut off, not rounded, so that one miss in ten thousand is not 100 %. "–" when no clock
/// ended.
[[nodiscard]] std::string attainment_text(const i18n::Catalogue& words, int met, int missed);
/// "4:32", from an hour on "1:04:32"; seconds are cut off.
[[nodiscard]] std::string duration_text(std::int64_t ms);
/// The same, "–" where nobody waited or was served.
[[nodiscard]] std::string duration_text(std::int64_t ms, bool any);
/// "88,31": hundredths.
[[nodiscard]] std::string hundredths_text(const i18n::Catalogue& words, int hundredths);
/// "1 November 2026".
[[nodiscard]] std::string date_text(const i18n::Catalogue& words, Day day);
/// "November 2026" for a whole month, "1 November 2026" for a day, else "1–14 November 2026" or
/// "28 Oktober 2026 – 3 November 2026"; "2026" for a whole year.
[[nodiscard]] std::string period_text(const i18n::Catalogue& words, Day from, Day to);
/// "24 November 2026, 09.42 WIB".
[[nodiscard]] std::string moment_text(const i18n::Catalogue& words, std::int64_t wall_ms,
                                      int utc_offset_s);

/// The next round number of milliseconds for the top of an axis with four parts.
[[nodiscard]] std::int64_t round_top_ms(std::int64_t most_ms);

}  // namespace antre::report
