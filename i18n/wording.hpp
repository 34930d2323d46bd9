// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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
/// "Selasa": 0 is Monday.
[[nodiscard]] std::string weekday_name(const Catalogue& words, int weekday);
/// "Rabu 25 November", for a day that is near.
[[nodiscard]] std::string day_and_month(const Catalogue& words, Day day);
/// Weekday of a day: 0 is Monday.
[[nodiscard]] int weekday_of(Day day);
/// "8–15": a range of whole minutes, the low end rounded down, the high end up; "8" when they are
/// the same.
[[nodiscard]] std::string minutes_range(int low_s, int high_s);
/// An expected wait as people are told it: as a range of whole minutes, a short one only as less
/// than kShortWaitS, since nobody's forecast is good to a minute.
struct WaitWords {
  bool less = false;    ///< less than `minutes`; else about `minutes`
  std::string minutes;  ///< "5–9", "5"
  bool hours = false;   ///< an hour or more: hours_range() says it better
};
inline constexpr int kShortWaitS = 300;
[[nodiscard]] WaitWords expected_wait(int low_s, int high_s);
/// "1 jam 10–20 menit", "50 menit – 1 jam 20 menit", "1–2 jam": the same range in hours and
/// minutes.
[[nodiscard]] std::string hours_range(const Catalogue& words, int low_s, int high_s);
/// "kira-kira 5–9 menit", "kurang dari 5 menit", "kira-kira 1 jam 10–20 menit".
[[nodiscard]] std::string wait_text(const Catalogue& words, int low_s, int high_s);
/// What a requirement of the hall file is called: "Kartu identitas" for "identity"; the hall's own
/// words are given as they are.
[[nodiscard]] std::string requirement_text(const Catalogue& words, const std::string& requirement);
/// Requirements within a sentence: "kartu identitas, alamat e-mail, dan formulir ...".
[[nodiscard]] std::string requirements_sentence(const Catalogue& words,
                                                const std::vector<std::string>& requirements);
/// The message of a refusal for people: key "error.<wire name>".
[[nodiscard]] std::string refusal_text(const Catalogue& words, ErrorCode code);

}  // namespace antre::i18n
