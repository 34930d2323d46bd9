// SPDX-License-Identifier: Apache-2.0
#include "printer/escpos.hpp"

#include <algorithm>

namespace antre::printer {
namespace {

constexpr std::uint8_t kEsc = 0x1B;
constexpr std::uint8_t kGs = 0x1D;
/// White below the last line, before the blade.
constexpr std::uint8_t kFeedBeforeCut = 24;
/// 5 lines of 1/6 inch are 21 mm: further than the tear-off edge of the usual printers.
constexpr std::uint8_t kFeedLines = 5;

std::uint8_t low_byte(std::size_t value) {
  return static_cast<std::uint8_t>(value & 0xFFU);
}
std::uint8_t high_byte(std::size_t value) {
  return static_cast<std::uint8_t>(value >> 8U);
}

}  // namespace

std::vector<std::uint8_t> to_escpos(const Bitmap& picture, bool cut) {
  std::vector<std::uint8_t> bytes = {kEsc, '@'};
  const std::size_t row_bytes = picture.row_bytes();
  bytes.reserve(row_bytes * static_cast<std::size_t>(picture.height()) + 64);
  for (int top = 0; top < picture.height(); top += kEscposBandRows) {
    const int rows = std::min(kEscposBandRows, picture.height() - top);
    const auto row_count = static_cast<std::size_t>(rows);
    bytes.insert(bytes.end(), {kGs, 'v', '0', 0, low_byte(row_bytes), high_byte(row_bytes),
                               low_byte(row_count), high_byte(row_count)});
    for (int y = top; y < top + rows; ++y) {
      const auto row = picture.row(y);
      bytes.insert(bytes.end(), row.begin(), row.end());
    }
  }
  if (cut) {
    bytes.insert(bytes.end(), {kGs, 'V', 66, kFeedBeforeCut});
  } else {
    bytes.insert(bytes.end(), {kEsc, 'd', kFeedLines});
  }
  return bytes;
}

}  // namespace antre::printer
