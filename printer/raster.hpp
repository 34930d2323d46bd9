// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "printer/bitmap.hpp"
#include "printer/layout.hpp"

namespace antre::printer {

/// Draws a layout in grey at 8 dots a millimetre and cuts it at 50 %: a dot is black from 128 on.
/// No dithering, so every printer and the PNG file get the same dots. A mark that cannot be read
/// becomes the placeholder; nothing else can fail.
[[nodiscard]] Bitmap rasterise(const Layout& layout);

}  // namespace antre::printer
