// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

namespace antre::ui {

/// An sRGB colour, not premultiplied.
struct Colour {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  bool operator==(const Colour&) const = default;

  /// The same colour with another opacity, 0 to 1.
  [[nodiscard]] Colour with_opacity(double opacity) const;
};

/// Reads "#RRGGBB"; anything else is kInvalid.
[[nodiscard]] Result<Colour> parse_colour(std::string_view hex);
/// "#RRGGBB", without the opacity.
[[nodiscard]] std::string to_hex(Colour colour);
/// `share` of `to` in `from`, each channel in sRGB: mix(c, black, 0.35) is c with 35 % black.
[[nodiscard]] Colour mix(Colour from, Colour to, double share);
/// WCAG 2 contrast, 1 to 21, the order does not matter.
[[nodiscard]] double contrast(Colour a, Colour b);

inline constexpr Colour kBlack{0, 0, 0};
inline constexpr Colour kWhite{255, 255, 255};

}  // namespace antre::ui
