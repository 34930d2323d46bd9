// SPDX-License-Identifier: Apache-2.0
#include "display/voice/record_list.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace antre::display::voice {
namespace {

/// Takes each clip once, as what it was first.
class List {
 public:
  void add(Unit unit, Recording::Kind kind) {
    if (seen_.insert(unit.clip).second) all_.push_back({std::move(unit), kind});
  }
  [[nodiscard]] std::vector<Recording> take() { return std::move(all_); }

 private:
  std::vector<Recording> all_;
  std::set<std::string> seen_;
};

void add_numbers(List& list, const Grammar& grammar, NumberStyle style) {
  using enum Recording::Kind;
  if (style == NumberStyle::kDigits) {
    for (const auto digit : grammar.digit) list.add(unit_of(digit), kNumber);
    return;
  }
  for (int number = 0; number < kNumberLimit; ++number)
    for (const auto word : grammar.words_of(number)) list.add(unit_of(word), kNumber);
}

}  // namespace

const char* name_of(Recording::Kind kind) {
  switch (kind) {
    case Recording::Kind::kPhrase:
      return "phrase";
    case Recording::Kind::kLetter:
      return "letter";
    case Recording::Kind::kNumber:
      return "number";
    case Recording::Kind::kCounter:
      break;
  }
  return "counter";
}

std::vector<Recording> record_list(const HallSettings& hall, const std::string& language) {
  using enum Recording::Kind;
  const Grammar& grammar = grammar_of(language);
  List list;
  for (const auto phrase :
       {grammar.number, grammar.numbers, grammar.recall, grammar.go_to, grammar.to})
    list.add(unit_of(phrase), kPhrase);
  for (const ServiceSettings& service : hall.services)
    for (const char letter : service.id.value) list.add(letter_unit(grammar, letter), kLetter);
  add_numbers(list, grammar, number_style(hall.display.voice.numbers));
  for (const CounterSettings& counter : hall.counters)
    for (Unit& unit : counter_units(grammar, counter.id.value, text_in(counter.name, language)))
      list.add(std::move(unit), kCounter);
  return list.take();
}

std::vector<std::string> spoken_languages(const HallSettings& hall) {
  const auto& languages = hall.display.voice.languages;
  return languages.empty() ? std::vector<std::string>{hall.default_language()} : languages;
}

}  // namespace antre::display::voice
