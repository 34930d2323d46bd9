// SPDX-License-Identifier: Apache-2.0
#include "display/chime.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace antre::display {
namespace {

int peak_of(const std::vector<std::int16_t>& samples) {
  int peak = 0;
  for (const int sample : samples) peak = std::max(peak, std::abs(sample));
  return peak;
}

/// How much of `pitch_hz` is in the samples (Goertzel), per sample.
double share_of(const std::vector<std::int16_t>& samples, double pitch_hz) {
  const double step = 2 * std::cos(2 * 3.14159265358979 * pitch_hz / kSampleRate);
  double one = 0;
  double two = 0;
  for (const double sample : samples) {
    const double next = sample + step * one - two;
    two = one;
    one = next;
  }
  return std::sqrt(one * one + two * two - step * one * two) / static_cast<double>(samples.size());
}

TEST_SUITE("display/chime") {
  TEST_CASE("the chime is loud enough and never clips") {
    const auto chime = make_chime();
    const double peak_dbfs = 20 * std::log10(peak_of(chime) / 32768.0);
    CHECK(peak_dbfs <= -3.0);
    CHECK(peak_dbfs >= -9.0);
  }

  TEST_CASE("the chime is as long as said, under three seconds") {
    const auto chime = make_chime();
    const double seconds = static_cast<double>(chime.size()) / kSampleRate;
    CHECK(seconds == doctest::Approx(kChimeSeconds));
    CHECK(seconds < 3);
  }

  TEST_CASE("the chime begins and ends in silence, without a click") {
    const auto chime = make_chime();
    CHECK(chime.front() == 0);
    CHECK(chime.back() == 0);
    constexpr std::size_t kMillisecond = kSampleRate / 1000;
    const std::vector<std::int16_t> head(chime.begin(), chime.begin() + kMillisecond);
    const std::vector<std::int16_t> tail(chime.end() - 10 * kMillisecond, chime.end());
    CHECK(peak_of(head) < 1000);
    CHECK(peak_of(tail) < 30);
    int largest_step = 0;
    for (std::size_t i = 1; i < chime.size(); ++i)
      largest_step = std::max(largest_step, std::abs(chime[i] - chime[i - 1]));
    CHECK(largest_step < 4000);
  }

  TEST_CASE("the chime sounds two notes, the second lower") {
    const auto chime = make_chime();
    CHECK(share_of(chime, 659.255) > 20 * share_of(chime, 600.0));
    CHECK(share_of(chime, 523.251) > 20 * share_of(chime, 600.0));
  }

  TEST_CASE("the volume scales the chime and zero is silence") {
    const auto chime = make_chime();
    CHECK(std::abs(peak_of(at_volume(chime, 50)) - peak_of(chime) / 2) <= 1);
    CHECK(peak_of(at_volume(chime, 0)) == 0);
    CHECK(at_volume(chime, 150) == chime);
  }
}

}  // namespace
}  // namespace antre::display
