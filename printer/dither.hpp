// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace antre::printer {

/// Turns shades (rows of `width`, 0 white to 255 black) into 0 and 255. Shades that are two tones
/// with smooth edges, as of a drawn logo, are cut where the two part best (Otsu); others, as of a
/// photograph, are dithered by spreading the error (Floyd and Steinberg, in alternating
/// directions).
void to_one_bit(std::vector<std::uint8_t>& ink, int width);

}  // namespace antre::printer
