// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "display/announcement.hpp"
#include "display/voice/grammar.hpp"
#include "protocol/hall_view.hpp"
#include "ui/motion.hpp"

namespace antre::display {

/// A call stays filled this long at least: long enough to look up, read and look again.
inline constexpr std::chrono::seconds kCallShown{12};
/// The same for one that is said briskly, and for each call of a group.
inline constexpr std::chrono::seconds kBriskShown{6};
inline constexpr std::chrono::seconds kGroupedShown{3};
inline constexpr std::chrono::seconds kMessageShown{8};

/// So many calls that wait, the one that begins among them, are said briskly ...
inline constexpr std::size_t kBriskFrom = 3;
/// ... and from so many they are said together, up to four in one announcement: with more nobody
/// remembers the first number when the last one has been said.
inline constexpr std::size_t kGroupFrom = 6;
inline constexpr std::size_t kMaxGroup = 4;

/// How one display tells calls at one moment.
struct Manner {
  std::vector<std::string> languages{"id"};  ///< never empty
  std::string message_language = "id";       ///< messages are written in the hall's first one
  bool chime = true;
  bool voice = true;
  int times = 2;  ///< the words of a call that nobody waits behind
  int words_per_minute = 140;
  voice::NumberStyle numbers = voice::NumberStyle::kDigits;
  bool heard = true;  ///< false: shown only; takes the same time
  /// The hall's, for their names; may be null. Valid while the announcement begins.
  const std::vector<CounterSettings>* counters = nullptr;
};

/// The manner of display `name` at a minute of the day (in the hall's zone). `volume`: percent that
/// replaces the hall's when not negative.
[[nodiscard]] Manner manner_of(const HallSettings& hall, const std::string& name, int volume,
                               int minute_of_day);

/// Whether the hall wants to hear this display at this minute of its day: it is a speaker, not
/// silent, and the time is not quiet.
[[nodiscard]] bool is_heard(const HallSettings& hall, const std::string& name, int volume,
                            int minute_of_day);

/// How long an announcement takes, by the syllables of its words and the hall's pace: what every
/// display of a room counts with, whether it is the one that is heard or not, so that they stay in
/// step. A little more than espeak-ng needs (tests/display/voice_pace_test.cpp).
struct Pace {
  /// The words of one language, once.
  struct Spoken {
    ui::Millis opening{0};          ///< "Nomor antrean", before the first call
    std::vector<ui::Millis> calls;  ///< each call's own words; empty of a message
    ui::Millis all{0};
  };
  ui::Millis chime{0};         ///< with the breath behind it
  std::vector<Spoken> spoken;  ///< in the order of the languages; empty without a voice
  ui::Millis all{0};  ///< chime, and everything as often and in as many languages as it is said
};
[[nodiscard]] Pace pace_of(const Announcement& announcement, const Manner& manner);

}  // namespace antre::display
