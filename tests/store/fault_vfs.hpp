// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

namespace antre::test {

/// What happens to a call of the disk.
enum class Fault {
  kBroken,  ///< it fails as a broken disk's (EIO)
  kFull,    ///< writes fail as on a full disk (ENOSPC), the rest goes on
  kKilled   ///< the process is killed before it
};

/// Stands between SQLite and the disk while it lives: fails a chosen call, or keeps what a crash of
/// the machine would leave. One at a time, for stores that are opened and closed meanwhile.
class FaultVfs {
 public:
  FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;
  ~FaultVfs();

  /// The `k`-th write, sync or truncation from now on, and all after it, fail. What is killed is
  /// so at removals, at renames and links of files, and at syncs by others than SQLite, too.
  void fail_from(int k, Fault fault = Fault::kBroken);
  /// From now on, until `heal`, every read fails as a broken disk's.
  void fail_reads();
  /// From now on, until `heal`, no file can be opened.
  void fail_opening();
  void heal();
  /// Whether a call has failed since `fail_from`.
  [[nodiscard]] bool failed() const;
  /// From now on `folder` holds each file as it was at its last sync: what a crash leaves at worst.
  void keep_synced(const std::filesystem::path& folder);

  /// Does something in a process of its own that is killed at its `k`-th call of the disk. False
  /// when it was not killed: it needs fewer calls. It must not check anything.
  [[nodiscard]] bool killed_at(int k, const std::function<void()>& something);
};

}  // namespace antre::test
