// SPDX-License-Identifier: Apache-2.0
#include "display/voice/voice.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <utility>

#include "display/voice/loudness.hpp"
#include "display/voice/respell.hpp"

namespace antre::display::voice {

Options options_of(const VoiceSettings& settings) {
  Options options;
  options.numbers = number_style(settings.numbers);
  options.words_per_minute = settings.words_per_minute;
  options.clips = settings.clips;
  options.cache = default_cache_folder();
  return options;
}

Voice::Voice(Options options, std::function<void(const std::string&)> warn)
    : options_(std::move(options)),
      warn_(std::move(warn)),
      clips_(options_.clips),
      cache_(options_.cache, options_.cache_bytes),
      program_(options_.program) {}

Pcm Voice::words(const Announcement& announcement, const std::stop_token& stop) {
  const Pauses pauses = announcement.brisk ? kBriskPauses : Pauses{};
  const double rate = announcement.brisk ? kBriskRate : 1.0;
  const int words_per_minute = static_cast<int>(std::lround(options_.words_per_minute * rate));
  Pcm once;
  for (const Sentence& sentence : sentences(announcement, options_.numbers)) {
    auto said = from_clips(sentence, pauses);
    if (!said) said = from_program(sentence, words_per_minute, stop);
    if (stop.stop_requested()) return {};
    if (!said) continue;
    to_loudness(*said);
    join(once, *said, pauses.sentence_s);
  }
  // Pauses and several languages move the whole a little from what each sentence has.
  to_loudness(once);
  Pcm all;
  for (int i = 0; i < announcement.times && !once.empty(); ++i) join(all, once, pauses.again_s);
  return all;
}

std::optional<Pcm> Voice::from_clips(const Sentence& sentence, const Pauses& pauses) {
  if (options_.clips.empty() || sentence.free_text) return std::nullopt;
  Pcm track;
  for (const Clause& clause : sentence.clauses) {
    double pause = pauses.clause_s;
    for (const Unit& unit : clause.units) {
      const Pcm* word = clips_.find(sentence.language, unit.clip);
      if (word == nullptr) return std::nullopt;
      join(track, *word, pause);
      pause = 0;
    }
  }
  return track;
}

std::optional<Pcm> Voice::from_program(const Sentence& sentence, int words_per_minute,
                                       const std::stop_token& stop) {
  std::string text = text_of(sentence);
  if (sentence.language == "jv") text = respelled(text);
  const auto sound = made(text, sentence.language, words_per_minute, !sentence.free_text, stop);
  if (!sound) {
    if (!stop.stop_requested()) complain(sound.error());
    return std::nullopt;
  }
  Pcm said = trimmed(*sound);
  if (said.empty()) return std::nullopt;  // a text of signs that nobody says
  return said;
}

Result<Pcm> Voice::made(const std::string& text, const std::string& language, int words_per_minute,
                        bool kept, const std::stop_token& stop) {
  const std::string voice = speech::voice_of(language);
  if (version_.empty()) {
    auto version = program_.version(stop);
    if (!version) return version.error();
    version_ = std::move(*version);
  }
  const std::string key = fmt::format("{}\n{}\n{}\n{}", version_, voice, words_per_minute, text);
  if (kept) {
    const auto found = cache_.find(key);
    auto sound = found ? parse_sound(*found) : Result<Pcm>(Error{});
    if (sound) return sound;
  }
  const auto wav = program_.sound_of({text, voice, words_per_minute}, stop);
  if (!wav) return wav.error();
  auto sound = parse_sound(*wav);
  // A cache that cannot be written costs a tenth of a second a call, and nobody hears it.
  if (sound && kept) static_cast<void>(cache_.keep(key, *wav));
  return sound;
}

void Voice::complain(const Error& error) {
  if (std::exchange(warned_, true)) return;
  warn_(fmt::format("calls are heard without words: {}", error.detail));
}

}  // namespace antre::display::voice
