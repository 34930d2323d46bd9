// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace antre::sim {

/// All chance of a simulated world comes from one of these, so that a seed is a whole history. The
/// same numbers on every machine (splitmix64), which the standard's distributions do not promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  [[nodiscard]] std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// Evenly 0 to `end` - 1; `end` is at least 1. The bias is far below what a simulation can see.
  [[nodiscard]] std::uint64_t below(std::uint64_t end) { return next() % end; }
  /// Evenly, both ends included.
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
  }
  [[nodiscard]] std::chrono::milliseconds between(std::chrono::milliseconds low,
                                                  std::chrono::milliseconds high) {
    return std::chrono::milliseconds(between(low.count(), high.count()));
  }
  /// True `per_mille` times of a thousand.
  [[nodiscard]] bool chance(int per_mille) {
    return per_mille > 0 && below(1000) < static_cast<std::uint64_t>(per_mille);
  }
  /// Evenly in [0, 1).
  [[nodiscard]] double share() {
    return static_cast<double>(next() >> 11U) / static_cast<double>(std::uint64_t{1} << 53U);
  }
  /// 16 hexadecimal digits: the id of a session.
  [[nodiscard]] std::string id() {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text(16, '0');
    auto bits = next();
    for (auto& digit : text) {
      digit = kDigits[bits % 16];
      bits /= 16;
    }
    return text;
  }

 private:
  std::uint64_t state_;
};

}  // namespace antre::sim
