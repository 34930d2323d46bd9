// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "tests/sim/timeline.hpp"

namespace antre::sim {

/// What happened, in plain words, and a hash of it: two runs of a seed must tell the same story.
class Story {
 public:
  /// Keeps the last `most` lines; the hash is of all.
  Story(const Timeline& time, std::size_t most) : time_(time), most_(most) {}

  void tell(std::string_view who, std::string_view what);
  /// What is not worth a line but must be the same too.
  void mix(std::string_view bytes);

  [[nodiscard]] std::uint64_t hash() const { return hash_; }
  [[nodiscard]] const std::deque<std::string>& lines() const { return lines_; }
  [[nodiscard]] std::size_t told() const { return told_; }

 private:
  void stir(std::uint64_t word);

  const Timeline& time_;
  std::size_t most_;
  std::size_t told_ = 0;
  std::uint64_t hash_ = 0xCBF29CE484222325U;
  std::deque<std::string> lines_;
};

}  // namespace antre::sim
