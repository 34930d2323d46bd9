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
constexpr std::array<std::string_view, 9> kStates{"waiting",  "called",  "serving",
                                                  "finished", "no-show", "cancelled",
                                                  "unserved", "booked",  "held"};
constexpr std::array<std::string_view, 6> kEndings{"finished",    "no-show",  "held",
                                                   "transferred", "requeued", "cancelled"};
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

Error unknown_word(std::string_view table, const TicketId& id) {
  return {ErrorCode::kInvalid, fmt::format("{} row {} {} holds a word that is not known", table,
                                           day_text(id.day), id.number)};
}

/// Requirements are lines (the hall file).
std::string join(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, "\n"));
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto end = text.find('\n');
    words.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return words;
}

std::int64_t flag(bool value) {
  return value ? 1 : 0;
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
  ticket.quick = row.number(5) != 0;
  ticket.issued_ms = row.number(6);
  ticket.issued_wall_offset_ms = row.number(7);
  ticket.ended_ms = row.number_or_null(8);
  ticket.print_reason = row.bytes(12);
  ticket.missing = split(row.bytes(13));
  if (const auto day = row.number_or_null(14)) ticket.follow_up = day_of(*day);
  ticket.case_ = row.bytes(15);
  Outcome outcome = Outcome::kServed;
  const auto outcome_word = row.bytes(10);
  const bool known = read_word(kClasses, row.bytes(3), ticket.class_) &&
                     read_word(kChannels, row.bytes(4), ticket.channel) &&
                     read_word(kStates, row.bytes(9), ticket.state) &&
                     read_word(kPrints, row.bytes(11), ticket.print_state) &&
                     (outcome_word.empty() || read_word(kOutcomes, outcome_word, outcome));
  if (!known) return unknown_word("ticket", ticket.id);
  if (!outcome_word.empty()) ticket.outcome = outcome;
  return ticket;
}

Result<TurnRow> read_turn(const Statement& row) {
  TurnRow read;
  read.id = {day_of(row.number(0)), std::string(row.bytes(1))};
  read.n = static_cast<std::size_t>(row.number(2));
  auto& turn = read.turn;
  turn.service.value = row.bytes(3);
  turn.place_ms = row.number(4);
  turn.called_ms = row.number_or_null(5);
  if (const auto counter = row.number_or_null(6))
    turn.counter = CounterId{static_cast<int>(*counter)};
  turn.officer = row.bytes(7);
  turn.explicit_ = row.number(8) != 0;
  turn.auto_ = row.number(9) != 0;
  turn.recalls = static_cast<int>(row.number(10));
  turn.started_ms = row.number_or_null(11);
  turn.clock_ms = row.number_or_null(12);
  turn.met = row.number(13) != 0;
  turn.ended_ms = row.number_or_null(14);
  if (const auto word = row.bytes(15); !word.empty()) {
    Ending ending = Ending::kFinished;
    if (!read_word(kEndings, word, ending)) return unknown_word("turn", read.id);
    turn.ending = ending;
  }
  turn.no_show_auto = row.number(16) != 0;
  return read;
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
  const auto joined = join(row.missing);
  statement.bind(1, std::int64_t{row.id.day.value})
      .bind_text(2, row.id.number)
      .bind_text(3, row.service.value)
      .bind_text(4, word(kClasses, row.class_))
      .bind_text(5, word(kChannels, row.channel))
      .bind(6, flag(row.quick))
      .bind(7, row.issued_ms)
      .bind(8, row.issued_wall_offset_ms)
      .bind(9, row.ended_ms)
      .bind_text(10, word(kStates, row.state))
      .bind_text(12, word(kPrints, row.print_state))
      .bind_text(13, row.print_reason)
      .bind_text(14, joined)
      .bind_text(16, row.case_);
  if (row.follow_up)
    statement.bind(15, std::int64_t{row.follow_up->value});
  else
    statement.bind_null(15);
  if (row.outcome)
    statement.bind_text(11, word(kOutcomes, *row.outcome));
  else
    statement.bind_null(11);
}

void bind_turn(Statement& statement, const TicketId& id, std::size_t n, const Turn& turn) {
  statement.bind(1, std::int64_t{id.day.value})
      .bind_text(2, id.number)
      .bind(3, static_cast<std::int64_t>(n))
      .bind_text(4, turn.service.value)
      .bind(5, turn.place_ms)
      .bind(6, turn.called_ms)
      .bind_text(8, turn.officer)
      .bind(9, flag(turn.explicit_))
      .bind(10, flag(turn.auto_))
      .bind(11, std::int64_t{turn.recalls})
      .bind(12, turn.started_ms)
      .bind(13, turn.clock_ms)
      .bind(14, flag(turn.met))
      .bind(15, turn.ended_ms)
      .bind(17, flag(turn.no_show_auto));
  if (turn.counter)
    statement.bind(7, std::int64_t{turn.counter->value});
  else
    statement.bind_null(7);
  if (turn.ending)
    statement.bind_text(16, word(kEndings, *turn.ending));
  else
    statement.bind_null(16);
}

}  // namespace antre::store
