// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/sqlite_report_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <optional>
#include <string>

namespace antre::store {
namespace {

namespace json = boost::json;

// The words of the wire, in the order of the enumerators (a test compares them with the codec's).
constexpr std::array<std::string_view, 7> kCauses{
    "visitor-on-way",  "counter-idle", "calling-another", "on-break",
    "serving-another", "unstaffed",    "not-reached"};
constexpr std::string_view kStaffed = "staffed";
constexpr std::string_view kOnBreak = "on-break";

std::string_view word(Cause cause) {
  return kCauses.at(static_cast<std::size_t>(cause));
}

std::optional<Cause> cause_of(std::string_view text) {
  const auto* found = std::ranges::find(kCauses, text);
  if (found == kCauses.end()) return std::nullopt;
  return static_cast<Cause>(found - kCauses.begin());
}

Day day_of(std::int64_t value) {
  return {static_cast<std::int32_t>(value)};
}

std::string text_of(const std::vector<CauseShare>& shares) {
  json::array list;
  for (const auto& share : shares) {
    json::array counters;
    for (const auto& counter : share.counters) counters.push_back(counter.value);
    list.push_back(json::object{
        {"cause", word(share.cause)}, {"ms", share.ms}, {"counters", std::move(counters)}});
  }
  return json::serialize(list);
}

std::string text_of(const std::vector<MissedAt>& counters) {
  json::array list;
  for (const auto& at : counters)
    list.push_back(json::object{{"counter", at.counter.value}, {"officer", at.officer}});
  return json::serialize(list);
}

CounterId counter_of(const json::value& value) {
  return {value.to_number<int>()};
}

/// The lists of a miss; throws when they are none.
bool read_lists(std::string_view shares, std::string_view counters, MissRow& row) {
  const auto read_shares = json::parse({shares.data(), shares.size()});
  for (const auto& item : read_shares.as_array()) {
    const auto& name = item.at("cause").as_string();
    const auto cause = cause_of({name.data(), name.size()});
    if (!cause) return false;
    CauseShare share;
    share.cause = *cause;
    share.ms = item.at("ms").to_number<std::int64_t>();
    for (const auto& counter : item.at("counters").as_array())
      share.counters.push_back(counter_of(counter));
    row.shares.push_back(std::move(share));
  }
  const auto read_counters = json::parse({counters.data(), counters.size()});
  for (const auto& item : read_counters.as_array()) {
    const auto& officer = item.at("officer").as_string();
    row.counters.push_back(
        {counter_of(item.at("counter")), std::string(officer.data(), officer.size())});
  }
  return true;
}

}  // namespace

Result<Miss> read_miss(const Statement& row) {
  Miss miss;
  miss.seq = static_cast<std::uint64_t>(row.number(0));
  auto& read = miss.row;
  read.miss = row.bytes(1);
  read.day = day_of(row.number(2));
  read.ticket = row.bytes(3);
  read.service.value = row.bytes(4);
  read.at_wall_ms = row.number(5);
  const auto cause = cause_of(row.bytes(6));
  read.clock_ms = row.number(7);
  read.correction = row.bytes(10);
  read.corrected_by = row.bytes(11);
  read.corrected_wall_ms = row.number_or_null(12);
  read.reason = row.bytes(13);
  read.reason_by = row.bytes(14);
  bool whole = cause.has_value();
  try {
    whole = whole && read_lists(row.bytes(8), row.bytes(9), read);
  } catch (const std::exception&) {
    whole = false;
  }
  if (!whole)
    return Error{ErrorCode::kInvalid, fmt::format("miss row {} cannot be read", read.miss)};
  read.cause = *cause;
  return miss;
}

Overtaking read_overtaking(const Statement& row) {
  Overtaking read;
  read.seq = static_cast<std::uint64_t>(row.number(0));
  read.ticket = {day_of(row.number(1)), std::string(row.bytes(2))};
  read.service.value = row.bytes(3);
  read.by = row.bytes(4);
  read.counter = {static_cast<int>(row.number(5))};
  read.officer = row.bytes(6);
  read.start_over = row.number(7) != 0;
  return read;
}

CounterSpan read_span(const Statement& row) {
  CounterSpan span;
  span.seq = static_cast<std::uint64_t>(row.number(0));
  span.counter = {static_cast<int>(row.number(1))};
  span.day = day_of(row.number(2));
  span.officer = row.bytes(3);
  span.on_break = row.bytes(4) == kOnBreak;
  span.reason = row.bytes(5);
  span.from_ms = row.number(6);
  span.to_ms = row.number_or_null(7);
  span.wall_offset_ms = row.number(8);
  return span;
}

NoteRow read_note(const Statement& row) {
  NoteRow note;
  note.seq = static_cast<std::uint64_t>(row.number(0));
  note.ticket = {day_of(row.number(1)), std::string(row.bytes(2))};
  note.at_wall_ms = row.number(3);
  note.by = row.bytes(4);
  note.salt = row.bytes(5);
  note.text = row.bytes(6);
  return note;
}

Result<void> put_miss(Statement& statement, const Miss& miss) {
  const auto& row = miss.row;
  const auto shares = text_of(row.shares);
  const auto counters = text_of(row.counters);
  statement.bind(1, static_cast<std::int64_t>(miss.seq))
      .bind_text(2, row.miss)
      .bind(3, std::int64_t{row.day.value})
      .bind_text(4, row.ticket)
      .bind_text(5, row.service.value)
      .bind(6, row.at_wall_ms)
      .bind_text(7, word(row.cause))
      .bind(8, row.clock_ms)
      .bind_text(9, shares)
      .bind_text(10, counters)
      .bind_text(11, row.correction)
      .bind_text(12, row.corrected_by)
      .bind(13, row.corrected_wall_ms)
      .bind_text(14, row.reason)
      .bind_text(15, row.reason_by);
  return statement.run();
}

Result<void> put_overtaking(Statement& statement, const Overtaking& row) {
  statement.bind(1, static_cast<std::int64_t>(row.seq))
      .bind(2, std::int64_t{row.ticket.day.value})
      .bind_text(3, row.ticket.number)
      .bind_text(4, row.service.value)
      .bind_text(5, row.by)
      .bind(6, std::int64_t{row.counter.value})
      .bind_text(7, row.officer)
      .bind(8, std::int64_t{row.start_over ? 1 : 0});
  return statement.run();
}

Result<void> put_span(Statement& statement, const CounterSpan& span) {
  statement.bind(1, static_cast<std::int64_t>(span.seq))
      .bind(2, std::int64_t{span.counter.value})
      .bind(3, std::int64_t{span.day.value})
      .bind_text(4, span.officer)
      .bind_text(5, span.on_break ? kOnBreak : kStaffed)
      .bind_text(6, span.reason)
      .bind(7, span.from_ms)
      .bind(8, span.to_ms)
      .bind(9, span.wall_offset_ms);
  return statement.run();
}

Result<void> put_note(Statement& statement, const NoteRow& note) {
  statement.bind(1, static_cast<std::int64_t>(note.seq))
      .bind(2, std::int64_t{note.ticket.day.value})
      .bind_text(3, note.ticket.number)
      .bind(4, note.at_wall_ms)
      .bind_text(5, note.by)
      .bind_text(6, note.salt)
      .bind_text(7, note.text);
  return statement.run();
}

}  // namespace antre::store
