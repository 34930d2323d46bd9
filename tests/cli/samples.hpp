// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/hall_view.hpp"

namespace antre::test {

inline constexpr int kWibS = 7 * 3600;

/// 2026-11-24T09:42:07.123+07:00.
inline std::int64_t morning_ms() {
  return parse_day("2026-11-24").value().value * 86'400'000LL + ((2 * 60 + 42) * 60 + 7) * 1000LL +
         123;
}

/// A hall with two services and two counters; K014 is called to counter 2, R012 waits.
inline HallView sample_view() {
  HallView view;
  view.epoch = "0123456789abcdef0123456789abcdef";
  view.seq = 12;
  view.day = parse_day("2026-11-24").value();
  view.at_ms = morning_ms();
  view.utc_offset_s = kWibS;
  view.hall.id = "pst-jateng";
  view.hall.name = {{"id", "Pelayanan Statistik Terpadu"}};
  ServiceSettings recommendation;
  recommendation.id = ServiceId{"R"};
  recommendation.name = {{"id", "Rekomendasi"}};
  ServiceSettings consultation;
  consultation.id = ServiceId{"K"};
  consultation.name = {{"id", "Konsultasi"}};
  view.hall.services = {recommendation, consultation};
  ViewTicket waiting;
  waiting.ticket = "R012";
  waiting.of_day = view.day;
  waiting.service = ServiceId{"R"};
  view.tickets[ticket_key(view.day, "R012")] = waiting;
  ViewTicket called = waiting;
  called.ticket = "K014";
  called.service = ServiceId{"K"};
  called.state = TicketState::kCalled;
  called.counter = CounterId{2};
  view.tickets[ticket_key(view.day, "K014")] = called;
  view.lines["R"].waiting = 1;
  ViewCounter second;
  second.id = CounterId{2};
  second.state = CounterState::kCalling;
  second.since_ms = morning_ms();
  second.ticket = TicketId{view.day, "K014"};
  second.officer = "Sari";
  ViewCounter first;
  first.id = CounterId{1};
  view.counters = {first, second};
  view.calls = {{11, "K014", ServiceId{"K"}, CounterId{2}, morning_ms(), morning_ms(), false}};
  view.today = {20, 15, 14, 1, 2};
  return view;
}

inline TicketReply sample_ticket() {
  TicketReply ticket;
  ticket.ticket = "R012";
  ticket.day = parse_day("2026-11-24").value();
  ticket.service = ServiceId{"R"};
  ticket.issued_wall_ms = morning_ms();
  ticket.ahead = 4;
  ticket.code = "7KQ2M9";
  return ticket;
}

inline Entry entry(std::uint64_t seq, Event event) {
  Entry made;
  made.seq = seq;
  made.day = parse_day("2026-11-24").value();
  made.at_ms = morning_ms() + static_cast<std::int64_t>(seq) * 1000;
  made.event = std::move(event);
  return made;
}

}  // namespace antre::test
