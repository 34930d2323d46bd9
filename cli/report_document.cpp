// SPDX-License-Identifier: Apache-2.0
#include "cli/report_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <set>
#include <utility>

#include "cli/commands/commands.hpp"
#include "protocol/hall_view.hpp"
#include "protocol/time.hpp"

namespace antre::cli {
namespace {

/// A hall of few counters issues no ticket in the time of four questions so often in a row.
constexpr int kMostTries = 5;
constexpr const char* kNobody = "-";
/// The register is asked for by quarters of a year at first.
constexpr int kDaysAtOnce = 92;

constexpr std::array kParts{ReportBy::kDay, ReportBy::kHour, ReportBy::kService,
                            ReportBy::kCounter};
using Parts = std::array<ReportReply, kParts.size()>;

Day first_of_month(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.value}}};
  const std::chrono::sys_days first = date.year() / date.month() / 1;
  return {static_cast<std::int32_t>(first.time_since_epoch().count())};
}

/// The four reports, of the same tickets.
Result<Parts> ask_parts(Door& door, Day from, Day to) {
  for (int left = kMostTries; left > 0; --left) {
    Parts parts;
    for (std::size_t i = 0; i < kParts.size(); ++i) {
      auto reply = ask<ReportReply>(door, GetReport{from, to, kParts.at(i)});
      if (!reply) return reply.error();
      parts.at(i) = std::move(*reply);
    }
    if (std::ranges::all_of(
            parts, [&](const ReportReply& part) { return part.total == parts.front().total; }))
      return parts;
  }
  return Error{ErrorCode::kConflict,
               "the hall went on while its report was made; try again, or end it with yesterday"};
}

std::string counter_name(const HallSettings& hall, const std::string& key,
                         const i18n::Catalogue& words) {
  if (key == kNobody) return words.text("report.no_counter");
  for (const auto& counter : hall.counters) {
    if (std::to_string(counter.id.value) != key) continue;
    const auto& name = text_in(counter.name, words.language(), hall.default_language());
    if (!name.empty()) return name;
  }
  return words.text("report.counter_name", key);
}

std::string service_name(const HallSettings& hall, const std::string& key,
                         const i18n::Catalogue& words) {
  const auto* service = hall.service(ServiceId{key});
  if (service == nullptr) return key;
  const auto& name = text_in(service->name, words.language(), hall.default_language());
  return name.empty() ? key : name;
}

/// What the hall has but nobody used is a row of noughts, so that it is seen.
void add_unused(std::vector<ReportRow>& rows, const std::vector<std::string>& keys) {
  std::set<std::string> there;
  for (const auto& row : rows) there.insert(row.key);
  for (const auto& key : keys) {
    if (there.contains(key)) continue;
    ReportRow unused;
    unused.key = key;
    rows.push_back(std::move(unused));
  }
}

void put_rows(report::Document& document, Parts&& parts, const HallSettings& hall,
              const i18n::Catalogue& words) {
  auto& [days, hours, services, counters] = parts;
  document.total = std::move(days.total);
  document.days = std::move(days.rows);
  document.hours = std::move(hours.rows);
  if (document.total.tickets > 0) {
    std::vector<std::string> ids;
    for (const auto& service : hall.services) ids.push_back(service.id.value);
    add_unused(services.rows, ids);
    ids.clear();
    for (const auto& counter : hall.counters) ids.push_back(std::to_string(counter.id.value));
    add_unused(counters.rows, ids);
  }
  for (auto& row : services.rows) {
    auto name = service_name(hall, row.key, words);
    document.services.push_back({std::move(name), std::move(row)});
  }
  for (auto& row : counters.rows) {
    auto name = counter_name(hall, row.key, words);
    document.counters.push_back({std::move(name), std::move(row)});
  }
}

Result<void> add_misses(Door& door, Day from, Day to, bool open_only, MissesReply& found) {
  GetMisses query;
  query.open_only = open_only;
  query.from = from;
  query.to = to;
  query.limit = kMostMissesAtOnce;
  auto part = ask<MissesReply>(door, query);
  if (!part) return part.error();
  found.utc_offset_s = part->utc_offset_s;
  const bool all = part->misses.size() < static_cast<std::size_t>(kMostMissesAtOnce);
  if (all || from == to) {
    std::ranges::move(part->misses, std::back_inserter(found.misses));
    return {};
  }
  const Day middle{from.value + (to.value - from.value) / 2};
  if (auto later = add_misses(door, Day{middle.value + 1}, to, open_only, found); !later)
    return later;
  return add_misses(door, from, middle, open_only, found);
}

}  // namespace

Result<MissesReply> misses_of(Door& door, Day from, Day to, bool open_only) {
  MissesReply found;
  for (int last = to.value; last >= from.value; last -= kDaysAtOnce) {
    const Day first{std::max(from.value, last - kDaysAtOnce + 1)};
    if (auto done = add_misses(door, first, Day{last}, open_only, found); !done)
      return done.error();
  }
  return found;
}

Result<report::Document> gather_report(Door& door, const ReportPeriod& period,
                                       const i18n::Catalogue& words) {
  const auto view = snapshot(door);
  if (!view) return view.error();
  report::Document document;
  const auto& hall = view->hall;
  document.hall = text_in(hall.name, words.language(), hall.default_language());
  document.office = text_in(hall.office, words.language(), hall.default_language());
  document.program = "antre " ANTRE_VERSION;
  document.today = view->day;
  document.to = period.to.value_or(std::max(view->day, period.from.value_or(view->day)));
  document.from = period.from.value_or(first_of_month(document.to));
  document.made_wall_ms = door.wall_ms();
  document.utc_offset_s = view->utc_offset_s;
  document.target_s = hall.target.target_s;
  auto parts = ask_parts(door, document.from, document.to);
  if (!parts) return parts.error();
  // The earliest of the four heads: what came after it changed none of the figures.
  const auto& first = parts->front();
  document.seq = first.seq;
  document.head = first.head;
  put_rows(document, std::move(*parts), hall, words);
  auto misses = misses_of(door, document.from, document.to, false);
  if (!misses) return misses.error();
  document.misses = std::move(misses->misses);
  const auto survey = ask<SurveyReply>(door, GetSurvey{document.from, document.to});
  if (!survey) return survey.error();
  document.surveys = report::tallies_of(*survey);
  return document;
}

std::optional<MonthDays> parse_month(const std::string& text) {
  const auto first = parse_day(text + "-01");
  if (!first) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{first->value}}};
  const std::chrono::sys_days last =
      std::chrono::year_month_day_last{date.year(), std::chrono::month_day_last{date.month()}};
  return MonthDays{*first, Day{static_cast<std::int32_t>(last.time_since_epoch().count())}};
}

}  // namespace antre::cli
