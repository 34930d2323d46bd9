// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace antre::test {

/// A fresh seed, printed; ANTRE_SEED in the environment makes a test choose as that run did.
[[nodiscard]] std::uint64_t random_seed();

}  // namespace antre::test
