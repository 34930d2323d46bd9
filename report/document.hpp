// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "protocol/messages.hpp"
#include "report/survey_index.hpp"

namespace antre::report {

/// A service or counter of the hall with its figures.
struct NamedRow {
  std::string name;  ///< as the hall calls it: "Rekomendasi Kegiatan Statistik", "Loket 2"
  ReportRow row;
};

/// All that the printed report says. Who makes it fills it from the dispatcher's answers, which are
/// of one journal head; `render_pdf` draws it and computes nothing that the dispatcher counted.
struct Document {
  std::string hall;
  std::string office;
  std::string program;  ///< "antre 0.1.0"
  Day from;
  Day to;
  Day today;  ///< the service day now: a period that goes on is said so
  std::int64_t made_wall_ms = 0;
  int utc_offset_s = 0;
  std::uint64_t seq = 0;  ///< the journal's head, which proves the figures; 0: an empty journal
  std::string head;
  int target_s = 600;

  ReportRow total;
  std::vector<ReportRow> days;   ///< by day, in order; days without a ticket have none
  std::vector<ReportRow> hours;  ///< by hour of issue, in order
  std::vector<NamedRow> services;
  std::vector<NamedRow> counters;
  std::vector<MissRow> misses;  ///< in any order; fewer than `total.missed` is said so
  /// By service; empty: nobody was asked.
  std::vector<SurveyTally> surveys;

  /// What a service is called; its id when the hall does not have it any more.
  [[nodiscard]] std::string service_name(const ServiceId& id) const;
};

/// What the dispatcher tells of the survey, as the index is computed from it.
[[nodiscard]] std::vector<SurveyTally> tallies_of(const SurveyReply& survey);

/// A bar of the attainment over time: a day or, in a longer period, a month.
struct Part {
  Day first;
  bool month = false;
  int met = 0;
  int missed = 0;
  bool operator==(const Part&) const = default;
};

/// A period of more days than this is shown by month.
inline constexpr int kMostDayBars = 62;

/// The period's days (months) in order, those without a ticket too.
[[nodiscard]] std::vector<Part> parts_of(const Document& document);

}  // namespace antre::report
