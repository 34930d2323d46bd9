// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/codes.hpp"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <string_view>

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
  // Bytes from a whole number of alphabets, so that no letter is likelier; one call of the system
  // for almost every code.
  constexpr unsigned kBelow = 256 / kAlphabet.size() * kAlphabet.size();
  std::string code;
  while (code.size() < kLength) {
    std::array<std::uint8_t, 2 * kLength> drawn{};
    randombytes_buf(drawn.data(), drawn.size());
    for (const std::uint8_t byte : drawn)
      if (byte < kBelow && code.size() < kLength) code += kAlphabet[byte % kAlphabet.size()];
  }
  return code;
}

std::string RandomCodes::draw_hex() {
  return store::random_hex(16);
}

}  // namespace antre::service
