// SPDX-License-Identifier: Apache-2.0
#include "client/random.hpp"

#include <sodium.h>

#include <array>
#include <vector>

#include "protocol/result.hpp"

namespace antre::client {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::uint32_t kParts = 1U << 24U;  // finer than any jitter needs
using Id = std::array<unsigned char, kIdBytes>;

std::string hex(const Id& id) {
  std::array<char, 2 * kIdBytes + 1> text{};
  sodium_bin2hex(text.data(), text.size(), id.data(), id.size());
  return text.data();
}

void need_sodium() {
  static const bool ready = sodium_init() >= 0;
  ANTRE_ASSERT(ready);
}

}  // namespace

std::string random_session() {
  need_sodium();
  Id id{};
  randombytes_buf(id.data(), id.size());
  return hex(id);
}

std::string session_of_key(std::string_view key) {
  need_sodium();
  Id id{};
  const std::vector<unsigned char> bytes(key.begin(), key.end());
  crypto_generichash(id.data(), id.size(), bytes.data(), bytes.size(), nullptr, 0);
  return hex(id);
}

double random_share() {
  need_sodium();
  return static_cast<double>(randombytes_uniform(kParts)) / kParts;
}

}  // namespace antre::client
