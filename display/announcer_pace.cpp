// SPDX-License-Identifier: Apache-2.0
#include "display/announcer_pace.hpp"

#include <algorithm>
#include <string_view>

#include "display/voice/chime.hpp"
#include "display/voice/joining.hpp"
#include "display/voice/sentence.hpp"

namespace antre::display {
namespace {

using ui::Millis;
using voice::Clause;
using voice::Sentence;

/// At this pace espeak-ng was measured: a syllable, what a clause ends with, and what a sentence
/// has to spare. Of 189 calls, recalls, groups and messages in three languages and three paces one
/// took 0.07 s longer than these say, all others less, by 1.7 s at most.
constexpr double kMeasuredPace = 140;  // words a minute
constexpr double kSyllableS = 0.20;
constexpr double kClauseS = 0.45;
constexpr double kSpareS = 0.4;
/// Between the chime and the words (SoundTrack::kPauseSamples).
constexpr double kBreathS = 0.15;
/// The end of a sound is known when the device asks for what comes behind it: two of its buffers.
constexpr double kDeviceS = 0.1;
/// "2026" and "13.00" in a message: a digit is said as a word of its own, or nearly.
constexpr int kSyllablesOfDigit = 2;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
/// Letters with accents are bytes over 0x7F: most of them are vowels.
bool is_vowel(char c) {
  const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::string_view("aeiouy").find(low) != std::string_view::npos ||
         static_cast<unsigned char>(c) > 0x7F;
}

/// Runs of vowels; at least one a word.
int syllables_in(std::string_view text) {
  int all = 0;
  int of_word = 0;
  bool in_word = false;
  bool in_vowels = false;
  const auto end_word = [&] {
    if (in_word) all += std::max(1, of_word);
    of_word = 0;
    in_word = in_vowels = false;
  };
  for (const char c : text) {
    if (c == ' ') {
      end_word();
      continue;
    }
    in_word = true;
    if (is_digit(c)) of_word += kSyllablesOfDigit;
    if (is_vowel(c) && !in_vowels) ++of_word;
    in_vowels = is_vowel(c);
  }
  end_word();
  return all;
}

/// Where somebody's own text has a comma or a stop, the voice takes a breath.
int clauses_in(std::string_view text) {
  const auto stops = std::ranges::count_if(
      text, [](char c) { return std::string_view(",.;:!?").find(c) != std::string_view::npos; });
  return 1 + static_cast<int>(stops);
}

/// The time of words at one pace.
class Clock {
 public:
  Clock(int words_per_minute, bool brisk)
      : slower_(kMeasuredPace / words_per_minute / (brisk ? voice::kBriskRate : 1)) {}
  [[nodiscard]] double of(const Clause& clause) const {
    return (syllables_in(text_of(clause)) * kSyllableS + kClauseS) * slower_;
  }
  [[nodiscard]] double of_text(const std::string& text) const {
    return (syllables_in(text) * kSyllableS + clauses_in(text) * kClauseS) * slower_;
  }
  [[nodiscard]] double spare() const { return kSpareS * slower_; }

 private:
  double slower_;
};

Millis of_seconds(double seconds) {
  return Millis(static_cast<Millis::rep>(1000 * seconds));
}

/// The clauses of a sentence are the opening's, then as many for each call.
Pace::Spoken spoken(const Sentence& sentence, const Announcement& announcement, const Clock& clock,
                    voice::NumberStyle style) {
  Pace::Spoken time;
  if (sentence.free_text) {
    time.all = of_seconds(clock.of_text(text_of(sentence)) + clock.spare());
    return time;
  }
  const auto& grammar = voice::grammar_of(sentence.language);
  std::size_t of_calls = 0;
  std::vector<std::size_t> clauses;
  for (const auto& call : announcement.calls) {
    clauses.push_back(number_clauses(grammar, call.number, style).size() + 1);
    of_calls += clauses.back();
  }
  auto clause = sentence.clauses.begin();
  double opening = 0;
  for (auto n = sentence.clauses.size() - of_calls; n > 0; --n) opening += clock.of(*clause++);
  double all = opening + clock.spare();
  for (const auto count : clauses) {
    double own = 0;
    for (auto n = count; n > 0; --n) own += clock.of(*clause++);
    time.calls.push_back(of_seconds(own));
    all += own;
  }
  time.opening = of_seconds(opening);
  time.all = of_seconds(all);
  return time;
}

bool is_quiet(const std::vector<QuietSpan>& quiet, int minute_of_day) {
  return std::ranges::any_of(quiet, [minute_of_day](const QuietSpan& span) {
    return span.from_min <= minute_of_day && minute_of_day < span.to_min;
  });
}

}  // namespace

bool is_heard(const HallSettings& hall, const std::string& name, int volume, int minute_of_day) {
  const auto& voice = hall.display.voice;
  if ((volume < 0 ? hall.display.volume : volume) == 0) return false;
  if (is_quiet(voice.quiet, minute_of_day)) return false;
  return voice.speakers.empty() || std::ranges::find(voice.speakers, name) != voice.speakers.end();
}

Manner manner_of(const HallSettings& hall, const std::string& name, int volume, int minute_of_day) {
  const auto& voice = hall.display.voice;
  Manner manner;
  manner.languages = voice.languages;
  if (!hall.languages.empty()) manner.message_language = hall.default_language();
  if (manner.languages.empty()) manner.languages = {manner.message_language};
  manner.chime = voice.chime;
  manner.voice = voice.on;
  manner.times = 1 + std::max(0, voice.repeat);
  manner.words_per_minute = std::max(1, voice.words_per_minute);
  manner.numbers = voice::number_style(voice.numbers);
  manner.heard = is_heard(hall, name, volume, minute_of_day);
  manner.counters = &hall.counters;
  return manner;
}

Pace pace_of(const Announcement& announcement, const Manner& manner) {
  const bool brisk = announcement.brisk;
  Pace pace;
  if (manner.chime)
    pace.chime = of_seconds((brisk ? voice::kBriskChimeSeconds : voice::kChimeSeconds) + kBreathS);
  pace.all = pace.chime;
  if (!manner.voice) return pace;
  const voice::Pauses pauses = brisk ? voice::kBriskPauses : voice::Pauses{};
  const Clock clock(manner.words_per_minute, brisk);
  Millis once{0};
  Announcement said = announcement;
  said.voice = true;  // also where it is not heard
  for (const auto& sentence : sentences(said, manner.numbers)) {
    pace.spoken.push_back(spoken(sentence, said, clock, manner.numbers));
    if (once > Millis{0}) once += of_seconds(pauses.sentence_s);
    once += pace.spoken.back().all;
  }
  pace.all += once * said.times + of_seconds(pauses.again_s) * (said.times - 1);
  pace.all += of_seconds(kDeviceS);
  return pace;
}

}  // namespace antre::display
