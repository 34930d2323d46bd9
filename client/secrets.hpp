// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "client/queries.hpp"

namespace antre::client {

/// Overwrites the text's memory, then empties it.
void wipe(std::string& text) noexcept;
/// Overwrites what is secret in a query: the PIN of `sign-in` and `put-officer`.
void wipe_secrets(Query& query) noexcept;
/// Whether the query's bytes hold a secret.
[[nodiscard]] bool holds_secret(const Query& query);

}  // namespace antre::client
