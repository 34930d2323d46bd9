// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>

#include "dispatcher/service/work.hpp"

namespace antre::test {

/// Runs what other threads post in the thread that waits for it.
class WaitingLoop final : public service::Loop {
 public:
  void post(std::function<void()> run) override {
    const std::lock_guard lock(mutex_);
    posted_.push_back(std::move(run));
    changed_.notify_one();
  }
  void run_one() {
    std::function<void()> next;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !posted_.empty(); });
      next = std::move(posted_.front());
      posted_.pop_front();
    }
    next();
  }
  /// Runs one that was posted; false when there is none.
  bool run_if_any() {
    {
      const std::lock_guard lock(mutex_);
      if (posted_.empty()) return false;
    }
    run_one();
    return true;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> posted_;
};

}  // namespace antre::test
