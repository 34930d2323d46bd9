// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "dispatcher/store/case_rows.hpp"
#include "dispatcher/store/sqlite_db.hpp"

namespace antre::store {

/// How cases and answers to the survey lie in the columns of their tables.

inline constexpr std::string_view kCaseColumns =
    "seq, case_id, service, day, ticket, of_day, due, steps, closed_wall_ms, closed_text, "
    "closed_by, visits";
inline constexpr std::string_view kSurveyColumns = "seq, day, ticket, service, counter, scores";

/// Errors: kInvalid naming the row, for a list that is none.
[[nodiscard]] Result<Case> read_case(const Statement& row);
[[nodiscard]] Result<SurveyAnswer> read_answer(const Statement& row);

/// Puts all columns into a row and runs the statement.
[[nodiscard]] Result<void> put_case(Statement& statement, const Case& row);
[[nodiscard]] Result<void> put_answer(Statement& statement, const SurveyAnswer& answer);

}  // namespace antre::store
