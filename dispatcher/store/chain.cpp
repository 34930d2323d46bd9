// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/chain.hpp"

#include <sodium.h>

#include <algorithm>
#include <vector>

#include "protocol/result.hpp"

namespace antre::store {
namespace {

/// libsodium wants its bytes unsigned; the cast is the one that may alias.
const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

Hash chained(const Hash& previous, std::string_view bytes) {
  crypto_generichash_state state;
  Hash hash;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  crypto_generichash_update(&state, previous.data(), previous.size());
  crypto_generichash_update(&state, raw(bytes), bytes.size());
  crypto_generichash_final(&state, hash.data(), hash.size());
  return hash;
}

Hash hash_of(std::string_view bytes) {
  Hash hash;
  crypto_generichash(hash.data(), hash.size(), raw(bytes), bytes.size(), nullptr, 0);
  return hash;
}

std::string hex(const Hash& hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(hash.size() * 2);
  for (const unsigned byte : hash) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

std::optional<Hash> hash_from(std::string_view bytes) {
  Hash hash;
  if (bytes.size() != hash.size()) return std::nullopt;
  std::copy_n(raw(bytes), hash.size(), hash.begin());
  return hash;
}

std::string random_hex(std::size_t bytes) {
  ANTRE_ASSERT(sodium_init() >= 0);
  std::vector<unsigned char> random(bytes);
  randombytes_buf(random.data(), random.size());
  std::string text(bytes * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), random.data(), random.size());
  text.pop_back();
  return text;
}

}  // namespace antre::store
