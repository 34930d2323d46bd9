// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace antre::sim {

using Millis = std::chrono::milliseconds;

/// Simulated time and what is to happen in it: earliest first, of one moment in the order in which
/// it was asked for. Nothing else moves time.
class Timeline {
 public:
  [[nodiscard]] Millis now() const { return now_; }

  void at(Millis when, std::function<void()> run) {
    events_.emplace(std::make_pair(when < now_ ? now_ : when, order_++), std::move(run));
  }
  void after(Millis pause, std::function<void()> run) { at(now_ + pause, std::move(run)); }

  /// Runs the next event when it is not later than `end`; else time is `end`. False then.
  bool step(Millis end) {
    if (events_.empty() || events_.begin()->first.first > end) {
      now_ = end;
      return false;
    }
    auto next = events_.extract(events_.begin());
    now_ = next.key().first;
    next.mapped()();
    return true;
  }

 private:
  Millis now_{0};
  std::uint64_t order_ = 0;
  std::map<std::pair<Millis, std::uint64_t>, std::function<void()>> events_;
};

}  // namespace antre::sim
