// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/ids.hpp"

namespace antre::store {

/// The text of a note, beside the journal: it can be erased, and its salt with it, after which
/// nothing can be learnt from the hash in the journal.
struct NoteRow {
  std::uint64_t seq = 0;  ///< of its `note-added`
  TicketId ticket;
  std::int64_t at_wall_ms = 0;
  std::string by;    ///< the client that wrote it, "counter:2"
  std::string salt;  ///< `random_hex(16)`, drawn for this note
  std::string text;
};

/// What `note-added` carries of a note: BLAKE2b-256 of salt and text, hex.
[[nodiscard]] std::string note_hash(std::string_view salt, std::string_view text);

}  // namespace antre::store
