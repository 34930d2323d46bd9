// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/miss_rows.hpp"

#include "dispatcher/store/counter_spans.hpp"

namespace antre::store {

Miss miss_of(const Entry& entry, const TargetMissed& event, const TicketRow& ticket) {
  Miss miss;
  miss.seq = entry.seq;
  miss.row.miss = event.miss;
  miss.row.day = event.of_day.value_or(entry.day);
  miss.row.ticket = event.ticket;
  miss.row.service = ticket.served_for();
  miss.row.at_wall_ms = entry.wall_ms();
  miss.row.cause = event.cause;
  miss.row.clock_ms = event.clock_ms;
  miss.row.shares = event.shares;
  miss.row.counters = event.counters;
  return miss;
}

void correct(MissRow& row, const Entry& entry, const MissCorrected& event) {
  row.correction = event.text;
  row.corrected_by = event.by;
  row.corrected_wall_ms = entry.wall_ms();
}

void explain(MissRow& row, const MissExplained& event) {
  row.reason = event.text;
  row.reason_by = event.officer.empty() ? event.by : event.officer;
}

Overtaking overtaking_of(const Entry& entry, const TicketOvertaken& event, const TicketRow& ticket,
                         const Staffing& staffing) {
  Overtaking row;
  row.seq = entry.seq;
  row.ticket = {event.of_day.value_or(entry.day), event.ticket};
  row.service = ticket.served_for();
  row.by = event.by;
  row.counter = event.counter;
  row.officer = staffing.officer(event.counter);
  row.start_over = event.start_over;
  return row;
}

}  // namespace antre::store
