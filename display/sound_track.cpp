// SPDX-License-Identifier: Apache-2.0
#include "display/sound_track.hpp"

#include <algorithm>
#include <cstddef>

namespace antre::display {
namespace {

/// Copies from `from`, beginning at `at`, as much as there is and fits; moves `at` on.
std::span<std::int16_t> copy(const std::vector<std::int16_t>& from, std::size_t& at,
                             std::span<std::int16_t> out) {
  const std::size_t n = std::min(out.size(), from.size() - std::min(at, from.size()));
  std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(std::min(at, from.size())), n,
              out.begin());
  at += n;
  return out.subspan(n);
}

}  // namespace

void SoundTrack::begin(std::uint64_t seq, std::vector<std::int16_t> chime) {
  const std::scoped_lock lock(mutex_);
  seq_ = seq;
  // The old samples are let go of by the caller, outside of the lock.
  chime_.swap(chime);
  words_.clear();
  played_ = 0;
  said_ = 0;
  words_known_ = false;
  sounding_ = true;
}

void SoundTrack::add_words(std::vector<std::int16_t> words) {
  const std::scoped_lock lock(mutex_);
  words_.swap(words);
  words_known_ = true;
}

void SoundTrack::stop() {
  const std::scoped_lock lock(mutex_);
  sounding_ = false;
}

bool SoundTrack::busy() const {
  const std::scoped_lock lock(mutex_);
  return sounding_;
}

std::optional<std::uint64_t> SoundTrack::fill(std::span<std::int16_t> out) {
  const std::scoped_lock lock(mutex_);
  if (!sounding_) {
    std::ranges::fill(out, std::int16_t{0});
    return std::nullopt;
  }
  auto rest = copy(chime_, played_, out);
  // The pause, unless there is no chime to pause after.
  const std::size_t pause_end = chime_.empty() ? 0 : chime_.size() + kPauseSamples;
  const std::size_t n = std::min(rest.size(), pause_end - std::min(played_, pause_end));
  std::ranges::fill(rest.first(n), std::int16_t{0});
  played_ += n;
  rest = rest.subspan(n);
  const std::size_t room = rest.size();
  if (words_known_) rest = copy(words_, said_, rest);
  std::ranges::fill(rest, std::int16_t{0});
  const bool silent = room == out.size() && rest.size() == room;
  if (!silent || !words_known_) return std::nullopt;
  sounding_ = false;
  return seq_;
}

}  // namespace antre::display
