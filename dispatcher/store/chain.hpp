// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace antre::store {

/// BLAKE2b-256. A journal row's hash is of the hash before it and the row's bytes, so that no row
/// can be changed, taken out or put in without every later hash being wrong.
using Hash = std::array<std::uint8_t, 32>;

/// What stands before the first row.
inline constexpr Hash kNoHash{};

/// The last row of a journal; seq 0 when there is none.
struct Head {
  std::uint64_t seq = 0;
  Hash hash = kNoHash;
  bool operator==(const Head&) const = default;
};

/// The hash of the row that follows `previous` and holds `bytes`.
[[nodiscard]] Hash chained(const Hash& previous, std::string_view bytes);
/// The hash of bytes alone.
[[nodiscard]] Hash hash_of(std::string_view bytes);
/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string hex(const Hash& hash);
/// A hash of exactly 32 bytes, as a store keeps it.
[[nodiscard]] std::optional<Hash> hash_from(std::string_view bytes);
/// `bytes` random bytes as hexadecimal digits: an epoch.
[[nodiscard]] std::string random_hex(std::size_t bytes);

}  // namespace antre::store
