// SPDX-License-Identifier: Apache-2.0
#include "report/survey_index.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace antre::report {
namespace {

// The conversion intervals of the regulation's annex; docs/reports.md names the sources.
constexpr int kLeastA = 8831;
constexpr int kLeastB = 7661;
constexpr int kLeastC = 6500;

/// One answer is worth 25 of 100, in hundredths.
constexpr double kHundredthsAnAnswer = 2500;

std::optional<double> mean_of(const std::array<int, kAnswers>& counts) {
  std::int64_t people = 0;
  std::int64_t sum = 0;
  for (std::size_t answer = 0; answer < kAnswers; ++answer) {
    const std::int64_t n = std::max(counts.at(answer), 0);
    people += n;
    sum += n * static_cast<std::int64_t>(answer + 1);
  }
  if (people == 0) return std::nullopt;
  return static_cast<double>(sum) / static_cast<double>(people);
}

}  // namespace

SurveyIndex index_of(const SurveyTally& tally) {
  SurveyIndex index;
  double sum = 0;
  bool whole = true;
  for (std::size_t element = 0; element < kElements; ++element) {
    auto& mean = index.means.at(element);
    mean = mean_of(tally.counts.at(element));
    whole = whole && mean.has_value();
    sum += mean.value_or(0);
  }
  if (!whole) return index;
  // A hair above, so that a sum of ninths that is a half in decimal digits is not rounded down.
  constexpr double kHair = 1e-7;
  const double exact = sum * kHundredthsAnAnswer / static_cast<double>(kElements);
  index.index_hundredths = static_cast<int>(std::floor(exact + 0.5 + kHair));
  index.grade = grade_of(*index.index_hundredths);
  return index;
}

Grade grade_of(int index_hundredths) {
  if (index_hundredths >= kLeastA) return Grade::kA;
  if (index_hundredths >= kLeastB) return Grade::kB;
  if (index_hundredths >= kLeastC) return Grade::kC;
  return Grade::kD;
}

char letter(Grade grade) {
  return static_cast<char>('A' + static_cast<int>(grade));
}

SurveyTally sum_of(const SurveyTally& one, const SurveyTally& other) {
  SurveyTally sum = one;
  sum.service.clear();
  sum.respondents += other.respondents;
  for (std::size_t element = 0; element < kElements; ++element)
    for (std::size_t answer = 0; answer < kAnswers; ++answer)
      sum.counts.at(element).at(answer) += other.counts.at(element).at(answer);
  return sum;
}

}  // namespace antre::report
