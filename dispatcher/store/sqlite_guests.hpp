// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "dispatcher/store/guest_rows.hpp"
#include "dispatcher/store/sqlite_db.hpp"

namespace antre::store {

/// How entries of the guest book lie in the columns of their table.
inline constexpr std::string_view kGuestColumns =
    "seq, day, ticket, at_wall_ms, by_client, salt, name, institution, email, purpose, identity";

[[nodiscard]] GuestRow read_guest(const Statement& row);
/// Puts all columns into a row and runs the statement.
[[nodiscard]] Result<void> put_guest(Statement& statement, const GuestRow& row);

}  // namespace antre::store
