// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/codes.hpp"

#include <sodium.h>

#include <string_view>
#include <utility>

#include "dispatcher/store/chain.hpp"
#include "protocol/result.hpp"

namespace antre::service {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
constexpr std::size_t kLength = 8;

}  // namespace

RandomCodes::RandomCodes() {
  ANTRE_ASSERT(sodium_init() >= 0);
}

std::string RandomCodes::draw() {
  // Bytes from a whole number of alphabets, so that no letter is likelier.
  constexpr unsigned kBelow = 256 / kAlphabet.size() * kAlphabet.size();
  std::string code;
  while (code.size() < kLength)
    if (const unsigned byte = next_byte(); byte < kBelow)
      code += kAlphabet[byte % kAlphabet.size()];
  return code;
}

std::uint8_t RandomCodes::next_byte() {
  if (used_ == drawn_.size()) {
    randombytes_buf(drawn_.data(), drawn_.size());
    used_ = 0;
  }
  return std::exchange(drawn_[used_++], 0);
}

std::string RandomCodes::draw_hex() {
  return store::random_hex(16);
}

}  // namespace antre::service
