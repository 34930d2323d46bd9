// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "protocol/result.hpp"

namespace antre::test {

/// Draws every screen of kiosk, display and counter, and the tickets, as PNG files in `folder`,
/// with sample data of a fixed moment. Needs no display.
[[nodiscard]] Result<void> draw_all(const std::string& folder);

}  // namespace antre::test
