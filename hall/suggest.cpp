// SPDX-License-Identifier: Apache-2.0
#include "hall/suggest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace antre::hall {
namespace {

constexpr std::size_t kLongestWord = 64;  // nothing longer is a slip of one of our keys

std::string lower(std::string_view text) {
  std::string result{text};
  std::ranges::transform(result, result.begin(), [](unsigned char letter) {
    return static_cast<char>(letter == '-' ? '_' : std::tolower(letter));
  });
  return result;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> cells((a.size() + 1) * width);
  const auto at = [&](std::size_t row, std::size_t column) -> std::size_t& {
    return cells[row * width + column];
  };
  for (std::size_t row = 0; row <= a.size(); ++row) at(row, 0) = row;
  for (std::size_t column = 0; column <= b.size(); ++column) at(0, column) = column;
  for (std::size_t row = 1; row <= a.size(); ++row) {
    for (std::size_t column = 1; column <= b.size(); ++column) {
      const std::size_t change = a[row - 1] == b[column - 1] ? 0 : 1;
      std::size_t best = std::min(
          {at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + change});
      if (row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1]) {
        best = std::min(best, at(row - 2, column - 2) + 1);
      }
      at(row, column) = best;
    }
  }
  return at(a.size(), b.size());
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  if (word.empty() || word.size() > kLongestWord) return {};
  const std::string wanted = lower(word);
  std::string best;
  // A third of the letters may differ: more would suggest words that have nothing to do with it.
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::string folded = lower(candidate);
    std::size_t distance = edit_distance(wanted, folded);
    // "target" for "target_s", "recall" for "recall_limit": the beginning is what people remember.
    if (wanted.size() >= 3 && (folded.starts_with(wanted) || wanted.starts_with(folded))) {
      distance = std::min<std::size_t>(distance, 1);
    }
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  if (const std::string near = nearest(word, known); !near.empty()) {
    return fmt::format("did you mean '{}'?", near);
  }
  return fmt::format("known are: {}", fmt::join(known, ", "));
}

}  // namespace antre::hall
