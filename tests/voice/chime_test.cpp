// SPDX-License-Identifier: Apache-2.0
#include "display/voice/chime.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "display/voice/loudness.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display::voice {
namespace {

TEST_SUITE("voice/chime") {
  TEST_CASE("the chime is as loud as the words and never clips, brisk or not") {
    for (const bool brisk : {false, true}) {
      CHECK(loudness_of(make_chime(brisk)) == doctest::Approx(kLoudness).epsilon(0.025));
      CHECK(peak_of(make_chime(brisk)) < -1);
    }
  }

  TEST_CASE("the chime is as long as said, the brisk one less than half") {
    CHECK(seconds_of(make_chime().size()) == doctest::Approx(kChimeSeconds));
    CHECK(2 * make_chime(true).size() < make_chime().size());
  }

  TEST_CASE("the chime begins and ends in silence, without a click") {
    for (const bool brisk : {false, true}) {
      const auto chime = make_chime(brisk);
      const std::span<const float> all(chime);
      CHECK(chime.front() == 0);
      CHECK(chime.back() == 0);
      CHECK(peak_of(all.first(samples_in(0.001))) < -26);
      CHECK(peak_of(all.last(samples_in(0.01))) < -50);
      float largest_step = 0;
      for (std::size_t i = 1; i < chime.size(); ++i)
        largest_step = std::max(largest_step, std::abs(chime[i] - chime[i - 1]));
      CHECK(largest_step < 0.12F);
    }
  }

  TEST_CASE("the chime sounds two notes, the second lower") {
    for (const bool brisk : {false, true}) {
      const auto chime = make_chime(brisk);
      CHECK(test::share_of(chime, 659.255) > 10 * test::share_of(chime, 600.0));
      CHECK(test::share_of(chime, 523.251) > 10 * test::share_of(chime, 600.0));
    }
    const auto chime = make_chime();
    const auto first = std::span<const float>(chime).first(samples_in(0.5));
    CHECK(test::share_of(first, 659.255) > 5 * test::share_of(first, 523.251));
  }
}

}  // namespace
}  // namespace antre::display::voice
