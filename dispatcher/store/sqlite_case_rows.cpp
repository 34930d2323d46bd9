// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/sqlite_case_rows.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <exception>
#include <string>

namespace antre::store {
namespace {

namespace json = boost::json;

Day day_of(std::int64_t value) {
  return {static_cast<std::int32_t>(value)};
}

std::string text_in(const json::value& value) {
  const auto& text = value.as_string();
  return {text.data(), text.size()};
}

std::string text_of(const std::vector<CaseStep>& steps) {
  json::array list;
  for (const auto& step : steps)
    list.push_back(
        json::object{{"step", step.step}, {"at_wall_ms", step.at_wall_ms}, {"by", step.by}});
  return json::serialize(list);
}

template <class Value>
std::string text_of(const std::vector<Value>& values) {
  json::array list;
  for (const auto& value : values) list.emplace_back(value);
  return json::serialize(list);
}

/// The items of a list; throws when it is none.
template <class Visit>
void each_item(std::string_view text, Visit visit) {
  const auto list = json::parse({text.data(), text.size()});
  for (const auto& item : list.as_array()) visit(item);
}

}  // namespace

Result<Case> read_case(const Statement& row) {
  Case read;
  read.seq = static_cast<std::uint64_t>(row.number(0));
  auto& of = read.row;
  of.case_ = row.bytes(1);
  of.service.value = row.bytes(2);
  of.day = day_of(row.number(3));
  of.ticket = row.bytes(4);
  of.of_day = day_of(row.number(5));
  if (const auto due = row.number_or_null(6)) of.due = day_of(*due);
  of.closed_wall_ms = row.number_or_null(8);
  of.closed_text = row.bytes(9);
  of.closed_by = row.bytes(10);
  try {
    each_item(row.bytes(7), [&](const json::value& item) {
      of.steps.push_back({text_in(item.at("step")), item.at("at_wall_ms").to_number<std::int64_t>(),
                          text_in(item.at("by"))});
    });
    each_item(row.bytes(11), [&](const json::value& item) { of.visits.push_back(text_in(item)); });
  } catch (const std::exception&) {
    return Error{ErrorCode::kInvalid, fmt::format("case row {} cannot be read", of.case_)};
  }
  return read;
}

Result<SurveyAnswer> read_answer(const Statement& row) {
  SurveyAnswer read;
  read.seq = static_cast<std::uint64_t>(row.number(0));
  read.ticket = {day_of(row.number(1)), std::string(row.bytes(2))};
  read.service.value = row.bytes(3);
  read.counter.value = static_cast<int>(row.number(4));
  try {
    each_item(row.bytes(5),
              [&](const json::value& item) { read.scores.push_back(item.to_number<int>()); });
  } catch (const std::exception&) {
    return Error{ErrorCode::kInvalid, fmt::format("survey row {} cannot be read", read.seq)};
  }
  return read;
}

Result<void> put_case(Statement& statement, const Case& row) {
  const auto& of = row.row;
  const auto steps = text_of(of.steps);
  const auto visits = text_of(of.visits);
  statement.bind(1, static_cast<std::int64_t>(row.seq))
      .bind_text(2, of.case_)
      .bind_text(3, of.service.value)
      .bind(4, std::int64_t{of.day.value})
      .bind_text(5, of.ticket)
      .bind(6, std::int64_t{of.of_day.value})
      .bind_text(8, steps)
      .bind(9, of.closed_wall_ms)
      .bind_text(10, of.closed_text)
      .bind_text(11, of.closed_by)
      .bind_text(12, visits);
  if (of.due)
    statement.bind(7, std::int64_t{of.due->value});
  else
    statement.bind_null(7);
  return statement.run();
}

Result<void> put_answer(Statement& statement, const SurveyAnswer& answer) {
  const auto scores = text_of(answer.scores);
  statement.bind(1, static_cast<std::int64_t>(answer.seq))
      .bind(2, std::int64_t{answer.ticket.day.value})
      .bind_text(3, answer.ticket.number)
      .bind_text(4, answer.service.value)
      .bind(5, std::int64_t{answer.counter.value})
      .bind_text(6, scores);
  return statement.run();
}

}  // namespace antre::store
