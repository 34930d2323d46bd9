// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "dispatcher/store/backup.hpp"
#include "protocol/result.hpp"

namespace antre::service {

/// Makes, reads and drops copies of the store, somewhere else than in the io thread. What is asked
/// is done in order; `done` is called in the loop, later.
class BackupFiles {
 public:
  using Made = std::function<void(Result<store::BackupInfo>)>;
  using ReadDone = std::function<void(Result<std::string>)>;

  BackupFiles() = default;
  BackupFiles(const BackupFiles&) = delete;
  BackupFiles& operator=(const BackupFiles&) = delete;
  virtual ~BackupFiles() = default;

  /// Copies the store to the file `id`, unless less than `reserve_bytes` are left on the disk
  /// meanwhile. After an error nothing of it is left. Errors: kUnavailable, kIo.
  virtual void make(std::string id, std::uint64_t reserve_bytes, Made done) = 0;
  /// At most `most` bytes of a copy; empty behind its end. Errors: kIo.
  virtual void read(std::string id, std::uint64_t offset, std::size_t most, ReadDone done) = 0;
  /// Drops a copy, or one that is being made.
  virtual void drop(std::string id) = 0;
};

}  // namespace antre::service
