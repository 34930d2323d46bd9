// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "display/sound_track.hpp"

namespace antre::display {
namespace {

using Samples = std::vector<std::int16_t>;

constexpr std::size_t kBuffer = 1'000;
constexpr std::int16_t kChime = 1;
constexpr std::int16_t kWord = 2;

/// A device that asks for one buffer after the other and keeps what it got.
struct Played {
  SoundTrack& track;
  Samples all;

  std::optional<std::uint64_t> buffer() {
    Samples out(kBuffer, 99);
    const auto done = track.fill(out);
    all.insert(all.end(), out.begin(), out.end());
    return done;
  }
  std::optional<std::uint64_t> buffers(int n) {
    std::optional<std::uint64_t> done;
    for (int i = 0; i < n && !done; ++i) done = buffer();
    return done;
  }
  [[nodiscard]] std::size_t first_of(std::int16_t sample) const {
    return static_cast<std::size_t>(std::ranges::find(all, sample) - all.begin());
  }
};

TEST_SUITE("display/voice_track") {
  TEST_CASE("the chime begins with the first sample and the words follow after a breath") {
    SoundTrack track;
    Played played{track, {}};
    track.begin(7, Samples(2'500, kChime));
    track.add_words(Samples(3'100, kWord));
    CHECK(played.buffers(100) == 7);
    CHECK(played.all.front() == kChime);
    CHECK(std::ranges::count(played.all, kChime) == 2'500);
    CHECK(std::ranges::count(played.all, kWord) == 3'100);
    CHECK(played.first_of(kWord) == 2'500 + SoundTrack::kPauseSamples);
    CHECK(std::all_of(played.all.end() - kBuffer, played.all.end(), [](auto s) { return s == 0; }));
    CHECK_FALSE(track.busy());
  }

  TEST_CASE("the chime sounds while the words are made, which follow as soon as they are there") {
    SoundTrack track;
    Played played{track, {}};
    track.begin(7, Samples(2'500, kChime));
    CHECK_FALSE(played.buffers(30).has_value());
    CHECK(track.busy());
    track.add_words(Samples(500, kWord));
    CHECK(played.buffers(10) == 7);
    CHECK(played.first_of(kWord) == 30 * kBuffer);
  }

  TEST_CASE("without words the chime alone is the announcement, without a chime the words are") {
    SoundTrack track;
    Played chime{track, {}};
    track.begin(1, Samples(2'500, kChime));
    track.add_words({});
    CHECK(chime.buffers(20) == 1);
    CHECK(std::ranges::count(chime.all, kChime) == 2'500);
    Played words{track, {}};
    track.begin(2, {});
    track.add_words(Samples(100, kWord));
    CHECK(words.buffers(20) == 2);
    CHECK(words.all.front() == kWord);
    Played nothing{track, {}};
    track.begin(3, {});
    track.add_words({});
    CHECK(nothing.buffers(2) == 3);
  }

  TEST_CASE("what was stopped is silent at once and never reported") {
    SoundTrack track;
    Played played{track, {}};
    track.begin(1, Samples(5'000, kChime));
    track.add_words(Samples(5'000, kWord));
    CHECK_FALSE(played.buffer().has_value());
    track.stop();
    CHECK_FALSE(played.buffers(30).has_value());
    CHECK(std::ranges::count(played.all, kChime) == kBuffer);
  }

  TEST_CASE("another announcement takes the place of one that still sounds") {
    SoundTrack track;
    Played played{track, {}};
    track.begin(1, Samples(5'000, kChime));
    track.add_words(Samples(5'000, kWord));
    CHECK_FALSE(played.buffer().has_value());
    track.begin(2, Samples(kBuffer, 3));
    track.add_words({});
    CHECK(played.buffers(30) == 2);
    CHECK(std::ranges::count(played.all, kChime) == kBuffer);
    CHECK(std::ranges::count(played.all, kWord) == 0);
  }
}

}  // namespace
}  // namespace antre::display
