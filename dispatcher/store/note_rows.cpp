// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/note_rows.hpp"

#include "dispatcher/store/chain.hpp"

namespace antre::store {

std::string note_hash(std::string_view salt, std::string_view text) {
  // The salt's digits are of one length, so no other pair of salt and text gives the same bytes.
  std::string bytes(salt);
  bytes += text;
  return hex(hash_of(bytes));
}

}  // namespace antre::store
