// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/case_rows.hpp"

#include <algorithm>
#include <string>

namespace antre::store {
namespace {

constexpr std::size_t kElements = 9;
constexpr std::size_t kScale = 4;

/// An officer is told by name, anybody else as the client that it is.
const std::string& who(const std::string& officer, const std::string& by) {
  return officer.empty() ? by : officer;
}

}  // namespace

Case case_of(const Entry& entry, const CaseOpened& event) {
  Case opened;
  opened.seq = entry.seq;
  auto& row = opened.row;
  row.case_ = event.case_;
  row.service = event.service;
  row.day = entry.day;
  row.ticket = event.ticket;
  row.of_day = event.of_day.value_or(entry.day);
  row.due = event.due;
  row.steps.push_back({event.step, entry.wall_ms(), who(event.officer, event.by)});
  return opened;
}

void advance(CaseRow& row, const Entry& entry, const CaseAdvanced& event) {
  row.steps.push_back({event.step, entry.wall_ms(), who(event.officer, event.by)});
  if (event.closed) {
    row.closed_wall_ms = entry.wall_ms();
    row.closed_by = row.steps.back().by;
  }
}

void close(CaseRow& row, const Entry& entry, const CaseClosed& event) {
  row.closed_wall_ms = entry.wall_ms();
  row.closed_text = event.text;
  row.closed_by = who(event.officer, event.by);
}

void visit(CaseRow& row, const Entry& entry, const TicketIssued& event) {
  row.visits.push_back(day_text(entry.day) + "/" + event.ticket);
}

bool asked_for(const CaseRow& row, const GetCases& query) {
  if (query.open_only && row.closed_wall_ms) return false;
  if (query.case_ && *query.case_ != row.case_) return false;
  if (query.service && *query.service != row.service) return false;
  return !(query.from && row.day < *query.from) && !(query.to && *query.to < row.day);
}

SurveyAnswer answer_of(const Entry& entry, const SurveyAnswered& event) {
  SurveyAnswer answer;
  answer.seq = entry.seq;
  answer.ticket = {event.of_day.value_or(entry.day), event.ticket};
  answer.service = event.service;
  answer.counter = event.counter;
  answer.scores = event.scores;
  return answer;
}

void count(std::vector<SurveyRow>& rows, const SurveyAnswer& answer) {
  auto at = std::ranges::lower_bound(rows, answer.service, {}, &SurveyRow::service);
  if (at == rows.end() || at->service != answer.service) {
    SurveyRow fresh;
    fresh.service = answer.service;
    fresh.answers.assign(kElements, std::vector<int>(kScale, 0));
    at = rows.insert(at, std::move(fresh));
  }
  ++at->respondents;
  for (std::size_t i = 0; i < answer.scores.size() && i < kElements; ++i) {
    const auto score = static_cast<std::size_t>(answer.scores[i]);
    if (score >= 1 && score <= kScale) ++at->answers[i][score - 1];
  }
}

}  // namespace antre::store
