// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace antre::hall {

struct Rgb {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  bool operator==(const Rgb&) const = default;
};

/// "#0B4A82"; nothing when it is not six hex digits after '#'.
[[nodiscard]] std::optional<Rgb> parse_rgb(std::string_view text);
[[nodiscard]] std::string rgb_text(Rgb colour);

/// WCAG 2 contrast of two colours, 1 to 21.
[[nodiscard]] double contrast(Rgb a, Rgb b);

/// The least contrast an accent has with what it meets in the light theme: `surface`, `paper`, and
/// `on_accent` (the text on it).
[[nodiscard]] double accent_contrast(Rgb accent);

/// What `accent_contrast` must be: text is at least 7:1.
inline constexpr double kAccentContrast = 7.0;

/// The nearest darker shade of the same hue that passes.
[[nodiscard]] Rgb passing_shade(Rgb accent);

}  // namespace antre::hall
