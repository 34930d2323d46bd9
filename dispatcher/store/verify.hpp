// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "dispatcher/store/chain.hpp"
#include "protocol/result.hpp"

namespace antre::store {

/// What a check of a store found.
struct Verified {
  std::uint64_t rows = 0;             ///< journal rows read
  std::uint64_t tickets = 0;          ///< ticket rows compared
  std::uint64_t misses = 0;           ///< rows of the register compared
  std::uint64_t notes = 0;            ///< texts compared with the journal's hashes
  std::uint64_t guests = 0;           ///< entries of the guest book compared likewise
  std::uint64_t sessions = 0;         ///< stored replies read
  std::string head;                   ///< hash of the last row, hex
  std::vector<std::string> findings;  ///< one sentence each, naming the row; empty: all is well

  static constexpr std::size_t kMostFindings = 100;  // a broken disk has no end of them
};

/// A row of the journal as it was seen elsewhere: in an export, a report, a backup.
struct KnownHead {
  std::uint64_t seq = 0;
  std::string hash;  ///< hex
};

/// Checks journal, hash chain, columns, projections, the report of each day, notes, guests, stored
/// replies, the tables' definitions and SQLite's own pages against each other. Reads only, in one
/// read transaction, so it may run beside a dispatcher. `path` is a data folder, a database file or
/// a backup. A chain alone proves only that it fits itself: whoever can write the file can make it
/// anew. With `known` heads that left the machine every row up to the last of them is proven; a
/// head that is missing or different is a finding. Errors: kIo or kInvalid when it cannot be read
/// at all.
[[nodiscard]] Result<Verified> verify(const std::filesystem::path& path,
                                      const std::vector<KnownHead>& known = {});

}  // namespace antre::store
