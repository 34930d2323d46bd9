// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "protocol/result.hpp"

namespace antre::printer {

/// A picture of one bit a dot: rows of whole bytes, the highest bit is the leftmost dot, 1 is
/// black.
class Bitmap {
 public:
  Bitmap() = default;
  /// A white picture. Sizes are at least 0.
  Bitmap(int width, int height);

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] std::size_t row_bytes() const { return row_bytes_; }
  [[nodiscard]] bool black(int x, int y) const;
  void set_black(int x, int y);
  [[nodiscard]] std::span<const std::uint8_t> row(int y) const;
  bool operator==(const Bitmap&) const = default;

 private:
  [[nodiscard]] std::size_t byte_of(int x, int y) const;

  int width_ = 0;
  int height_ = 0;
  std::size_t row_bytes_ = 0;
  std::vector<std::uint8_t> bits_;
};

/// The picture as the bytes of a PNG file.
[[nodiscard]] Result<std::string> to_png(const Bitmap& bitmap);

}  // namespace antre::printer
