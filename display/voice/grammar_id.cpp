// SPDX-License-Identifier: Apache-2.0
// Indonesian. Numbers: Unicode CLDR, common/rbnf/id.xml, %spellout-cardinal, which agrees with the
// "numeralia pokok" of Tata Bahasa Baku Bahasa Indonesia (Badan Bahasa, 4th edition 2017).
// Letters: Ejaan Bahasa Indonesia yang Disempurnakan, edition V (2022), I.A "Huruf Abjad".
#include <cstddef>

#include "display/voice/grammar.hpp"

namespace antre::display::voice {
namespace {

constexpr std::array<std::string_view, 10> kDigit{"nol",  "satu", "dua",   "tiga",    "empat",
                                                  "lima", "enam", "tujuh", "delapan", "sembilan"};

/// One of a size takes "se-" in front: sepuluh, seratus, seribu. 11 is sebelas, 12 to 19 are the
/// digit and "belas"; all else is the digit and its size, the largest first.
std::vector<std::string_view> words_of(int number) {
  std::vector<std::string_view> words;
  const auto digit = [](int n) { return kDigit.at(static_cast<std::size_t>(n)); };
  const auto part = [&](int n, std::string_view one, std::string_view many) {
    if (n == 1) words.push_back(one);
    if (n > 1) words.insert(words.end(), {digit(n), many});
  };
  if (number == 0) return {digit(0)};
  part(number / 1000, "seribu", "ribu");
  part(number / 100 % 10, "seratus", "ratus");
  const int rest = number % 100;
  if (rest > 10 && rest < 20) {
    part(rest - 10, "sebelas", "belas");
    return words;
  }
  part(rest / 10, "sepuluh", "puluh");
  if (rest % 10 > 0) words.push_back(digit(rest % 10));
  return words;
}

}  // namespace

constinit const Grammar kIndonesian{
    .language = "id",
    .number = "nomor antrean",
    .numbers = "nomor antrean",
    .go_to = "silakan menuju",
    .to = "ke",
    .recall = "panggilan ulang",
    .counter = "loket",
    .digit = kDigit,
    .letter = kLettersAsInIndonesian,
    .words_of = &words_of,
};

}  // namespace antre::display::voice
