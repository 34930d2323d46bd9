// SPDX-License-Identifier: Apache-2.0
#include "display/voice/loudness.hpp"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>
#include <memory>
#include <new>

namespace antre::display::voice {
namespace {

struct EndMeter {
  void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};

void amplify(Pcm& sound, double db) {
  const auto gain = static_cast<float>(from_db(db));
  for (float& sample : sound) sample *= gain;
}

/// The gain by which every sample stays below `ceiling`: for each sample the least that any within
/// `reach` of it needs, then evened out over as long, so that the gain itself is not heard.
std::vector<float> gains_for(const Pcm& sound, float ceiling, std::size_t reach) {
  const auto need = [&](std::size_t i) {
    const float level = std::abs(sound[i]);
    return level > ceiling ? ceiling / level : 1.0F;
  };
  const std::size_t count = sound.size();
  std::vector<float> least(count);
  std::deque<std::size_t> lowest;  // indices of rising needs within the window
  for (std::size_t ahead = 0, i = 0; i < count; ++i) {
    for (; ahead < std::min(count, i + reach + 1); ++ahead) {
      while (!lowest.empty() && need(lowest.back()) >= need(ahead)) lowest.pop_back();
      lowest.push_back(ahead);
    }
    while (lowest.front() + reach < i) lowest.pop_front();
    least[i] = need(lowest.front());
  }
  // A mean over the window of what is the least over the same window never passes what any sample
  // in the middle of it needs. Outside of the sound the gain is that of its ends.
  std::vector<double> sums(count + 1, 0.0);
  for (std::size_t i = 0; i < count; ++i) sums[i + 1] = sums[i] + static_cast<double>(least[i]);
  std::vector<float> gains(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t from = i < reach ? 0 : i - reach;
    const std::size_t to = std::min(count, i + reach + 1);
    gains[i] = static_cast<float>((sums[to] - sums[from]) / static_cast<double>(to - from));
  }
  return gains;
}

void limit(Pcm& sound) {
  constexpr double kReachSeconds = 0.003;
  const auto ceiling = static_cast<float>(from_db(kPeak));
  if (std::ranges::none_of(sound, [&](float sample) { return std::abs(sample) > ceiling; })) return;
  const auto gains = gains_for(sound, ceiling, samples_in(kReachSeconds));
  for (std::size_t i = 0; i < sound.size(); ++i)
    sound[i] = std::clamp(sound[i] * gains[i], -ceiling, ceiling);
}

}  // namespace

double from_db(double db) {
  return std::pow(10.0, db / 20);
}

double to_db(double share) {
  constexpr double kNothing = -120;
  return share > 0 ? std::max(kNothing, 20 * std::log10(share)) : kNothing;
}

double loudness_of(std::span<const float> sound) {
  if (sound.empty()) return kSilent;
  const std::unique_ptr<ebur128_state, EndMeter> meter(
      ebur128_init(1, static_cast<unsigned long>(kSampleRate), EBUR128_MODE_I));
  if (!meter) throw std::bad_alloc();
  constexpr std::size_t kShortest = kSampleRate;
  const std::size_t times = (kShortest + sound.size() - 1) / sound.size();
  for (std::size_t i = 0; i < times; ++i)
    ebur128_add_frames_float(meter.get(), sound.data(), sound.size());
  double loudness = kSilent;
  if (ebur128_loudness_global(meter.get(), &loudness) != EBUR128_SUCCESS) return kSilent;
  return std::isfinite(loudness) ? std::max(loudness, kSilent) : kSilent;
}

double peak_of(std::span<const float> sound) {
  float peak = 0;
  for (const float sample : sound) peak = std::max(peak, std::abs(sample));
  return to_db(static_cast<double>(peak));
}

void to_loudness(Pcm& sound, double target) {
  // Where much is limited the loudness falls short of what was asked for; the second and third
  // round make up for it.
  constexpr int kRounds = 3;
  constexpr double kNear = 0.2;
  for (int round = 0; round < kRounds; ++round) {
    const double now = loudness_of(sound);
    if (now <= kSilent || (round > 0 && std::abs(now - target) < kNear)) return;
    amplify(sound, target - now);
    limit(sound);
  }
}

}  // namespace antre::display::voice
