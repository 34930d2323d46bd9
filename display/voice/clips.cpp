// SPDX-License-Identifier: Apache-2.0
#include "display/voice/clips.hpp"

#include <system_error>
#include <utility>

#include "display/voice/joining.hpp"
#include "display/voice/loudness.hpp"

namespace antre::display::voice {

const char* name_of(ClipState state) {
  switch (state) {
    case ClipState::kFine:
      return "fine";
    case ClipState::kMissing:
      return "missing";
    case ClipState::kUnreadable:
      return "unreadable";
    case ClipState::kTooLoud:
      return "too loud";
    case ClipState::kTooQuiet:
      break;
  }
  return "too quiet";
}

std::filesystem::path Clips::file_of(const std::string& language, const std::string& clip) const {
  if (folder_.empty() || clip.empty()) return {};
  for (const char* ending : {".wav", ".ogg", ".flac"}) {
    auto file = folder_ / language / (clip + ending);
    std::error_code error;
    if (std::filesystem::exists(file, error)) return file;
  }
  return {};
}

const Pcm* Clips::find(const std::string& language, const std::string& clip) {
  const auto file = file_of(language, clip);
  if (file.empty()) return nullptr;
  std::error_code error;
  const auto changed = std::filesystem::last_write_time(file, error);
  if (error) return nullptr;
  auto at = loaded_.find(file);
  if (at == loaded_.end() || at->second.changed != changed) {
    auto sound = load_sound(file);
    Pcm word = sound ? trimmed(*sound) : Pcm{};
    to_loudness(word);
    at = loaded_.insert_or_assign(file, Loaded{changed, std::move(word)}).first;
  }
  return at->second.sound.empty() ? nullptr : &at->second.sound;
}

ClipCheck Clips::check(const std::string& language, const std::string& clip) const {
  ClipCheck found;
  found.file = file_of(language, clip);
  if (found.file.empty()) return found;
  const auto sound = load_sound(found.file);
  const Pcm word = sound ? trimmed(*sound) : Pcm{};
  if (word.empty()) {
    found.state = ClipState::kUnreadable;
    found.detail = sound ? "nothing is to be heard in it" : sound.error().detail;
    return found;
  }
  found.loudness = loudness_of(word);
  found.peak = peak_of(word);
  found.seconds = seconds_of(word.size());
  found.state = found.peak >= kClippedPeak     ? ClipState::kTooLoud
                : found.loudness <= kQuietClip ? ClipState::kTooQuiet
                                               : ClipState::kFine;
  return found;
}

}  // namespace antre::display::voice
