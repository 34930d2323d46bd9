// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "dispatcher/store/sqlite_db.hpp"
#include "dispatcher/store/store.hpp"

namespace antre::store {

/// How the rows of a store lie in the columns of its tables, for the store and for verify.

inline constexpr std::string_view kJournalColumns = "seq, day, at_ms, bytes, hash";
inline constexpr std::string_view kSessionColumns =
    "client, session, n, request_hash, reply, settled, at_ms";
inline constexpr std::string_view kTicketColumns =
    "day, ticket, service, class, channel, quick, issued_ms, issued_wall_offset_ms, ended_ms, "
    "state, outcome, print_state, print_reason, missing, follow_up, case_id";
inline constexpr std::string_view kTurnColumns =
    "day, ticket, n, service, place_ms, called_ms, counter, officer, explicit, auto, recalls, "
    "started_ms, clock_ms, met, ended_ms, ending, no_show_auto";

/// A journal row as it lies there, the bytes not yet read.
struct JournalRow {
  std::uint64_t seq = 0;
  Day day;
  EngineMs at_ms = 0;
  std::string_view bytes;  ///< valid until the statement's next step
  std::string_view hash;
};

[[nodiscard]] JournalRow read_journal(const Statement& row);
/// The entry that a row's bytes hold. Errors: kInvalid naming the row.
[[nodiscard]] Result<Entry> decode(const JournalRow& row);
[[nodiscard]] SessionRow read_session(const Statement& row);
/// A ticket without its turns. Errors: kInvalid for a word that no enumeration has.
[[nodiscard]] Result<TicketRow> read_ticket(const Statement& row);

/// A turn with its key; `n` counts from 1.
struct TurnRow {
  TicketId id;
  std::size_t n = 0;
  Turn turn;
};
/// Errors: kInvalid for a word that no enumeration has.
[[nodiscard]] Result<TurnRow> read_turn(const Statement& row);

/// Binds all columns, in order. The record, row and hash must live until the step.
void bind_journal(Statement& statement, const Record& record);
void bind_session(Statement& statement, const SessionRow& row);
void bind_ticket(Statement& statement, const TicketRow& row);
/// `n` counts from 1.
void bind_turn(Statement& statement, const TicketId& id, std::size_t n, const Turn& turn);

}  // namespace antre::store
