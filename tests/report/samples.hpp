// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace antre::test {

/// A month of a hall with four services and three counters, all figures agreeing with each other.
[[nodiscard]] report::Document sample_month();

/// A miss of that month; every third one is corrected.
[[nodiscard]] MissRow sample_miss(int n);

/// Answers of 40 people about one service, better with `best`.
[[nodiscard]] report::SurveyTally sample_survey(const std::string& service, int best);

}  // namespace antre::test
