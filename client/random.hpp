// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace antre::client {

/// A session id: 128 random bits in hex.
[[nodiscard]] std::string random_session();
/// The session of `--once KEY`: the same for the same key (BLAKE2b, 128 bits, hex).
[[nodiscard]] std::string session_of_key(std::string_view key);
/// Evenly in [0, 1).
[[nodiscard]] double random_share();

}  // namespace antre::client
