// SPDX-License-Identifier: Apache-2.0
#include "display/announcer_pace.hpp"

#include <algorithm>

#include "display/voice/chime.hpp"

namespace antre::display {
namespace {

using ui::Millis;

constexpr double kMinuteMs = 60'000;
/// Brisk words are so much faster.
constexpr double kBriskWords = 1.25;
/// After each sentence a breath.
constexpr double kBreathMs = 600;
/// "Nomor antrean", "silakan menuju", "panggilan ulang"; in a group each call has "ke" alone.
constexpr std::size_t kOpeningWords = 2;
constexpr std::size_t kLeadingWords = 2;
constexpr std::size_t kRecallWords = 2;
constexpr std::size_t kGroupWords = 1;
/// "loket tiga", where a counter has no name of its own.
constexpr std::size_t kCounterWords = 2;

std::size_t words_in(const std::string& text) {
  bool inside = false;
  std::size_t words = 0;
  for (const char letter : text) {
    const bool space = letter == ' ';
    if (!space && !inside) ++words;
    inside = !space;
  }
  return words;
}

/// The number sign by sign, then the counter; of several languages the one with the longest name.
std::size_t words_of(const SaidCall& call) {
  std::size_t name = kCounterWords;
  for (const auto& [language, text] : call.counter_name) name = std::max(name, words_in(text));
  return call.number.size() + name;
}

std::size_t words_once(const Announcement& announcement) {
  if (announcement.kind == Announcement::Kind::kMessage) return words_in(announcement.message);
  std::size_t words = 0;
  for (const auto& call : announcement.calls) words = std::max(words, words_of(call));
  switch (announcement.kind) {
    case Announcement::Kind::kGroup:
      return words + kGroupWords;
    case Announcement::Kind::kRecall:
      return words + kOpeningWords + kLeadingWords + kRecallWords;
    default:
      return words + kOpeningWords + kLeadingWords;
  }
}

Millis of_double(double ms) {
  return Millis(static_cast<Millis::rep>(ms));
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
  manner.heard = is_heard(hall, name, volume, minute_of_day);
  manner.counters = &hall.counters;
  return manner;
}

Pace pace_of(const Announcement& announcement, const Manner& manner) {
  const bool brisk = announcement.brisk;
  Pace pace;
  if (manner.chime)
    pace.chime = of_double(1000 * (brisk ? voice::kBriskChimeSeconds : voice::kChimeSeconds));
  if (!manner.voice) {
    pace.all = pace.chime;
    return pace;
  }
  const double word_ms = kMinuteMs / manner.words_per_minute / (brisk ? kBriskWords : 1);
  const auto took = [&](std::size_t words) { return static_cast<double>(words) * word_ms; };
  const bool group = announcement.kind == Announcement::Kind::kGroup;
  if (group) pace.opening = of_double(took(kOpeningWords));
  pace.words = of_double(took(words_once(announcement)) + kBreathMs);
  const auto rounds = static_cast<Millis::rep>(announcement.languages.size()) * announcement.times;
  const auto calls = group ? static_cast<Millis::rep>(announcement.calls.size()) : 1;
  pace.all = pace.chime + rounds * (pace.opening + calls * pace.words);
  return pace;
}

}  // namespace antre::display
