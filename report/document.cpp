// SPDX-License-Identifier: Apache-2.0
#include "report/document.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "protocol/time.hpp"

namespace antre::report {
namespace {

std::chrono::year_month_day date_of(Day day) {
  return {std::chrono::sys_days{std::chrono::days{day.value}}};
}

Day first_of_month(Day day) {
  const auto date = date_of(day);
  const std::chrono::sys_days first = date.year() / date.month() / 1;
  return {static_cast<std::int32_t>(first.time_since_epoch().count())};
}

Day next_month(Day first) {
  const auto date = date_of(first) + std::chrono::months{1};
  return {static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

}  // namespace

std::string Document::service_name(const ServiceId& id) const {
  const auto found = std::ranges::find(
      services, id.value,
      [](const NamedRow& service) -> const std::string& { return service.row.key; });
  return found == services.end() ? id.value : found->name;
}

std::vector<SurveyTally> tallies_of(const SurveyReply& survey) {
  std::vector<SurveyTally> tallies;
  for (const auto& row : survey.rows) {
    SurveyTally tally;
    tally.service = row.service.value;
    tally.respondents = row.respondents;
    const auto elements = std::min(row.answers.size(), kElements);
    for (std::size_t element = 0; element < elements; ++element) {
      const auto& counts = row.answers[element];
      std::copy_n(counts.begin(), std::min(counts.size(), kAnswers),
                  tally.counts.at(element).begin());
    }
    tallies.push_back(std::move(tally));
  }
  return tallies;
}

std::vector<Part> parts_of(const Document& document) {
  const bool month = document.to.value - document.from.value >= kMostDayBars;
  std::vector<Part> parts;
  auto at = month ? first_of_month(document.from) : document.from;
  while (at <= document.to) {
    parts.push_back({at, month, 0, 0});
    at = month ? next_month(at) : Day{at.value + 1};
  }
  for (const auto& row : document.days) {
    const auto day = parse_day(row.key);
    if (!day) continue;
    const auto first = month ? first_of_month(*day) : *day;
    const auto part = std::ranges::lower_bound(parts, first, {}, &Part::first);
    if (part == parts.end() || part->first != first) continue;
    part->met += row.met;
    part->missed += row.missed;
  }
  return parts;
}

}  // namespace antre::report
