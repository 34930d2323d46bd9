// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "dispatcher/service/work.hpp"

namespace antre::service {

/// The store's thread. Works that wait when it is free become one commit (group commit): while it
/// commits, the io thread decides the next ones. It owns the use of the store from its making to
/// its end; the destructor finishes what was submitted. After a failed commit nothing is tried
/// again.
class CommitThread final : public Committer {
 public:
  /// `on_done` is called in `loop`, once a commit.
  CommitThread(store::Store& store, Loop& loop, std::function<void(Work)> on_done);
  ~CommitThread() override;

  void submit(Work work) override;

 private:
  void run();
  [[nodiscard]] Work take();

  store::Store& store_;
  Loop& loop_;
  std::function<void(Work)> on_done_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<Work> queue_;  ///< guarded by mutex_
  bool stopping_ = false;   ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace antre::service
