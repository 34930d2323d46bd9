// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dispatcher/store/case_rows.hpp"
#include "dispatcher/store/counter_spans.hpp"
#include "dispatcher/store/miss_rows.hpp"
#include "dispatcher/store/report.hpp"
#include "dispatcher/store/ticket_rows.hpp"

namespace antre::store {

/// All projections of a journal, in memory: what the twin without a disk answers from, and the
/// recount that verify compares a database with. A plain value.
class Tables {
 public:
  using SpanKey = std::pair<std::uint64_t, CounterId>;

  /// Folds the entry that follows those before it.
  void fold(const Entry& entry);

  [[nodiscard]] const std::map<TicketId, TicketRow>& tickets() const { return tickets_; }
  [[nodiscard]] const std::map<std::uint64_t, Miss>& misses() const { return misses_; }
  [[nodiscard]] const std::map<std::uint64_t, Overtaking>& overtakings() const {
    return overtakings_;
  }
  [[nodiscard]] const std::map<SpanKey, CounterSpan>& spans() const { return spans_; }
  [[nodiscard]] const std::map<std::uint64_t, Case>& cases() const { return cases_; }
  [[nodiscard]] const std::map<std::uint64_t, SurveyAnswer>& answers() const { return answers_; }
  /// The hash that a `note-added` carried, by its seq.
  [[nodiscard]] const std::map<std::uint64_t, std::string>& note_hashes() const {
    return note_hashes_;
  }
  /// What belongs to the tickets of some days.
  [[nodiscard]] History history(const Days& days) const;

 private:
  [[nodiscard]] const TicketRow& ticket(const TicketId& id) const;
  void fold_case(const Entry& entry);

  Staffing staffing_;
  std::map<TicketId, TicketRow> tickets_;
  std::map<std::uint64_t, Miss> misses_;
  std::map<std::string, std::uint64_t> miss_seqs_;
  std::map<std::uint64_t, Overtaking> overtakings_;
  std::map<SpanKey, CounterSpan> spans_;
  std::map<std::uint64_t, Case> cases_;
  std::map<std::string, std::uint64_t> case_seqs_;
  std::map<std::uint64_t, SurveyAnswer> answers_;
  std::map<std::uint64_t, std::string> note_hashes_;
};

}  // namespace antre::store
