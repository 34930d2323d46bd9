// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "i18n/catalogue.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

/// How times and dates are worded on screens and paper (mockups, rule 7). `wall_ms`: milliseconds
/// since 1970 UTC as shown; `utc_offset_s`: what the hall's clock is ahead of UTC.
namespace antre::i18n {

/// "09.42": a time of day has a dot.
[[nodiscard]] std::string time_of_day(std::int64_t wall_ms, int utc_offset_s);
/// "3:20": a running time has a colon; from an hour on "1:03:20".
[[nodiscard]] std::string running_time(std::int64_t seconds);
/// "Selasa, 24 November 2026" in the catalogue's language.
[[nodiscard]] std::string long_date(const Catalogue& words, Day day);
/// The calendar day of a moment in the hall's zone.
[[nodiscard]] Day local_day(std::int64_t wall_ms, int utc_offset_s);
/// Short name of a zone offset as Indonesia says it: WIB, WITA, WIT; "UTC+5" elsewhere.
[[nodiscard]] std::string zone_word(int utc_offset_s);
/// The message of a refusal for people: key "error.<wire name>".
[[nodiscard]] std::string refusal_text(const Catalogue& words, ErrorCode code);

}  // namespace antre::i18n
