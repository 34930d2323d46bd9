// SPDX-License-Identifier: Apache-2.0
#include "display/voice/grammar.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace antre::display::voice {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

NumberStyle number_style(std::string_view name) {
  return name == "number" ? NumberStyle::kNumber : NumberStyle::kDigits;
}

const Grammar& grammar_of(std::string_view language) {
  if (language == "en") return kEnglish;
  if (language == "jv") return kJavanese;
  return kIndonesian;
}

std::vector<std::string_view> number_words(const Grammar& grammar, std::string_view digits,
                                           NumberStyle style) {
  if (style == NumberStyle::kNumber) {
    int number = 0;
    const auto* end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    if (error == std::errc{} && rest == end && number >= 0 && number < kNumberLimit)
      return grammar.words_of(number);
  }
  std::vector<std::string_view> words;
  for (const char digit : digits)
    if (is_digit(digit)) words.push_back(grammar.digit.at(static_cast<std::size_t>(digit - '0')));
  return words;
}

}  // namespace antre::display::voice
