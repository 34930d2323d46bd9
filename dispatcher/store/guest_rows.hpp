// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/messages.hpp"

namespace antre::store {

/// What a visitor entered in the guest book, beside the journal: it can be erased, and its salt
/// with it, after which nothing can be learnt from the hash in the journal. One row a ticket: a
/// later entry takes the place of the one before.
struct GuestRow {
  std::uint64_t seq = 0;  ///< of its `guest-book-signed`
  TicketId ticket;
  std::int64_t at_wall_ms = 0;
  std::string by;    ///< the client that sent it, "kiosk:1"
  std::string salt;  ///< `random_hex(16)`, drawn for this entry
  Guest guest;
};

/// What `guest-book-signed` carries of an entry: BLAKE2b-256 of salt and fields, hex.
[[nodiscard]] std::string guest_hash(std::string_view salt, const Guest& guest);

/// What a journal says of the guest book: which entries there must be, and which may or must be
/// gone. A plain value; each finding is one sentence that names the row.
class GuestBook {
 public:
  /// Folds the entry that follows those before it.
  void fold(const Entry& entry);
  /// What is wrong with a row, nothing when it is the one that the journal means. Each row once.
  [[nodiscard]] std::optional<std::string> check(const GuestRow& row);
  /// Rows that were not checked and are neither replaced nor old enough to have been erased.
  [[nodiscard]] std::vector<std::string> missing() const;

 private:
  struct Signed {
    std::uint64_t seq = 0;
    std::int64_t at_wall_ms = 0;
    std::string hash;
    bool there = false;
  };

  std::map<TicketId, Signed> last_;            ///< the entry that holds, by ticket
  std::map<std::uint64_t, TicketId> tickets_;  ///< of every entry, by its seq
  Day erased_before_{INT32_MIN};               ///< entries for tickets of earlier days are gone
};

}  // namespace antre::store
