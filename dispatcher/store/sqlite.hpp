// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

#include "dispatcher/store/store.hpp"

namespace antre::store {

/// The file in a data folder that holds everything (docs/store.md has its layout).
[[nodiscard]] std::filesystem::path database_file(const std::filesystem::path& data);

/// Opens the store of a data folder, which must be there and locked (`data_folder.hpp`); makes the
/// file when it is missing. SQLite, WAL, synchronous=FULL. Errors: kIo, kInvalid, one clear line.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& data);

}  // namespace antre::store
