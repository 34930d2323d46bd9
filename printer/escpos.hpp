// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "printer/bitmap.hpp"

namespace antre::printer {

/// Rows of one raster command. Small printers hold a band before they print it; 256 rows of
/// 72 bytes are 18 KiB, which all of them have.
inline constexpr int kEscposBandRows = 256;

/// A picture as commands of the Epson ESC/POS command reference:
///
/// | bytes                        | command  | meaning                                          |
/// |------------------------------|----------|--------------------------------------------------|
/// | 1B 40                        | ESC @    | initialise: forget whatever was set before       |
/// | 1D 76 30 00 xL xH yL yH data | GS v 0   | raster image, normal size, xL+256*xH bytes a row, |
/// |                              |          | yL+256*yH rows, highest bit left, 1 is black     |
/// | 1D 56 42 18                  | GS V 66  | feed to the cutting position and 24 motion units |
/// |                              |          | more, cut leaving one point (`cut` only)         |
/// | 1B 64 05                     | ESC d    | feed 5 lines, past the tear-off edge (no `cut`)  |
///
/// GS v 0 comes once for every kEscposBandRows rows; the bands join without a gap. No text command
/// is used, so the printer's code pages and fonts do not matter.
[[nodiscard]] std::vector<std::uint8_t> to_escpos(const Bitmap& picture, bool cut);

}  // namespace antre::printer
