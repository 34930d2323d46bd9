// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "printer/bitmap.hpp"

namespace antre::printer {

/// What a driverless printer sees in a file of PWG raster, read by libcups.
struct PwgPage {
  Bitmap picture;  ///< dots darker than one half
  int dpi = 0;
  std::string media;
  int pages = 0;
};

/// Empty when it is none, or when its pixels end early.
std::optional<PwgPage> read_pwg(std::span<const std::uint8_t> bytes);

/// A part of a picture: from the top, `width` dots from `x` on, filled up with white below.
Bitmap part_of(const Bitmap& picture, int x, int width, int height);

}  // namespace antre::printer
