// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/times.hpp"

#include <algorithm>
#include <limits>

namespace antre::store {

void Times::add(std::int64_t ms) {
  sum_ += ms;
  if (ms >= 0 && ms <= std::numeric_limits<std::uint32_t>::max())
    short_.push_back(static_cast<std::uint32_t>(ms));
  else
    long_.push_back(ms);
}

void Times::add(const Times& other) {
  short_.insert(short_.end(), other.short_.begin(), other.short_.end());
  long_.insert(long_.end(), other.long_.begin(), other.long_.end());
  sum_ += other.sum_;
}

Spread Times::spread() {
  const auto n = short_.size() + long_.size();
  if (n == 0) return {};
  std::ranges::sort(short_);
  std::ranges::sort(long_);
  // In order: negative ones, short ones, long ones.
  const auto negative =
      static_cast<std::size_t>(std::ranges::lower_bound(long_, 0) - long_.begin());
  const auto rank = [&](std::size_t percent) -> std::int64_t {
    const auto at = std::max<std::size_t>((percent * n + 99) / 100, 1) - 1;
    if (at < negative) return long_[at];
    if (at < negative + short_.size()) return short_[at - negative];
    return long_[at - short_.size()];
  };
  const auto count = static_cast<std::int64_t>(n);
  return {(sum_ + count / 2) / count, rank(50), rank(90), rank(99)};
}

}  // namespace antre::store
