// SPDX-License-Identifier: Apache-2.0
#include "counter/tones.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "counter/memory.hpp"
#include "tests/support/process.hpp"

using namespace antre::counter;

TEST_SUITE("counter/tones") {
  TEST_CASE("each is short, begins and ends in silence, and is loud enough and not too loud") {
    for (const Tone tone : {Tone::kDue, Tone::kRed, Tone::kAutoCalled}) {
      const auto sound = make_tone(tone);
      REQUIRE(!sound.empty());
      CHECK(sound.size() < kToneRate);
      CHECK(sound.front() == 0);
      CHECK(sound.back() == 0);
      const auto loudest =
          std::ranges::max(sound, {}, [](std::int16_t sample) { return std::abs(int{sample}); });
      CHECK(std::abs(int{loudest}) > 4'000);
      CHECK(std::abs(int{loudest}) < 20'000);
    }
    CHECK(make_tone(Tone::kDue) != make_tone(Tone::kRed));
    CHECK(make_tone(Tone::kNone).empty());
  }

  TEST_CASE("whether this machine sounds is kept") {
    const antre::test::TempDir folder;
    const std::filesystem::path path = folder / "";
    CHECK(read_sounds(path));
    REQUIRE(write_sounds(path, false));
    CHECK_FALSE(read_sounds(path));
    REQUIRE(write_sounds(path, true));
    CHECK(read_sounds(path));
  }
}
