// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "dispatcher/forecast/visits.hpp"
#include "hall/hall_file.hpp"
#include "link/keys.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace antre::fuzz {

void device_key(std::string_view bytes) {
  const auto key = link::parse_device(bytes, "fuzz.key");
  if (!key) return;
  const auto again = link::parse_device(link::write_device(*key), "fuzz.key");
  ANTRE_ASSERT(again.has_value() && *again == *key);
}

void hall_file(std::string_view bytes) {
  const auto loaded = hall::parse(bytes, "fuzz.toml");
  // Either a hall, or at least one finding that says why not.
  ANTRE_ASSERT(loaded.hall.has_value() || !loaded.findings.empty());
}

void visits(std::string_view bytes) {
  static const HallSettings kHall = [] {
    HallSettings hall;
    for (const char* id : {"A", "B"}) hall.services.emplace_back().id = ServiceId{id};
    return hall;
  }();
  const auto read = forecast::parse_visits(bytes, "fuzz.csv", kHall);
  if (!read) {
    ANTRE_ASSERT(read.error().code == ErrorCode::kInvalid);
    ANTRE_ASSERT(read.error().detail.starts_with("fuzz.csv:"));
    return;
  }
  // What was understood is written as such a file has it, and is the same when read again.
  std::string written = "arrival_s,service,class,service_s,patience_s\n";
  EngineMs last_ms = 0;
  for (const auto& visit : *read) {
    ANTRE_ASSERT(visit.arrival_ms >= last_ms && visit.service_ms >= 0);
    last_ms = visit.arrival_ms;
    written += forecast::seconds_text(visit.arrival_ms) + ',' + visit.service.value;
    written += visit.class_ == TicketClass::kPriority ? ",priority," : ",regular,";
    written += forecast::seconds_text(visit.service_ms) + ',';
    if (visit.patience_ms) written += forecast::seconds_text(*visit.patience_ms);
    written += '\n';
  }
  const auto again = forecast::parse_visits(written, "fuzz.csv", kHall);
  ANTRE_ASSERT(again.has_value() && *again == *read);
}

}  // namespace antre::fuzz
