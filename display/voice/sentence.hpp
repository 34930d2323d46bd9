// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "display/announcement.hpp"
#include "display/voice/grammar.hpp"

namespace antre::display::voice {

/// The smallest thing said: one recorded clip, or a word of what the speech program reads.
struct Unit {
  std::string clip;  ///< the clip's name without folder and ending: "dua", "letter-r"
  std::string text;  ///< "dua", "er"
  bool operator==(const Unit&) const = default;
};

/// Units said in one breath; a short pause follows.
struct Clause {
  std::vector<Unit> units;
  bool operator==(const Clause&) const = default;
};

/// What is said in one language.
struct Sentence {
  std::string language;
  std::vector<Clause> clauses;
  bool free_text = false;  ///< somebody's own words: nobody has recorded them, nothing keeps them
  bool operator==(const Sentence&) const = default;
};

/// What an announcement says, once, a sentence a language in its order. A message is said in the
/// first language only: it is written in one.
[[nodiscard]] std::vector<Sentence> sentences(const Announcement& announcement, NumberStyle style);

/// The number of a ticket ("R012"): letters by their names, then its digits.
[[nodiscard]] std::vector<Clause> number_clauses(const Grammar& grammar, std::string_view number,
                                                 NumberStyle style);
/// A counter by its name, in which numbers are said as numbers and letters that stand alone by
/// their names; without a name by the word for counter and its number.
[[nodiscard]] std::vector<Unit> counter_units(const Grammar& grammar, int counter,
                                              std::string_view name);

/// A word or a phrase as a unit; its clip is named in small letters with '-' for what is no letter.
[[nodiscard]] Unit unit_of(std::string_view text);
[[nodiscard]] Unit letter_unit(const Grammar& grammar, char letter);
/// The words with spaces between them: "silakan menuju loket tiga".
[[nodiscard]] std::string text_of(const Clause& clause);
/// The whole sentence with its commas and its stop, as it is read.
[[nodiscard]] std::string text_of(const Sentence& sentence);

}  // namespace antre::display::voice
