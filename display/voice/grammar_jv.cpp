// SPDX-License-Identifier: Apache-2.0
// Javanese, krama. Numbers: the krama columns of "Javanese numerals" (Wikipedia, which follows the
// Bausastra Jawa) and of "Angka Bahasa Jawa" (kawruhbasa.com): combining forms with -ng before dasa
// and atus, welas for 11 to 19, likur for 21 to 29 with selangkung for 25, seket and sewidak.
// Letters: as in Indonesian, in whose spelling the alphabet is taught.
#include <cstddef>

#include "display/voice/grammar.hpp"

namespace antre::display::voice {
namespace {

constexpr std::array<std::string_view, 10> kDigit{
    "nol", "setunggal", "kalih", "tiga", "sekawan", "gangsal", "enem", "pitu", "wolu", "sanga"};
/// Before a size; 0 and 1 do not stand there.
constexpr std::array<std::string_view, 10> kCombining{
    "", "", "kalih", "tigang", "sekawan", "gangsal", "enem", "pitung", "wolung", "sangang"};

/// Numbers below a hundred that have a word of their own.
std::string_view own_word(int rest) {
  switch (rest) {
    case 10:
      return "sedasa";
    case 11:
      return "sewelas";
    case 21:
      return "selikur";
    case 25:
      return "selangkung";
    case 50:
      return "seket";
    case 60:
      return "sewidak";
    default:
      return {};
  }
}

void add_below_hundred(std::vector<std::string_view>& words, int rest) {
  const auto digit = [](int n) { return kDigit.at(static_cast<std::size_t>(n)); };
  const auto own = own_word(rest);
  const int tens = rest / 10;
  const int ones = rest % 10;
  if (!own.empty()) {
    words.push_back(own);
  } else if (ones > 0 && (tens == 1 || tens == 2)) {
    words.insert(words.end(), {digit(ones), tens == 1 ? "welas" : "likur"});
  } else {
    const auto ten = own_word(10 * tens);
    if (!ten.empty())
      words.push_back(ten);
    else if (tens > 1)
      words.insert(words.end(), {kCombining.at(static_cast<std::size_t>(tens)), "dasa"});
    if (ones > 0) words.push_back(digit(ones));
  }
}

/// One of a size takes "se-" or "s-" in front (sedasa, satus, sewu), more its combining form.
std::vector<std::string_view> words_of(int number) {
  std::vector<std::string_view> words;
  if (number == 0) return {kDigit.front()};
  const auto part = [&](int n, std::string_view one, std::string_view many) {
    if (n == 1) words.push_back(one);
    if (n > 1) words.insert(words.end(), {kCombining.at(static_cast<std::size_t>(n)), many});
  };
  part(number / 1000, "sewu", "ewu");
  part(number / 100 % 10, "satus", "atus");
  add_below_hundred(words, number % 100);
  return words;
}

}  // namespace

constinit const Grammar kJavanese{
    .language = "jv",
    .number = "nomer antrian",
    .numbers = "nomer antrian",
    .go_to = "mangga dhateng",
    .to = "dhateng",
    .recall = "timbalan malih",
    .counter = "loket",
    .digit = kDigit,
    .letter = kLettersAsInIndonesian,
    .words_of = &words_of,
};

}  // namespace antre::display::voice
