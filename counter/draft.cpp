// SPDX-License-Identifier: Apache-2.0
#include "counter/draft.hpp"

#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero is not in <cstring>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

namespace antre::counter {
namespace {

/// A follow-up further away is a slip of the finger.
constexpr int kMostDays = 366;

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && at == end && value >= 0 ? std::optional(value) : std::nullopt;
}

/// The first such day of the calendar that is not before `today`.
std::optional<Day> next_such_day(unsigned day, unsigned month, Day today) {
  using namespace std::chrono;
  const year_month_day now{sys_days(days(today.value))};
  for (int ahead = 0; ahead <= 1; ++ahead) {
    const year_month_day wanted{now.year() + years(ahead), std::chrono::month(month),
                                std::chrono::day(day)};
    if (!wanted.ok()) {
      continue;
    }
    const Day found{static_cast<std::int32_t>(sys_days(wanted).time_since_epoch().count())};
    if (found > today) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace

void wipe_text(std::string& text) noexcept {
  // A short text is in the string itself, also in one that was moved from.
  text.resize(text.capacity());
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

bool Draft::add(std::string_view text) {
  const bool line = std::ranges::none_of(
      text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; });
  if (!line || text_.size() + text.size() > kMostBytes) {
    return false;
  }
  text_ += text;
  return true;
}

void Draft::backspace() {
  while (!text_.empty()) {
    const bool inside = (static_cast<unsigned char>(text_.back()) & 0xC0U) == 0x80U;
    text_.pop_back();
    if (!inside) {
      return;
    }
  }
}

void Draft::clear() noexcept {
  wipe_text(text_);
}

std::string Draft::line() const {
  const auto first = text_.find_first_not_of(' ');
  return first == std::string::npos ? std::string{}
                                    : text_.substr(first, text_.find_last_not_of(' ') - first + 1);
}

NoteList& NoteList::operator=(NoteList&& other) noexcept {
  if (this != &other) {
    wipe();
    notes_ = std::move(other.notes_);
    other.notes_.clear();
  }
  return *this;
}

void NoteList::wipe() noexcept {
  for (NoteText& note : notes_) {
    wipe_text(note.text);
  }
  notes_.clear();
}

std::optional<Day> day_typed(std::string_view text, Day today) {
  if (!text.empty() && text.front() == '+') {
    const auto ahead = number(text.substr(1));
    return ahead && *ahead >= 1 && *ahead <= kMostDays ? std::optional(Day{today.value + *ahead})
                                                       : std::nullopt;
  }
  const auto dot = text.find_first_of("./-");
  if (dot == std::string_view::npos) {
    return std::nullopt;
  }
  const auto day = number(text.substr(0, dot));
  const auto month = number(text.substr(dot + 1));
  return day && month
             ? next_such_day(static_cast<unsigned>(*day), static_cast<unsigned>(*month), today)
             : std::nullopt;
}

}  // namespace antre::counter
