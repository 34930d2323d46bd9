// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "dispatcher/service/backup_files.hpp"
#include "dispatcher/service/work.hpp"

namespace antre::service {

/// Copies in `backup.tmp` (0700) of the data folder, made and read on a thread of its own behind
/// the others. The folder is emptied at start and end: what a killed dispatcher left is of no use.
/// The destructor ends a copy that is under way.
class BackupThread final : public BackupFiles {
 public:
  /// `disk`: its `free_bytes` alone. `loop` and `disk` outlive this.
  BackupThread(Loop& loop, std::filesystem::path data, const store::Store& disk);
  ~BackupThread() override;

  void make(std::string id, std::uint64_t reserve_bytes, Made done) override;
  void read(std::string id, std::uint64_t offset, std::size_t most, ReadDone done) override;
  void drop(std::string id) override;

 private:
  void push(std::function<void()> task);
  void run();
  [[nodiscard]] Result<store::BackupInfo> copy(const std::string& id, std::uint64_t reserve_bytes);
  [[nodiscard]] bool goes_on(std::uint64_t reserve_bytes);
  [[nodiscard]] std::filesystem::path file(const std::string& id) const { return folder_ / id; }
  void empty();

  Loop& loop_;
  std::filesystem::path data_;
  std::filesystem::path folder_;
  const store::Store& disk_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<std::function<void()>> tasks_;  ///< guarded by mutex_; bounded by those who ask
  bool stopping_ = false;                    ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace antre::service
