// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "cli/door.hpp"
#include "protocol/result.hpp"

namespace antre::cli {

/// The way to a real dispatcher. With Connection::follow SIGINT and SIGTERM are blocked in the
/// process from here on and end the waiting instead. Errors: kInvalid for an address or key file
/// that cannot be used, or no key for an address beyond this machine.
[[nodiscard]] Result<std::unique_ptr<Door>> open_client_door(const Connection& connection);

}  // namespace antre::cli
