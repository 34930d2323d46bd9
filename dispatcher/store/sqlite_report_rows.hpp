// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "dispatcher/store/counter_spans.hpp"
#include "dispatcher/store/miss_rows.hpp"
#include "dispatcher/store/note_rows.hpp"
#include "dispatcher/store/sqlite_db.hpp"

namespace antre::store {

/// How misses, overtakings, counter spans and notes lie in the columns of their tables.

inline constexpr std::string_view kMissColumns =
    "seq, miss, day, ticket, service, at_wall_ms, cause, clock_ms, shares, counters, correction, "
    "corrected_by, corrected_wall_ms, reason, reason_by";
inline constexpr std::string_view kOvertakingColumns =
    "seq, day, ticket, service, by_ticket, counter, officer, start_over";
inline constexpr std::string_view kSpanColumns =
    "seq, counter, day, officer, state, reason, from_ms, to_ms, wall_offset_ms";
inline constexpr std::string_view kNoteColumns =
    "seq, day, ticket, at_wall_ms, by_client, salt, text";

/// Errors: kInvalid naming the row, for a word that no enumeration has or a list that is none.
[[nodiscard]] Result<Miss> read_miss(const Statement& row);
[[nodiscard]] Overtaking read_overtaking(const Statement& row);
[[nodiscard]] CounterSpan read_span(const Statement& row);
[[nodiscard]] NoteRow read_note(const Statement& row);

/// Puts all columns into a row and runs the statement.
[[nodiscard]] Result<void> put_miss(Statement& statement, const Miss& miss);
[[nodiscard]] Result<void> put_overtaking(Statement& statement, const Overtaking& row);
[[nodiscard]] Result<void> put_span(Statement& statement, const CounterSpan& span);
[[nodiscard]] Result<void> put_note(Statement& statement, const NoteRow& note);

}  // namespace antre::store
