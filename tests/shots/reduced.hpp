// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "protocol/result.hpp"
#include "ui/offscreen.hpp"

namespace antre::test {

/// Keeps a picture as a small PNG file of at most 256 colours: `reduced` px of the screen, on each
/// side, become one. kIo if the file cannot be written.
[[nodiscard]] Result<void> save_reduced(const ui::Offscreen& screen, ui::Size size, int reduced,
                                        const std::string& file);

}  // namespace antre::test
