// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/halls.hpp"

#include <utility>

namespace antre::reference {
namespace {

std::vector<ServiceId> letters(const std::string& text) {
  std::vector<ServiceId> ids;
  for (const auto letter : text) ids.push_back({std::string(1, letter)});
  return ids;
}

}  // namespace

HallSettings make_hall(const std::string& services, const std::vector<Serves>& counters) {
  HallSettings hall;
  hall.id = "test";
  hall.name = {{"id", "Aula"}};
  for (const auto& id : letters(services)) {
    ServiceSettings service;
    service.id = id;
    service.name = {{"id", id.value}};
    hall.services.push_back(std::move(service));
  }
  int id = 0;
  for (const auto& [primary, secondary] : counters) {
    CounterSettings counter;
    counter.id = {++id};
    counter.name = {{"id", "Loket " + std::to_string(id)}};
    counter.primary = letters(primary);
    counter.secondary = letters(secondary);
    hall.counters.push_back(std::move(counter));
  }
  return hall;
}

}  // namespace antre::reference
