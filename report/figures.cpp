// SPDX-License-Identifier: Apache-2.0
#include "report/figures.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "i18n/wording.hpp"

namespace antre::report {
namespace {

constexpr std::string_view kNone = "–";
constexpr int kPermille = 1000;
constexpr int kHundred = 100;

std::chrono::year_month_day date_of(Day day) {
  return {std::chrono::sys_days{std::chrono::days{day.value}}};
}

std::string month_name(const i18n::Catalogue& words, std::chrono::month month) {
  return words.text(fmt::format("date.month.{}", static_cast<unsigned>(month)));
}

int day_of_month(const std::chrono::year_month_day& date) {
  return static_cast<int>(static_cast<unsigned>(date.day()));
}

}  // namespace

std::string count_text(const i18n::Catalogue& words, std::int64_t count) {
  auto digits = fmt::format("{}", count);
  const auto separator = words.text("report.thousands");
  constexpr std::size_t kGroup = 3;
  const std::size_t least = count < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > least + kGroup;) {
    at -= kGroup;
    digits.insert(at, separator);
  }
  return digits;
}

std::string attainment_text(const i18n::Catalogue& words, int met, int missed) {
  const auto clocks = std::int64_t{met} + missed;
  if (clocks == 0) return std::string(kNone);
  const auto permille = std::int64_t{met} * kPermille / clocks;
  return fmt::format("{}{}{} %", permille / 10, words.text("report.decimal"), permille % 10);
}

std::string duration_text(std::int64_t ms) {
  return i18n::running_time(ms / kPermille);
}

std::string duration_text(std::int64_t ms, bool any) {
  return any ? duration_text(ms) : std::string(kNone);
}

std::string hundredths_text(const i18n::Catalogue& words, int hundredths) {
  return fmt::format("{}{}{:02}", hundredths / kHundred, words.text("report.decimal"),
                     hundredths % kHundred);
}

std::string date_text(const i18n::Catalogue& words, Day day) {
  const auto date = date_of(day);
  return fmt::format("{} {} {}", day_of_month(date), month_name(words, date.month()),
                     static_cast<int>(date.year()));
}

std::string period_text(const i18n::Catalogue& words, Day from, Day to) {
  if (from == to) return date_text(words, from);
  const auto first = date_of(from);
  const auto last = date_of(to);
  const auto after = date_of({to.value + 1});
  const bool whole = day_of_month(first) == 1 && day_of_month(after) == 1;
  const auto year = static_cast<int>(last.year());
  if (whole && first.year() == last.year() && first.month() == last.month())
    return fmt::format("{} {}", month_name(words, first.month()), year);
  if (whole && first.month() == std::chrono::January && last.month() == std::chrono::December)
    return first.year() == last.year() ? fmt::format("{}", year)
                                       : fmt::format("{}–{}", static_cast<int>(first.year()), year);
  if (whole)
    return fmt::format("{} {} – {} {}", month_name(words, first.month()),
                       static_cast<int>(first.year()), month_name(words, last.month()), year);
  if (first.year() == last.year() && first.month() == last.month())
    return fmt::format("{}–{} {} {}", day_of_month(first), day_of_month(last),
                       month_name(words, first.month()), year);
  return fmt::format("{} – {}", date_text(words, from), date_text(words, to));
}

std::string moment_text(const i18n::Catalogue& words, std::int64_t wall_ms, int utc_offset_s) {
  return fmt::format("{}, {} {}", date_text(words, i18n::local_day(wall_ms, utc_offset_s)),
                     i18n::time_of_day(wall_ms, utc_offset_s), i18n::zone_word(utc_offset_s));
}

std::int64_t round_top_ms(std::int64_t most_ms) {
  constexpr std::int64_t kMinute = 60'000;
  constexpr std::array<std::int64_t, 12> kTops{2, 4, 8, 12, 20, 40, 60, 120, 240, 480, 720, 1440};
  for (const auto minutes : kTops)
    if (most_ms <= minutes * kMinute) return minutes * kMinute;
  constexpr std::int64_t kDay = 1440 * kMinute;
  return (most_ms + kDay - 1) / kDay * kDay;
}

}  // namespace antre::report
