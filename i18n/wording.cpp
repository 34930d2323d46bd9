// SPDX-License-Identifier: Apache-2.0
#include "i18n/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

namespace antre::i18n {
namespace {

constexpr int kHourS = 3600;
constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;

std::int64_t local_ms(std::int64_t wall_ms, int utc_offset_s) {
  return wall_ms + utc_offset_s * std::int64_t{1000};
}

// Rounds towards the past, also before 1970.
std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

std::chrono::year_month_day calendar_date(Day day) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day.value}}};
}

constexpr int kHourMinutes = 60;

/// Both ends of a wait in whole minutes.
struct MinutesRange {
  int low = 0;
  int high = 0;
};

MinutesRange whole_minutes(int low_s, int high_s) {
  const int low = std::max(0, low_s) / 60;
  return {low, std::max(low, (std::max(0, high_s) + 59) / 60)};
}

std::string figures(int low, int high) {
  return low == high ? std::to_string(low) : fmt::format("{}–{}", low, high);
}

std::string hours_text(const Catalogue& words, int minutes) {
  const int hours = minutes / kHourMinutes;
  const int rest = minutes % kHourMinutes;
  if (hours == 0) return words.text("common.wait_minutes", rest);
  if (rest == 0) return words.text("common.wait_hours", hours);
  return words.text("common.wait_hours_minutes", hours, rest);
}

std::string month_name(const Catalogue& words, std::chrono::month month) {
  return words.text(fmt::format("date.month.{}", static_cast<unsigned>(month)));
}

}  // namespace

std::string time_of_day(std::int64_t wall_ms, int utc_offset_s) {
  const std::int64_t local = local_ms(wall_ms, utc_offset_s);
  const std::int64_t minute = (local - floor_div(local, kDayMs) * kDayMs) / 60'000;
  return fmt::format("{:02}.{:02}", minute / 60, minute % 60);
}

std::string running_time(std::int64_t seconds) {
  const std::int64_t shown = std::max<std::int64_t>(0, seconds);
  const std::int64_t hours = shown / 3600;
  if (hours > 0) return fmt::format("{}:{:02}:{:02}", hours, shown / 60 % 60, shown % 60);
  return fmt::format("{}:{:02}", shown / 60, shown % 60);
}

int weekday_of(Day day) {
  // Monday is 0; 1970-01-01 was a Thursday.
  return (day.value % 7 + 7 + 3) % 7;
}

std::string weekday_name(const Catalogue& words, int weekday) {
  return words.text(fmt::format("date.weekday.{}", weekday));
}

std::string long_date(const Catalogue& words, Day day) {
  const auto date = calendar_date(day);
  return words.text("date.long", weekday_name(words, weekday_of(day)),
                    static_cast<unsigned>(date.day()), month_name(words, date.month()),
                    static_cast<int>(date.year()));
}

std::string day_and_month(const Catalogue& words, Day day) {
  const auto date = calendar_date(day);
  return words.text("date.day_month", weekday_name(words, weekday_of(day)),
                    static_cast<unsigned>(date.day()), month_name(words, date.month()));
}

Day local_day(std::int64_t wall_ms, int utc_offset_s) {
  return Day{static_cast<std::int32_t>(floor_div(local_ms(wall_ms, utc_offset_s), kDayMs))};
}

std::string zone_word(int utc_offset_s) {
  if (utc_offset_s == 7 * kHourS) return "WIB";
  if (utc_offset_s == 8 * kHourS) return "WITA";
  if (utc_offset_s == 9 * kHourS) return "WIT";
  if (utc_offset_s == 0) return "UTC";
  const int minutes = std::abs(utc_offset_s) / 60;
  const char sign = utc_offset_s < 0 ? '-' : '+';
  if (minutes % 60 == 0) return fmt::format("UTC{}{}", sign, minutes / 60);
  return fmt::format("UTC{}{}:{:02}", sign, minutes / 60, minutes % 60);
}

std::string minutes_range(int low_s, int high_s) {
  const auto [low, high] = whole_minutes(low_s, high_s);
  return figures(low, high);
}

WaitWords expected_wait(int low_s, int high_s) {
  if (high_s <= kShortWaitS) return {true, std::to_string(kShortWaitS / 60), false};
  const bool hours = whole_minutes(low_s, high_s).high >= kHourMinutes;
  return {false, minutes_range(low_s, high_s), hours};
}

std::string hours_range(const Catalogue& words, int low_s, int high_s) {
  const auto [low, high] = whole_minutes(low_s, high_s);
  if (low == high) return hours_text(words, high);
  const int hours = high / kHourMinutes;
  if (low >= kHourMinutes && low % kHourMinutes == 0 && high % kHourMinutes == 0)
    return words.text("common.wait_hours", figures(low / kHourMinutes, hours));
  // What both ends have in common is said once.
  if (hours > 0 && low / kHourMinutes == hours && low % kHourMinutes > 0)
    return words.text("common.wait_hours_minutes", hours,
                      figures(low % kHourMinutes, high % kHourMinutes));
  return words.text("common.wait_range", hours_text(words, low), hours_text(words, high));
}

std::string wait_text(const Catalogue& words, int low_s, int high_s) {
  const WaitWords wait = expected_wait(low_s, high_s);
  if (wait.hours) return words.text("common.wait_about_long", hours_range(words, low_s, high_s));
  return words.text(wait.less ? "common.wait_less" : "common.wait_about", wait.minutes);
}

std::string requirement_text(const Catalogue& words, const std::string& requirement) {
  const std::string key = "requirement." + requirement;
  std::string text = words.text(key);
  return text == key ? requirement : text;
}

std::string requirements_sentence(const Catalogue& words,
                                  const std::vector<std::string>& requirements) {
  std::string sentence;
  for (const std::string& requirement : requirements) {
    const std::string key = fmt::format("requirement.long.{}", requirement);
    std::string text = words.text(key);
    if (text == key) text = requirement;
    if (sentence.empty()) {
      sentence = std::move(text);
    } else if (&requirement != &requirements.back()) {
      sentence = fmt::format("{}, {}", sentence, text);
    } else {
      // "a and b", but "a, b, and c", as the mockups have it.
      if (requirements.size() > 2) sentence += ",";
      sentence = words.text("common.and", sentence, text);
    }
  }
  return sentence;
}

std::string refusal_text(const Catalogue& words, ErrorCode code) {
  return words.text(fmt::format("error.{}", wire_name(code)));
}

}  // namespace antre::i18n
