// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace antre::test {

/// Asks the window to close, as a window manager's cross does. False when there is no such screen.
bool ask_to_close(const std::string& display, unsigned long window);

}  // namespace antre::test
