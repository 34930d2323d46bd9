// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "dispatcher/service/work.hpp"

namespace antre::service {

/// The store's thread. Works that wait when it is free become one commit (group commit): while it
/// commits, the io thread decides the next ones. A lone request that finds it idle is committed in
/// the caller's thread instead, which spares two changes of thread (a fifth of its way), as long as
/// the disk is quick; behind a slow one the io thread stays free for heartbeats. It owns the use of
/// the store from its making to its end; the destructor finishes what was submitted. After a failed
/// commit nothing is tried again.
class CommitThread final : public Committer {
 public:
  /// `on_done` is called in `loop`, once a commit.
  CommitThread(store::Store& store, Loop& loop, std::function<void(Work)> on_done);
  ~CommitThread() override;

  void submit(Work work) override;
  [[nodiscard]] CommitTimes times() const override;  ///< any thread
  /// How long the commit under way has taken so far; 0 when there is none. Any thread.
  [[nodiscard]] std::chrono::milliseconds busy_for() const;

 private:
  static constexpr std::size_t kTimed = 1000;  ///< commits: some minutes of a busy hall

  void run();
  [[nodiscard]] Work take();
  /// Whether this work may be committed by its submitter; called with mutex_ held.
  [[nodiscard]] bool lone(const Work& work) const;
  /// Commits, notes how quick the disk was, and gives the work back.
  void finish(Work work);

  store::Store& store_;
  Loop& loop_;
  std::function<void(Work)> on_done_;
  mutable std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<Work> queue_;                       ///< guarded by mutex_
  bool stopping_ = false;                        ///< guarded by mutex_
  bool busy_ = false;                            ///< a commit is under way; guarded by mutex_
  bool failed_ = false;                          ///< guarded by mutex_
  bool quick_ = false;                           ///< the last commit was; guarded by mutex_
  std::chrono::steady_clock::time_point began_;  ///< the one under way; guarded by mutex_
  std::array<std::int64_t, kTimed> took_us_{};   ///< the last ones; guarded by mutex_
  std::uint64_t commits_ = 0;                    ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace antre::service
