// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "dispatcher/store/store.hpp"
#include "protocol/result.hpp"

namespace antre::store {

/// What a backup holds.
struct BackupInfo {
  std::uint64_t bytes = 0;
  std::string digest;     ///< BLAKE2b-256 of the file, hex
  std::uint64_t seq = 0;  ///< the journal's last row
  std::string head;       ///< and its hash, hex
};

/// Copies the store of a data folder to `file` (0600, replaced) as it is at one moment, with
/// SQLite's backup interface over a connection of its own: the dispatcher goes on committing
/// meanwhile. It is one file without a WAL, on the disk when this returns. `go_on` is asked between
/// steps; false ends it with kUnavailable. Any thread. Errors: kIo (a full disk, too), kInvalid.
[[nodiscard]] Result<BackupInfo> backup(const std::filesystem::path& data,
                                        const std::filesystem::path& file,
                                        const std::function<bool()>& go_on);

/// What `restore` did.
struct RestoreInfo {
  std::uint64_t seq = 0;
  std::string head;
  std::string epoch;                  ///< the new one
  std::filesystem::path kept_before;  ///< where the store that was there is now; empty: none was
};

/// Puts a backup in the place of the store of a data folder that no dispatcher uses. The backup is
/// verified first, and the store that was there is kept beside it. The new store has a new epoch
/// and a note for the next start (`Loaded::restored`), which skips the numbers that may be out: up
/// to the one told for a service, else 100 on. Killed at any moment, the folder holds the one store
/// or the other. Errors: kConflict when a dispatcher runs, kInvalid for a file that is no sound
/// backup, kIo.
[[nodiscard]] Result<RestoreInfo> restore(const std::filesystem::path& file,
                                          const std::filesystem::path& data, std::vector<Told> told,
                                          std::int64_t wall_ms);

}  // namespace antre::store
