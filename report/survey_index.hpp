// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>

namespace antre::report {

/// The satisfaction survey of Permenpan-RB 14/2017 (IKM): nine elements, answers of 1 to 4.
inline constexpr std::size_t kElements = 9;
inline constexpr std::size_t kAnswers = 4;

/// What was answered; `counts[e][a]` people gave element e the answer a + 1.
struct SurveyTally {
  std::string service;  ///< its id; empty: of the whole hall
  int respondents = 0;
  std::array<std::array<int, kAnswers>, kElements> counts{};
};

/// A to D, as the regulation calls the quality of a service.
enum class Grade { kA, kB, kC, kD };

struct SurveyIndex {
  /// Mean answer, 1 to 4; nothing where nobody answered.
  std::array<std::optional<double>, kElements> means{};
  /// 25.00 to 100.00 in hundredths, so that rounding is done once, here: the mean of the nine means
  /// (each of weight 1/9) x 25. Nothing while an element has no answer at all.
  std::optional<int> index_hundredths;
  std::optional<Grade> grade;
};

/// Pure. Negative counts are taken as none.
[[nodiscard]] SurveyIndex index_of(const SurveyTally& tally);

/// By the index as it is shown, rounded to hundredths: A from 88.31, B from 76.61, C from 65.00.
[[nodiscard]] Grade grade_of(int index_hundredths);

/// 'A' to 'D'.
[[nodiscard]] char letter(Grade grade);

/// All answers of several services as those of one hall.
[[nodiscard]] SurveyTally sum_of(const SurveyTally& one, const SurveyTally& other);

}  // namespace antre::report
