// SPDX-License-Identifier: Apache-2.0
#include "printer/dither.hpp"

#include <array>

#include "protocol/result.hpp"

namespace antre::printer {
namespace {

/// Share of all variance that lies between the two tones, from which on they are two tones.
constexpr double kTwoTones = 0.85;

struct Cut {
  int threshold = 128;   ///< black from here on
  double explained = 0;  ///< share of the variance that lies between the two sides
};

Cut best_cut(const std::vector<std::uint8_t>& ink) {
  std::array<double, 256> count{};
  double all = 0;
  double sum = 0;
  double squares = 0;
  for (const std::uint8_t shade : ink) {
    ++count[shade];
    ++all;
    sum += shade;
    squares += static_cast<double>(shade) * shade;
  }
  const double variance = squares / all - (sum / all) * (sum / all);
  Cut best;
  if (variance < 1) {
    // One shade only: black or white as a whole.
    best.explained = 1;
    return best;
  }
  double below = 0;
  double below_sum = 0;
  for (int threshold = 1; threshold < 256; ++threshold) {
    const auto shade = static_cast<std::size_t>(threshold - 1);
    below += count[shade];
    below_sum += count[shade] * static_cast<double>(shade);
    const double above = all - below;
    if (below == 0 || above == 0) {
      continue;
    }
    const double apart = below_sum / below - (sum - below_sum) / above;
    const double explained = below * above * apart * apart / (all * all * variance);
    if (explained > best.explained) {
      best = {threshold, explained};
    }
  }
  return best;
}

void spread_error(std::vector<std::uint8_t>& ink, int width) {
  const int height = static_cast<int>(ink.size()) / width;
  // A dot left and right of each row, so that the edges need no question.
  const auto cells = static_cast<std::size_t>(width) + 2;
  std::vector<double> now(cells, 0);
  std::vector<double> next(cells, 0);
  for (int y = 0; y < height; ++y) {
    const int step = y % 2 == 0 ? 1 : -1;
    for (int done = 0; done < width; ++done) {
      const int x = step > 0 ? done : width - 1 - done;
      // The cell of a dot is one further on than the dot itself.
      const int left = x;
      const int middle = x + 1;
      const int right = x + 2;
      auto& dot = ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x)];
      const auto cell = static_cast<std::size_t>(middle);
      const auto ahead = static_cast<std::size_t>(step > 0 ? right : left);
      const auto behind = static_cast<std::size_t>(step > 0 ? left : right);
      const double wanted = dot + now[cell];
      dot = wanted >= 128 ? 255 : 0;
      const double error = wanted - dot;
      now[ahead] += error * 7 / 16;
      next[behind] += error * 3 / 16;
      next[cell] += error * 5 / 16;
      next[ahead] += error / 16;
    }
    now.swap(next);
    next.assign(cells, 0);
  }
}

}  // namespace

void to_one_bit(std::vector<std::uint8_t>& ink, int width) {
  ANTRE_ASSERT(width > 0 && ink.size() % static_cast<std::size_t>(width) == 0);
  if (ink.empty()) {
    return;
  }
  const Cut cut = best_cut(ink);
  if (cut.explained < kTwoTones) {
    spread_error(ink, width);
    return;
  }
  for (auto& shade : ink) {
    shade = shade >= cut.threshold ? 255 : 0;
  }
}

}  // namespace antre::printer
