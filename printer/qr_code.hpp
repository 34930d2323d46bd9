// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace antre::printer {

/// A QR code as a square of modules, error correction level M (15 % may be damaged: a crease).
struct QrCode {
  int size = 0;                       ///< modules a side, without the quiet zone
  std::vector<std::uint8_t> modules;  ///< row by row, 1 is black

  [[nodiscard]] bool black(int x, int y) const {
    return modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                   static_cast<std::size_t>(x)] != 0;
  }
};

/// Free modules that the standard asks for on each side.
inline constexpr int kQrQuietModules = 4;

/// Encodes a text; empty when it is empty or longer than the largest code holds.
[[nodiscard]] std::optional<QrCode> encode_qr(const std::string& content);

}  // namespace antre::printer
