// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace antre::test {

/// Stands between SQLite and the disk while it lives: fails a chosen call, or keeps what a crash of
/// the machine would leave. One at a time, for stores that are opened and closed meanwhile.
class FaultVfs {
 public:
  FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;
  ~FaultVfs();

  /// The `k`-th write, sync or truncation from now on, and all after it, fail as a broken disk's.
  void fail_from(int k);
  void heal();
  /// Whether a call has failed since `fail_from`.
  [[nodiscard]] bool failed() const;
  /// From now on `folder` holds each file as it was at its last sync: what a crash leaves at worst.
  void keep_synced(const std::filesystem::path& folder);
};

}  // namespace antre::test
