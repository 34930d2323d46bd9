// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "printer/bitmap.hpp"
#include "printer/layout.hpp"

namespace antre::printer {

/// Draws a layout in grey and cuts it at 50 %: a dot is black from 128 on. `scale` is dots of the
/// printer for one of the layout, 1 at 8 dots a millimetre. Only a mark that is a picture of many
/// shades is dithered, so every printer and the PNG file get the same dots. A mark that cannot be
/// read becomes the placeholder; nothing else can fail.
[[nodiscard]] Bitmap rasterise(const Layout& layout, double scale = 1.0);

}  // namespace antre::printer
