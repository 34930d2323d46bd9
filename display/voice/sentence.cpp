// SPDX-License-Identifier: Apache-2.0
#include "display/voice/sentence.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace antre::display::voice {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
char small(char c) {
  return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
/// Letters of other scripts and with accents are bytes over 0x7F and stay as they are.
bool is_letter(char c) {
  const char low = small(c);
  return (low >= 'a' && low <= 'z') || static_cast<unsigned char>(c) > 0x7F;
}

std::vector<Unit> units_of(const std::vector<std::string_view>& words) {
  std::vector<Unit> units;
  std::ranges::transform(words, std::back_inserter(units), unit_of);
  return units;
}

void append(std::vector<Unit>& units, std::vector<Unit> more) {
  std::ranges::move(more, std::back_inserter(units));
}

/// From `begin` on, the characters for which `is` holds.
template <class Is>
std::string_view run_of(std::string_view text, std::size_t begin, Is is) {
  std::size_t end = begin;
  while (end < text.size() && is(text[end])) ++end;
  return text.substr(begin, end - begin);
}

void add_call(std::vector<Clause>& clauses, const Grammar& grammar, const SaidCall& call,
              NumberStyle style, std::string_view way) {
  std::ranges::move(number_clauses(grammar, call.number, style), std::back_inserter(clauses));
  Clause where{{unit_of(way)}};
  append(where.units, counter_units(grammar, call.counter,
                                    text_in(call.counter_name, std::string(grammar.language))));
  clauses.push_back(std::move(where));
}

Sentence sentence_of(const Announcement& announcement, const Grammar& grammar, NumberStyle style) {
  Sentence sentence{std::string(grammar.language), {}, false};
  const bool several = announcement.calls.size() > 1;
  if (announcement.kind == Announcement::Kind::kRecall)
    sentence.clauses.push_back({{unit_of(grammar.recall)}});
  sentence.clauses.push_back({{unit_of(several ? grammar.numbers : grammar.number)}});
  for (const SaidCall& call : announcement.calls)
    add_call(sentence.clauses, grammar, call, style, several ? grammar.to : grammar.go_to);
  return sentence;
}

}  // namespace

Unit unit_of(std::string_view text) {
  std::string clip;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c))
      clip += small(c);
    else if (!clip.empty() && clip.back() != '-')
      clip += '-';
  }
  while (!clip.empty() && clip.back() == '-') clip.pop_back();
  return {std::move(clip), std::string(text)};
}

Unit letter_unit(const Grammar& grammar, char letter) {
  return {std::string("letter-") + small(letter),
          std::string(grammar.letter.at(static_cast<std::size_t>(small(letter) - 'a')))};
}

std::vector<Clause> number_clauses(const Grammar& grammar, std::string_view number,
                                   NumberStyle style) {
  std::vector<Clause> clauses;
  for (std::size_t at = 0; at < number.size();) {
    Clause clause;
    std::string_view taken = run_of(number, at, is_capital);
    for (const char letter : taken) clause.units.push_back(letter_unit(grammar, letter));
    if (taken.empty()) {
      taken = run_of(number, at, is_digit);
      clause.units = units_of(number_words(grammar, taken, style));
    }
    // What is neither is not said; no ticket of ours has it.
    at += std::max<std::size_t>(taken.size(), 1);
    if (!clause.units.empty()) clauses.push_back(std::move(clause));
  }
  return clauses;
}

std::vector<Unit> counter_units(const Grammar& grammar, int counter, std::string_view name) {
  std::vector<Unit> units;
  for (std::size_t at = 0; at < name.size();) {
    std::string_view taken = run_of(name, at, is_letter);
    if (taken.size() == 1 && is_capital(taken.front())) {
      units.push_back(letter_unit(grammar, taken.front()));
    } else if (!taken.empty()) {
      units.push_back(unit_of(taken));
    } else {
      taken = run_of(name, at, is_digit);
      append(units, units_of(number_words(grammar, taken, NumberStyle::kNumber)));
    }
    at += std::max<std::size_t>(taken.size(), 1);
  }
  if (!units.empty()) return units;
  units.push_back(unit_of(grammar.counter));
  append(units, units_of(number_words(grammar, std::to_string(counter), NumberStyle::kNumber)));
  return units;
}

std::vector<Sentence> sentences(const Announcement& announcement, NumberStyle style) {
  std::vector<Sentence> said;
  if (!announcement.voice) return said;
  if (announcement.kind == Announcement::Kind::kMessage) {
    if (announcement.languages.empty() || announcement.message.empty()) return said;
    said.push_back({announcement.languages.front(), {{{{"", announcement.message}}}}, true});
    return said;
  }
  if (announcement.calls.empty()) return said;
  for (const std::string& language : announcement.languages)
    said.push_back(sentence_of(announcement, grammar_of(language), style));
  return said;
}

std::string text_of(const Clause& clause) {
  std::string text;
  for (const Unit& unit : clause.units) text += (text.empty() ? "" : " ") + unit.text;
  return text;
}

std::string text_of(const Sentence& sentence) {
  std::string text;
  for (const Clause& clause : sentence.clauses)
    text += (text.empty() ? "" : ", ") + text_of(clause);
  return sentence.free_text ? text : text + ".";
}

}  // namespace antre::display::voice
