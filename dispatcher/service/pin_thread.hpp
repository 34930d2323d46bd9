// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <variant>

#include "dispatcher/service/pin_hasher.hpp"
#include "dispatcher/service/work.hpp"

namespace antre::service {

/// Argon2id by libsodium, on a thread of its own behind the others. The destructor waits for the
/// one that is under way; what waits is dropped.
class PinThread final : public PinHasher {
 public:
  /// So many wait at most: two seconds of work, after which nobody waits any more.
  static constexpr std::size_t kMostWaiting = 16;

  /// `loop` outlives this.
  explicit PinThread(Loop& loop);
  ~PinThread() override;

  [[nodiscard]] bool hash(Secret pin, Hashed done) override;
  [[nodiscard]] bool check(Secret pin, std::string pin_hash, Checked done) override;

 private:
  struct Task {
    Secret pin;
    std::string pin_hash;
    std::variant<Hashed, Checked> done;
  };

  [[nodiscard]] bool push(Task task);
  void run();
  void carry_out(Task task);
  /// Of no officer: checked for those who are unknown.
  [[nodiscard]] const std::string& decoy();

  Loop& loop_;
  std::string decoy_;  ///< the thread's alone
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<Task> tasks_;  ///< guarded by mutex_
  bool stopping_ = false;   ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace antre::service
