// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/sqlite_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "protocol/codec.hpp"

namespace antre::store {
namespace {

// The words of the wire, so that a report may be asked in plain SQL; in the order of the
// enumerators (a test compares them with the codec's).
constexpr std::array<std::string_view, 2> kClasses{"regular", "priority"};
constexpr std::array<std::string_view, 3> kChannels{"walk-in", "online", "appointment"};
constexpr std::array<std::string_view, 7> kStates{"waiting", "called",    "serving", "finished",
                                                  "no-show", "cancelled", "unserved"};
constexpr std::array<std::string_view, 4> kOutcomes{"served", "incomplete", "referred",
                                                    "follow-up"};
constexpr std::array<std::string_view, 6> kPrints{"none",   "queued",  "printed",
                                                  "failed", "unknown", "reprinted"};

template <class E, std::size_t kCount>
std::string_view word(const std::array<std::string_view, kCount>& words, E value) {
  return words.at(static_cast<std::size_t>(value));
}

template <class E, std::size_t kCount>
bool read_word(const std::array<std::string_view, kCount>& words, std::string_view text, E& value) {
  const auto* found = std::ranges::find(words, text);
  if (found == words.end()) return false;
  value = static_cast<E>(found - words.begin());
  return true;
}

std::string_view view_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Day day_of(std::int64_t value) {
  return {static_cast<std::int32_t>(value)};
}

}  // namespace

JournalRow read_journal(const Statement& row) {
  return {static_cast<std::uint64_t>(row.number(0)), day_of(row.number(1)), row.number(2),
          row.bytes(3), row.bytes(4)};
}

Result<Entry> decode(const JournalRow& row) {
  auto entry = codec::decode_entry(row.bytes);
  if (!entry)
    return Error{ErrorCode::kInvalid,
                 fmt::format("journal row {} cannot be read: {}", row.seq, entry.error().detail)};
  return entry;
}

SessionRow read_session(const Statement& row) {
  SessionRow session;
  session.client = row.bytes(0);
  session.session = row.bytes(1);
  session.n = static_cast<std::uint64_t>(row.number(2));
  session.request_hash = hash_from(row.bytes(3)).value_or(kNoHash);
  session.reply = row.bytes(4);
  session.settled = row.number(5) != 0;
  session.at_ms = row.number(6);
  return session;
}

Result<TicketRow> read_ticket(const Statement& row) {
  TicketRow ticket;
  ticket.id = {day_of(row.number(0)), std::string(row.bytes(1))};
  ticket.service.value = row.bytes(2);
  ticket.issued_ms = row.number(5);
  ticket.called_ms = row.number_or_null(6);
  ticket.started_ms = row.number_or_null(7);
  ticket.ended_ms = row.number_or_null(8);
  if (const auto counter = row.number_or_null(9))
    ticket.counter = CounterId{static_cast<int>(*counter)};
  ticket.recalls = static_cast<int>(row.number(12));
  ticket.print_reason = row.bytes(14);
  Outcome outcome = Outcome::kServed;
  const auto outcome_word = row.bytes(11);
  const bool known = read_word(kClasses, row.bytes(3), ticket.class_) &&
                     read_word(kChannels, row.bytes(4), ticket.channel) &&
                     read_word(kStates, row.bytes(10), ticket.state) &&
                     read_word(kPrints, row.bytes(13), ticket.print_state) &&
                     (outcome_word.empty() || read_word(kOutcomes, outcome_word, outcome));
  if (!known)
    return Error{ErrorCode::kInvalid, fmt::format("ticket row {} {} holds a word that is not known",
                                                  day_text(ticket.id.day), ticket.id.number)};
  if (!outcome_word.empty()) ticket.outcome = outcome;
  return ticket;
}

void bind_journal(Statement& statement, const Record& record) {
  statement.bind(1, static_cast<std::int64_t>(record.entry.seq))
      .bind(2, std::int64_t{record.entry.day.value})
      .bind(3, record.entry.at_ms)
      .bind_blob(4, record.bytes)
      .bind_blob(5, view_of(record.hash));
}

void bind_session(Statement& statement, const SessionRow& row) {
  statement.bind_text(1, row.client)
      .bind_text(2, row.session)
      .bind(3, static_cast<std::int64_t>(row.n))
      .bind_blob(4, view_of(row.request_hash))
      .bind_blob(5, row.reply)
      .bind(6, std::int64_t{row.settled ? 1 : 0})
      .bind(7, row.at_ms);
}

void bind_ticket(Statement& statement, const TicketRow& row) {
  statement.bind(1, std::int64_t{row.id.day.value})
      .bind_text(2, row.id.number)
      .bind_text(3, row.service.value)
      .bind_text(4, word(kClasses, row.class_))
      .bind_text(5, word(kChannels, row.channel))
      .bind(6, row.issued_ms)
      .bind(7, row.called_ms)
      .bind(8, row.started_ms)
      .bind(9, row.ended_ms)
      .bind_text(11, word(kStates, row.state))
      .bind(13, std::int64_t{row.recalls})
      .bind_text(14, word(kPrints, row.print_state))
      .bind_text(15, row.print_reason);
  if (row.counter)
    statement.bind(10, std::int64_t{row.counter->value});
  else
    statement.bind_null(10);
  if (row.outcome)
    statement.bind_text(12, word(kOutcomes, *row.outcome));
  else
    statement.bind_null(12);
}

}  // namespace antre::store
