// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>
#include <thread>

namespace antre::test {

/// What chance decides in a test, from a seed.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}
  int draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  std::size_t one_of(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }
  bool one_in(int cases) { return draw(1, cases) == 1; }
  /// Lets a moment pass. Only for when a fault comes and how long it stays: there time is the
  /// test's input, and no condition is waited for.
  void moment(std::chrono::milliseconds most) {
    const auto most_us = std::chrono::microseconds(most).count();
    std::this_thread::sleep_for(std::chrono::microseconds(draw(0, static_cast<int>(most_us))));
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace antre::test
