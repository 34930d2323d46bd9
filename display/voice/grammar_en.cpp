// SPDX-License-Identifier: Apache-2.0
// English. Numbers: Unicode CLDR, common/rbnf/en.xml, %spellout-cardinal, without its hyphen, which
// nobody hears. "Zero", not "oh": the letter O may stand before the number.
// Letters: the names in the Oxford English Dictionary, spelled so that a reader says them.
#include <cstddef>

#include "display/voice/grammar.hpp"

namespace antre::display::voice {
namespace {

constexpr std::array<std::string_view, 10> kDigit{"zero", "one", "two",   "three", "four",
                                                  "five", "six", "seven", "eight", "nine"};
constexpr std::array<std::string_view, 10> kTeen{"ten",      "eleven",  "twelve",  "thirteen",
                                                 "fourteen", "fifteen", "sixteen", "seventeen",
                                                 "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> kTens{"",      "",      "twenty",  "thirty", "forty",
                                                 "fifty", "sixty", "seventy", "eighty", "ninety"};

/// Thousands, hundreds, then tens and ones, with words of their own from 11 to 19. No "and": CLDR's
/// plain form, and one word less to hear.
std::vector<std::string_view> words_of(int number) {
  std::vector<std::string_view> words;
  const auto digit = [](int n) { return kDigit.at(static_cast<std::size_t>(n)); };
  if (number == 0) return {digit(0)};
  const int thousands = number / 1000;
  const int hundreds = number / 100 % 10;
  const int rest = number % 100;
  if (thousands > 0) words.insert(words.end(), {digit(thousands), "thousand"});
  if (hundreds > 0) words.insert(words.end(), {digit(hundreds), "hundred"});
  if (rest >= 10 && rest < 20) {
    words.push_back(kTeen.at(static_cast<std::size_t>(rest - 10)));
    return words;
  }
  if (rest >= 20) words.push_back(kTens.at(static_cast<std::size_t>(rest / 10)));
  if (rest % 10 > 0) words.push_back(digit(rest % 10));
  return words;
}

}  // namespace

constinit const Grammar kEnglish{
    "en",
    "queue number",
    "queue numbers",
    "please go to",
    "to",
    "second call",
    "counter",
    kDigit,
    {"ay",  "bee", "see", "dee", "ee",       "eff", "gee", "aitch", "eye",
     "jay", "kay", "ell", "em",  "en",       "oh",  "pee", "cue",   "ar",
     "ess", "tee", "you", "vee", "double-u", "ex",  "why", "zed"},
    &words_of};

}  // namespace antre::display::voice
