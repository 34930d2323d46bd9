// SPDX-License-Identifier: Apache-2.0
// The satisfaction index: its nine elements, then service by service.
#include <fmt/format.h>

#include <cmath>

#include "report/figures.hpp"
#include "report/sections.hpp"
#include "report/survey_index.hpp"
#include "report/table.hpp"

namespace antre::report {
namespace {

constexpr Style kBody{8.5, Weight::kRegular, kInk};
constexpr double kTogether = 90;
constexpr double kHundred = 100;

std::string mean_text(const i18n::Catalogue& words, const std::optional<double>& mean) {
  if (!mean) return "–";
  return hundredths_text(words, static_cast<int>(std::lround(*mean * kHundred)));
}

std::string grade_text(const i18n::Catalogue& words, const SurveyIndex& index) {
  if (!index.grade) return "–";
  const char of = letter(*index.grade);
  return fmt::format("{} – {}", of, words.text(fmt::format("survey.grade.{}", of)));
}

std::string index_text(const i18n::Catalogue& words, const SurveyIndex& index) {
  return index.index_hundredths ? hundredths_text(words, *index.index_hundredths) : "–";
}

int answers(const SurveyTally& tally, std::size_t element) {
  int sum = 0;
  for (const int count : tally.counts.at(element)) sum += count;
  return sum;
}

void elements_table(const Writer& writer, const SurveyTally& all, const SurveyIndex& index) {
  const auto& words = writer.words;
  Table table(writer.sheet, {{words.text("report.head.element"), 4, Align::kLeft},
                             {words.text("report.head.answers"), 1, Align::kRight},
                             {words.text("report.head.mean"), 1, Align::kRight}});
  for (std::size_t element = 0; element < kElements; ++element)
    table.row({fmt::format("U{} {}", element + 1, element_name(words, element)),
               count_text(words, answers(all, element)),
               mean_text(words, index.means.at(element))});
  table.end();
}

void services_table(const Writer& writer) {
  const auto& words = writer.words;
  Table table(writer.sheet, {{words.text("report.head.service_name"), 4, Align::kLeft},
                             {words.text("report.head.respondents"), 1.2, Align::kRight},
                             {words.text("report.head.index"), 1, Align::kRight},
                             {words.text("report.head.grade"), 2, Align::kLeft}});
  for (const auto& tally : writer.document.surveys) {
    const auto index = index_of(tally);
    table.row({writer.document.service_name(ServiceId{tally.service}),
               count_text(words, tally.respondents), index_text(words, index),
               grade_text(words, index)});
  }
  table.end();
}

}  // namespace

std::string element_name(const i18n::Catalogue& words, std::size_t element) {
  return words.text(fmt::format("survey.element.{}", element + 1));
}

void survey_section(const Writer& writer) {
  auto& sheet = writer.sheet;
  const auto& words = writer.words;
  sheet.heading(words.text("report.section.survey"), kTogether);
  SurveyTally all;
  for (const auto& tally : writer.document.surveys) all = sum_of(all, tally);
  if (all.respondents == 0) {
    sheet.paragraph(words.text("report.no_survey"), kBody, 6);
    return;
  }
  const auto index = index_of(all);
  const auto people = count_text(words, all.respondents);
  sheet.paragraph(index.index_hundredths
                      ? words.text("report.survey_sentence", index_text(words, index),
                                   grade_text(words, index), people)
                      : words.text("report.survey_part", people),
                  {10, Weight::kSemiBold, kInk}, 6);
  elements_table(writer, all, index);
  services_table(writer);
  sheet.paragraph(words.text("report.survey_method"), {7.5, Weight::kRegular, kInk2}, 4);
}

}  // namespace antre::report
