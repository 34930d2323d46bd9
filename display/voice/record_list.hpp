// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "display/voice/sentence.hpp"
#include "protocol/hall_settings.hpp"

namespace antre::display::voice {

/// One word or phrase that a hall records.
struct Recording {
  enum class Kind { kPhrase, kLetter, kNumber, kCounter };
  Unit unit;
  Kind kind = Kind::kPhrase;
  bool operator==(const Recording&) const = default;
};
/// "phrase", "letter", "number", "counter".
[[nodiscard]] const char* name_of(Recording::Kind kind);

/// Everything that is said of calls in this hall in one language, each word once: phrases, the
/// letters of its services, digits or the words of all numbers up to 9999 by its setting, its
/// counters by their names. With all of it there, no call needs the speech program.
[[nodiscard]] std::vector<Recording> record_list(const HallSettings& hall,
                                                 const std::string& language);

/// The languages that calls are said in: the voice's, else the hall's first.
[[nodiscard]] std::vector<std::string> spoken_languages(const HallSettings& hall);

}  // namespace antre::display::voice
