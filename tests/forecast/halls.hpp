// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "protocol/hall_settings.hpp"

/// Halls for tests, always open.
namespace antre::test {

/// A hall with these services, and counters 1 to `counters` that have all of them as primary.
inline HallSettings hall_with(const std::vector<std::string>& services, int counters) {
  HallSettings hall;
  hall.id = "test";
  for (const auto& id : services) {
    ServiceSettings& service = hall.services.emplace_back();
    service.id = ServiceId{id};
    service.name = {{"id", id}};
  }
  for (int id = 1; id <= counters; ++id) {
    CounterSettings& counter = hall.counters.emplace_back();
    counter.id = CounterId{id};
    for (const auto& service : services) counter.primary.push_back(ServiceId{service});
  }
  return hall;
}

/// The same target for the hall and all its services.
inline void set_target(HallSettings& hall, const TargetSettings& target) {
  hall.target = target;
  for (auto& service : hall.services) service.target = target;
}

}  // namespace antre::test
