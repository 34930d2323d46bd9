// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/codes.hpp"

#include <sodium.h>

#include <cstdint>
#include <string_view>

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
  std::string code(kLength, ' ');
  for (auto& letter : code)
    letter = kAlphabet[randombytes_uniform(static_cast<std::uint32_t>(kAlphabet.size()))];
  return code;
}

}  // namespace antre::service
