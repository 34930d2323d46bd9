// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

#include "dispatcher/store/sqlite_db.hpp"
#include "protocol/result.hpp"

namespace antre::store {

/// Writes what `from` sees to a file (0600, replaced) that has no WAL, and syncs it. What was begun
/// stays on a failure. Errors: kUnavailable when `go_on` said no or the disk is full; kInvalid when
/// `from` is damaged; kIo.
[[nodiscard]] Result<void> copy_database(Database& from, const std::filesystem::path& file,
                                         const std::function<bool()>& go_on);

}  // namespace antre::store
