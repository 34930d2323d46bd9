// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "protocol/messages.hpp"

namespace antre::store {

/// One case of the register with its place in the journal.
struct Case {
  std::uint64_t seq = 0;  ///< of its `case-opened`
  CaseRow row;
  bool operator==(const Case&) const = default;
};

/// The case that a `case-opened` begins.
[[nodiscard]] Case case_of(const Entry& entry, const CaseOpened& event);
/// Records a step, which may be the last.
void advance(CaseRow& row, const Entry& entry, const CaseAdvanced& event);
/// Records the end before the last step.
void close(CaseRow& row, const Entry& entry, const CaseClosed& event);
/// Records that its visitor came for it again.
void visit(CaseRow& row, const Entry& entry, const TicketIssued& event);
/// Whether a query asks for a case.
[[nodiscard]] bool asked_for(const CaseRow& row, const GetCases& query);

/// One answer to the survey.
struct SurveyAnswer {
  std::uint64_t seq = 0;  ///< of its `survey-answered`
  TicketId ticket;
  ServiceId service;
  CounterId counter;
  std::vector<int> scores;  ///< of the nine elements
  bool operator==(const SurveyAnswer&) const = default;
};

[[nodiscard]] SurveyAnswer answer_of(const Entry& entry, const SurveyAnswered& event);
/// Counts an answer into the row of its service; rows are in order of service.
void count(std::vector<SurveyRow>& rows, const SurveyAnswer& answer);

}  // namespace antre::store
