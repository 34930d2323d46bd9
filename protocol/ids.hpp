// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace antre {

/// A service of the hall; its text is also the prefix of its numbers ("R").
struct ServiceId {
  std::string value;
  auto operator<=>(const ServiceId&) const = default;
};

/// A counter ("loket") by its number in the hall file, from 1.
struct CounterId {
  int value = 0;
  auto operator<=>(const CounterId&) const = default;
};

/// A service day: days since 1970-01-01 in the hall's own calendar. "2026-11-24" on the wire.
struct Day {
  std::int32_t value = 0;
  auto operator<=>(const Day&) const = default;
};

/// Names one ticket for ever: numbers begin anew each day.
struct TicketId {
  Day day;
  std::string number;  ///< "R012"
  auto operator<=>(const TicketId&) const = default;
};

/// What a call, a screen and a person need of a number: prefix and count.
/// `number_text("R", 12, 3)` is "R012"; a count too long for its digits is written whole (R1000).
[[nodiscard]] std::string number_text(const ServiceId& prefix, std::uint32_t count, int digits);

}  // namespace antre

template <>
struct std::hash<antre::ServiceId> {
  std::size_t operator()(const antre::ServiceId& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};

template <>
struct std::hash<antre::TicketId> {
  std::size_t operator()(const antre::TicketId& id) const noexcept {
    return std::hash<std::string>{}(id.number) ^ (static_cast<std::size_t>(id.day.value) << 20U);
  }
};
