// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/numbering.hpp"

#include <charconv>

#include "protocol/result.hpp"
#include "protocol/ticket_name.hpp"

namespace antre::engine {

std::uint32_t next_count(const Line& line) {
  std::uint32_t count = line.last_count + 1;
  // Each skip moves the count past its end and can do so once, in whatever order they came.
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& skip : line.skipped) {
      if (count < skip.from || count > skip.to) continue;
      count = skip.to + 1;
      moved = true;
    }
  }
  ANTRE_ASSERT(count > line.last_count);  // a skip to the end of the type would wrap
  return count;
}

std::optional<std::uint32_t> count_of(std::string_view number, const ServiceId& prefix) {
  if (!number.starts_with(prefix.value)) return std::nullopt;
  const auto digits = number.substr(prefix.value.size());
  std::uint32_t count = 0;
  const auto* end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, count);
  if (error != std::errc{} || rest != end || count == 0) return std::nullopt;
  return count;
}

std::string quick_text(std::uint32_t count) {
  return "+" + std::to_string(count);
}

std::optional<std::uint32_t> quick_count(std::string_view name) {
  return count_of(name, ServiceId{"+"});
}

std::optional<Day> told_day(const State& state, const Ticket& ticket) {
  return ticket.day == state.day ? std::nullopt : std::optional{ticket.day};
}

std::string name_on(Day day, const Ticket& ticket) {
  return ticket_name({ticket.day, ticket.number}, day);
}

Slot slot_named(const State& state, const std::string& name) {
  const auto id = ticket_named(name, state.day);
  return id ? state.slot(id->day, id->number) : kNoSlot;
}

}  // namespace antre::engine
