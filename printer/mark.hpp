// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "protocol/result.hpp"

namespace antre::printer {

/// A hall's mark, ready for the paper: a square of ink, 0 none to 255 full.
struct MarkImage {
  bool shape = false;  ///< one colour on nothing: where it is. Otherwise a picture: how dark it is.
  int side = 0;
  std::vector<std::uint8_t> ink;

  [[nodiscard]] std::uint8_t ink_at(int x, int y) const {
    return ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
               static_cast<std::size_t>(x)];
  }
};

/// How large a mark is wanted.
struct MarkSize {
  int shape_side = 0;
  int picture_side = 0;
  bool one_bit = false;  ///< pictures become 0 or 255: cut where their two tones part, or dithered
};

/// Reads a PNG or an SVG; what it is, its first bytes say. It keeps its proportions and stands in
/// the middle of the square. Errors: kIo (not there, not readable), kInvalid (no picture, or one of
/// more than 8 MiB or 8192 dots a side).
[[nodiscard]] Result<MarkImage> load_mark(const std::string& file, const MarkSize& size);

}  // namespace antre::printer
