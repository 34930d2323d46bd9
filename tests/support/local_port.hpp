// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace antre::test {

/// A TCP port of 127.0.0.1 that nobody has now. Throws std::runtime_error when there is none.
[[nodiscard]] int free_port();
/// Whether somebody takes connections at this port of 127.0.0.1.
[[nodiscard]] bool listens(int port);

}  // namespace antre::test
