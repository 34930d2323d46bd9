// SPDX-License-Identifier: Apache-2.0
#include "protocol/hall_settings.hpp"

#include <algorithm>

namespace antre {

const std::string& text_in(const Text& text, const std::string& language,
                           const std::string& fallback) {
  static const std::string no_text;
  if (const auto found = text.find(language); found != text.end()) return found->second;
  if (const auto found = text.find(fallback); found != text.end()) return found->second;
  return text.empty() ? no_text : text.begin()->second;
}

const ServiceSettings* HallSettings::service(const ServiceId& wanted) const {
  const auto found = std::ranges::find(services, wanted, &ServiceSettings::id);
  return found == services.end() ? nullptr : &*found;
}

const CounterSettings* HallSettings::counter(CounterId wanted) const {
  const auto found = std::ranges::find(counters, wanted, &CounterSettings::id);
  return found == counters.end() ? nullptr : &*found;
}

Day HallSettings::working_day_after(Day from, int days) const {
  constexpr int kWeekdayOfEpoch = 3;  // 1970-01-01 was a Thursday
  constexpr int kYears = 10;          // of a hall that never opens
  if (hours.always) return Day{from.value + days};
  const auto opens = [this](Day day) {
    const auto weekday = (day.value + kWeekdayOfEpoch) % 7;
    return std::ranges::find(hours.closed_on, day) == hours.closed_on.end() &&
           std::ranges::any_of(hours.open,
                               [&](const OpenSpan& span) { return span.weekday == weekday; });
  };
  Day day = from;
  for (int tried = 0; days > 0 && tried < kYears * 366; ++tried) {
    ++day.value;
    if (opens(day)) --days;
  }
  return day;
}

}  // namespace antre
