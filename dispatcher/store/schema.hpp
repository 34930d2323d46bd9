// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "dispatcher/store/sqlite_db.hpp"
#include "protocol/result.hpp"

namespace antre::store {

/// "ANTR": says whose file it is (`file antre.db`).
inline constexpr std::int64_t kApplicationId = 0x414E5452;
inline constexpr std::int64_t kSchemaVersion = 1;

/// The tables of docs/store.md, as SQL.
extern const char* const kSchema;

/// Makes the tables in an empty database, with a fresh epoch; nothing when they are there.
/// Errors: kInvalid when the file is another program's or a newer Antre's; kIo.
[[nodiscard]] Result<void> prepare_schema(Database& database, const std::filesystem::path& file);
/// Only checks that the file is ours and of a version that this program knows.
[[nodiscard]] Result<void> check_schema(Database& database, const std::filesystem::path& file);

}  // namespace antre::store
