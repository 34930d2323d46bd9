// SPDX-License-Identifier: Apache-2.0
// The register of misses: how many of each cause, then one by one, the open ones first.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "i18n/wording.hpp"
#include "protocol/codec.hpp"
#include "report/figures.hpp"
#include "report/sections.hpp"
#include "report/table.hpp"

namespace antre::report {
namespace {

constexpr Style kBody{8.5, Weight::kRegular, kInk};
constexpr double kTogether = 90;  // a heading and the first rows of its table
/// About fifty pages: who wants more of them wants them in a spreadsheet.
constexpr std::size_t kMostListed = 1000;

bool is_open(const MissRow& miss) {
  return !miss.corrected_wall_ms.has_value();
}

std::string cause_text(const Writer& writer, Cause cause) {
  return writer.words.text(fmt::format("report.cause.{}", codec::name(cause)));
}

std::string counters_text(const Writer& writer, const MissRow& miss) {
  std::string numbers;
  for (const auto& at : miss.counters) {
    if (!numbers.empty()) numbers += ", ";
    numbers += std::to_string(at.counter.value);
  }
  if (numbers.empty()) return {};
  return fmt::format(" ({})", writer.words.text("report.at_counters", numbers));
}

/// What who was there said about it, behind the cause that was measured.
std::string reason_text(const MissRow& miss) {
  return miss.reason.empty() ? std::string() : fmt::format(": “{}”", miss.reason);
}

std::string when_text(const Writer& writer, const MissRow& miss) {
  const auto offset_s = writer.document.utc_offset_s;
  return fmt::format("{}, {}", date_text(writer.words, i18n::local_day(miss.at_wall_ms, offset_s)),
                     i18n::time_of_day(miss.at_wall_ms, offset_s));
}

std::string correction_text(const Writer& writer, const MissRow& miss) {
  if (is_open(miss)) return writer.words.text("report.open");
  const auto day = i18n::local_day(*miss.corrected_wall_ms, writer.document.utc_offset_s);
  auto text = miss.correction.empty() ? std::string("–") : miss.correction;
  text += fmt::format(" ({}", date_text(writer.words, day));
  if (!miss.corrected_by.empty()) text += fmt::format(", {}", miss.corrected_by);
  return text + ")";
}

struct CauseSum {
  int all = 0;
  int open = 0;
};

void causes_table(const Writer& writer, const std::vector<const MissRow*>& misses) {
  std::map<Cause, CauseSum> sums;
  for (const auto* miss : misses) {
    auto& sum = sums[miss->cause];
    ++sum.all;
    if (is_open(*miss)) ++sum.open;
  }
  Table table(writer.sheet, {{writer.words.text("report.head.cause"), 4, Align::kLeft},
                             {writer.words.text("report.head.missed"), 1, Align::kRight},
                             {writer.words.text("report.head.open"), 1, Align::kRight}});
  for (const auto& [cause, sum] : sums)
    table.row({cause_text(writer, cause), count_text(writer.words, sum.all),
               count_text(writer.words, sum.open)});
  table.end();
}

}  // namespace

void misses_section(const Writer& writer) {
  const auto& document = writer.document;
  auto& sheet = writer.sheet;
  sheet.heading(writer.words.text("report.section.misses"), kTogether);
  const auto counted = static_cast<std::size_t>(std::max(document.total.missed, 0));
  // A day has more than a dispatcher tells at once.
  const auto missing = counted - std::min(counted, document.misses.size());
  if (document.misses.empty() && missing == 0) {
    sheet.paragraph(writer.words.text("report.no_misses"), kBody, 6);
    return;
  }
  std::vector<const MissRow*> misses;
  misses.reserve(document.misses.size());
  for (const auto& miss : document.misses) misses.push_back(&miss);
  std::ranges::stable_sort(misses, [](const MissRow* a, const MissRow* b) {
    if (is_open(*a) != is_open(*b)) return is_open(*a);
    return a->at_wall_ms < b->at_wall_ms;
  });
  causes_table(writer, misses);
  Table table(sheet, {{writer.words.text("report.head.ticket"), 0.8, Align::kLeft},
                      {writer.words.text("report.head.when"), 1.5, Align::kLeft},
                      {writer.words.text("report.head.service_name"), 1.6, Align::kLeft},
                      {writer.words.text("report.head.clock"), 0.8, Align::kRight},
                      {writer.words.text("report.head.cause"), 2, Align::kLeft},
                      {writer.words.text("report.head.correction"), 2.6, Align::kLeft}});
  auto left_out = missing;
  if (misses.size() > kMostListed) {
    left_out += misses.size() - kMostListed;
    misses.resize(kMostListed);
  }
  for (const auto* miss : misses)
    table.row({miss->ticket, when_text(writer, *miss), document.service_name(miss->service),
               duration_text(miss->clock_ms),
               cause_text(writer, miss->cause) + counters_text(writer, *miss) + reason_text(*miss),
               correction_text(writer, *miss)},
              is_open(*miss) ? Weight::kSemiBold : Weight::kRegular);
  table.end();
  if (left_out > 0)
    sheet.paragraph(
        writer.words.text("report.left_out",
                          count_text(writer.words, static_cast<std::int64_t>(left_out))),
        kBody, 4);
}

}  // namespace antre::report
