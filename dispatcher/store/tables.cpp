// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/tables.hpp"

namespace antre::store {

const TicketRow& Tables::ticket(const TicketId& id) const {
  static const TicketRow unknown;
  const auto found = tickets_.find(id);
  return found == tickets_.end() ? unknown : found->second;
}

void Tables::fold(const Entry& entry) {
  for (const auto& id : touched(entry)) {
    auto& row = tickets_[id];
    row.id = id;
    store::fold(row, entry, staffing_);
  }
  if (const auto* missed = std::get_if<TargetMissed>(&entry.event)) {
    const auto& of = ticket({missed->of_day.value_or(entry.day), missed->ticket});
    misses_[entry.seq] = miss_of(entry, *missed, of);
    miss_seqs_[missed->miss] = entry.seq;
  } else if (const auto* corrected = std::get_if<MissCorrected>(&entry.event)) {
    const auto found = miss_seqs_.find(corrected->miss);
    if (found != miss_seqs_.end()) correct(misses_[found->second].row, entry, *corrected);
  } else if (const auto* explained = std::get_if<MissExplained>(&entry.event)) {
    const auto found = miss_seqs_.find(explained->miss);
    if (found != miss_seqs_.end()) explain(misses_[found->second].row, *explained);
  } else if (const auto* overtaken = std::get_if<TicketOvertaken>(&entry.event)) {
    const auto& of = ticket({overtaken->of_day.value_or(entry.day), overtaken->ticket});
    overtakings_[entry.seq] = overtaking_of(entry, *overtaken, of, staffing_);
  } else if (const auto* note = std::get_if<NoteAdded>(&entry.event)) {
    note_hashes_[entry.seq] = note->hash;
  }
  fold_case(entry);
  for (auto& span : staffing_.fold(entry)) {
    const SpanKey key{span.seq, span.counter};
    spans_[key] = std::move(span);
  }
}

void Tables::fold_case(const Entry& entry) {
  const auto change = [this](const std::string& number, const auto& how) {
    const auto found = case_seqs_.find(number);
    if (found != case_seqs_.end()) how(cases_[found->second].row);
  };
  if (const auto* opened = std::get_if<CaseOpened>(&entry.event)) {
    cases_[entry.seq] = case_of(entry, *opened);
    case_seqs_[opened->case_] = entry.seq;
  } else if (const auto* advanced = std::get_if<CaseAdvanced>(&entry.event)) {
    change(advanced->case_, [&](CaseRow& row) { advance(row, entry, *advanced); });
  } else if (const auto* closed = std::get_if<CaseClosed>(&entry.event)) {
    change(closed->case_, [&](CaseRow& row) { store::close(row, entry, *closed); });
  } else if (const auto* issued = std::get_if<TicketIssued>(&entry.event)) {
    if (issued->case_) change(*issued->case_, [&](CaseRow& row) { visit(row, entry, *issued); });
  } else if (const auto* answered = std::get_if<SurveyAnswered>(&entry.event)) {
    answers_[entry.seq] = answer_of(entry, *answered);
  }
}

History Tables::history(const Days& days) const {
  History history;
  const auto within = [&days](Day day) { return days.from <= day && day <= days.to; };
  for (auto at = tickets_.lower_bound({days.from, {}});
       at != tickets_.end() && at->first.day <= days.to; ++at)
    history.tickets.push_back(at->second);
  for (const auto& [seq, miss] : misses_)
    if (within(miss.row.day)) history.misses.push_back(miss);
  for (const auto& [seq, row] : overtakings_)
    if (within(row.ticket.day)) history.overtakings.push_back(row);
  return history;
}

}  // namespace antre::store
