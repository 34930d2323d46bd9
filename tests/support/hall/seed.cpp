// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hall/seed.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <random>
#include <string>

namespace antre::test {

std::uint64_t random_seed() {
  const char* given = std::getenv("ANTRE_SEED");
  const std::uint64_t seed = given != nullptr ? std::stoull(given) : std::random_device{}();
  MESSAGE("ANTRE_SEED=" << seed);
  return seed;
}

}  // namespace antre::test
