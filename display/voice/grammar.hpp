// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace antre::display::voice {

/// How a ticket's number is said.
enum class NumberStyle {
  kDigits,  ///< digit by digit, with the zeros in front: "nol satu dua"
  kNumber   ///< as a number: "dua belas"
};
/// The style that the hall file names ("digits" or "number").
[[nodiscard]] NumberStyle number_style(std::string_view name);

/// From this number on, digits are said in either style: no queue is that long, and the longer a
/// number's words are, the sooner they are forgotten.
inline constexpr int kNumberLimit = 10'000;

/// The fixed words of a language and its rule for numbers. docs/voice.md has the rules in words
/// and where they come from. All of it is constant and may be used from any thread.
struct Grammar {
  std::string_view language;                ///< "id"
  std::string_view number;                  ///< "nomor antrean", before the number
  std::string_view numbers;                 ///< the same before several numbers
  std::string_view go_to;                   ///< "silakan menuju", before the counter
  std::string_view to;                      ///< "ke", before the counter of a group
  std::string_view recall;                  ///< "panggilan ulang"
  std::string_view counter;                 ///< "loket", of a counter without a name of its own
  std::array<std::string_view, 10> digit;   ///< 0 to 9, said alone
  std::array<std::string_view, 26> letter;  ///< names of A to Z
  /// The words of 0 to kNumberLimit - 1.
  std::vector<std::string_view> (*words_of)(int number);
};

/// The names of A to Z as both Indonesian and Javanese say them.
inline constexpr std::array<std::string_view, 26> kLettersAsInIndonesian{
    "a",  "be", "ce", "de", "e",  "ef", "ge", "ha", "i",  "je", "ka",  "el", "em",
    "en", "o",  "pe", "ki", "er", "es", "te", "u",  "ve", "we", "eks", "ye", "zet"};

/// The grammar of "id", "en" or "jv"; Indonesian for any other language, since the voice of the
/// hall's country is better than silence.
[[nodiscard]] const Grammar& grammar_of(std::string_view language);

/// The words of a row of digits ("012"), in one of the styles.
[[nodiscard]] std::vector<std::string_view> number_words(const Grammar& grammar,
                                                         std::string_view digits,
                                                         NumberStyle style);

// A file each, for grammar_of.
extern const Grammar kIndonesian;
extern const Grammar kEnglish;
extern const Grammar kJavanese;

}  // namespace antre::display::voice
