// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace antre::sim {

void Story::mix(std::string_view bytes) {
  // Eight bytes at a time: whole snapshots come by here.
  while (!bytes.empty()) {
    std::uint64_t word = 0;
    const auto size = std::min(bytes.size(), sizeof word);
    std::memcpy(&word, bytes.data(), size);
    bytes.remove_prefix(size);
    stir(word);
    if (bytes.empty()) stir(size);
  }
  stir(static_cast<std::uint64_t>(time_.now().count()));
}

void Story::stir(std::uint64_t word) {
  constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15U;  // odd, so that nothing is lost
  hash_ = std::rotl((hash_ ^ word) * kPrime, 29);
}

void Story::tell(std::string_view who, std::string_view what) {
  mix(who);
  mix(what);
  ++told_;
  if (most_ == 0) return;
  const auto ms = time_.now().count();
  auto line =
      fmt::format("{:02}:{:02}.{:03} {:<10} {}", ms / 60'000, ms / 1000 % 60, ms % 1000, who, what);
  if (lines_.size() == most_) lines_.pop_front();
  lines_.push_back(std::move(line));
}

}  // namespace antre::sim
