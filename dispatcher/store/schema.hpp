// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "dispatcher/store/sqlite_db.hpp"
#include "protocol/result.hpp"

namespace antre::store {

/// "ANTR": says whose file it is (`file antre.db`).
inline constexpr std::int64_t kApplicationId = 0x414E5452;
inline constexpr std::int64_t kSchemaVersion = 6;

/// The tables of docs/store.md, as SQL: the journal and what no journal says; the texts beside it;
/// who signs in; what is folded from the journal, and made anew from it when that layout changes.
extern const char* const kTables;
extern const char* const kNotes;
extern const char* const kOfficers;
extern const char* const kGuests;
extern const char* const kProjections;

/// kToFold: an older layout was brought to this one in a transaction that is still open; its
/// projections are empty, to be folded from the journal, and only then it is to be committed.
enum class Prepared { kReady, kToFold };

/// Makes the tables in an empty database, with a fresh epoch. Errors: kIo, kUnavailable.
[[nodiscard]] Result<void> make_schema(Database& database);
/// Brings an older layout up to date. Errors: kInvalid when the file is another program's or a
/// newer Antre's; kIo, kUnavailable.
[[nodiscard]] Result<Prepared> lift_schema(Database& database, const std::filesystem::path& file);
/// The layout's number, reading only. Errors: kInvalid when the file is another program's or a
/// newer Antre's; kIo.
[[nodiscard]] Result<std::int64_t> layout_of(Database& database, const std::filesystem::path& file);
/// Only checks that the file is ours and of this layout. Errors: kInvalid, kIo.
[[nodiscard]] Result<void> check_schema(Database& database, const std::filesystem::path& file);

}  // namespace antre::store
