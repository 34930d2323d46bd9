// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dispatcher/engine/state.hpp"

/// The numbers of a prefix: each once a day, without gaps but journalled skips.
namespace antre::engine {

/// The count that the next ticket of a line gets: the one after the last, past what is skipped.
[[nodiscard]] std::uint32_t next_count(const Line& line);

/// The count in a number of a service: 12 of "R012" for R. Nothing when the text is not the prefix
/// and a count of at least 1.
[[nodiscard]] std::optional<std::uint32_t> count_of(std::string_view number,
                                                    const ServiceId& prefix);

/// The name of a visit without a number: "+12".
[[nodiscard]] std::string quick_text(std::uint32_t count);
/// The count in such a name; nothing for a number.
[[nodiscard]] std::optional<std::uint32_t> quick_count(std::string_view name);

/// The day that an event tells beside a number: only where it is not the day of the entry.
[[nodiscard]] std::optional<Day> told_day(const State& state, const Ticket& ticket);

/// How day-closed names a ticket: its number, with its day before it ("2026-11-24/R012") where that
/// is an earlier one, for then the number alone may be another ticket's.
[[nodiscard]] std::string name_on(Day day, const Ticket& ticket);
/// The ticket of such a name; kNoSlot when there is none.
[[nodiscard]] Slot slot_named(const State& state, const std::string& name);

}  // namespace antre::engine
