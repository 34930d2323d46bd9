// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/story.hpp"

#include <fmt/format.h>

#include <utility>

namespace antre::sim {

void Story::mix(std::string_view bytes) {
  constexpr std::uint64_t kPrime = 0x100000001B3U;  // FNV-1a
  for (const char byte : bytes) hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * kPrime;
  hash_ = (hash_ ^ static_cast<std::uint64_t>(time_.now().count())) * kPrime;
}

void Story::tell(std::string_view who, std::string_view what) {
  const auto ms = time_.now().count();
  auto line =
      fmt::format("{:02}:{:02}.{:03} {:<10} {}", ms / 60'000, ms / 1000 % 60, ms % 1000, who, what);
  mix(line);
  ++told_;
  if (most_ == 0) return;
  if (lines_.size() == most_) lines_.pop_front();
  lines_.push_back(std::move(line));
}

}  // namespace antre::sim
