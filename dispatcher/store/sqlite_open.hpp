// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "dispatcher/store/chain.hpp"
#include "dispatcher/store/files.hpp"
#include "dispatcher/store/schema.hpp"
#include "dispatcher/store/sqlite_db.hpp"
#include "protocol/result.hpp"

namespace antre::store {

/// A database file that was opened in one way or the other.
struct OpenedFile {
  std::optional<PrivateFolder> copy;  ///< where the copy lies that is read instead; outlives it
  Database database;
  Prepared prepared = Prepared::kReady;
};

/// Opens the store's file for writing: makes it when there is none, brings an older layout up to
/// date (Prepared::kToFold: that transaction is open), and proves with a write that changes nothing
/// that it can be written. Only with the folder's lock. Errors: kUnavailable when it cannot be
/// written now but may be read (a full or read-only disk, no permission); kConflict when another
/// process holds it; kInvalid for another program's, a newer Antre's or a damaged file, untouched;
/// kIo.
[[nodiscard]] Result<OpenedFile> open_for_writing(const std::filesystem::path& file);

/// Opens a store's file of today's layout to be read only, on a disk that is full or read-only too:
/// as it is; without locks when nothing is in its WAL; else from a copy in the temporary folder.
/// Errors: kInvalid, kConflict, kIo.
[[nodiscard]] Result<OpenedFile> open_for_reading(const std::filesystem::path& file);
/// The same for a file of any layout that was ever written.
[[nodiscard]] Result<OpenedFile> open_any_layout(const std::filesystem::path& file);

/// The last row of the journal. Errors: kInvalid for a row without a hash; kIo.
[[nodiscard]] Result<Head> read_head(Database& database);

}  // namespace antre::store
