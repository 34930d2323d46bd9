// SPDX-License-Identifier: Apache-2.0
#include "ui/colour.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace antre::ui {
namespace {

// WCAG 2.2, "relative luminance".
double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) {
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

std::uint8_t channel_of(double value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

}  // namespace

Colour Colour::with_opacity(double opacity) const {
  return {r, g, b, channel_of(255.0 * opacity)};
}

Result<Colour> parse_colour(std::string_view hex) {
  const Error wrong{ErrorCode::kInvalid, fmt::format("'{}' is not a colour like #0B4A82", hex)};
  if (hex.size() != 7 || hex.front() != '#') {
    return wrong;
  }
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(hex.data() + 1, hex.data() + hex.size(), value, 16);
  if (error != std::errc{} || end != hex.data() + hex.size()) {
    return wrong;
  }
  return Colour{static_cast<std::uint8_t>(value >> 16U & 0xFFU),
                static_cast<std::uint8_t>(value >> 8U & 0xFFU),
                static_cast<std::uint8_t>(value & 0xFFU)};
}

std::string to_hex(Colour colour) {
  return fmt::format("#{:02X}{:02X}{:02X}", colour.r, colour.g, colour.b);
}

Colour mix(Colour from, Colour to, double share) {
  const auto part = [share](std::uint8_t a, std::uint8_t b) {
    return channel_of(a + (b - a) * std::clamp(share, 0.0, 1.0));
  };
  return {part(from.r, to.r), part(from.g, to.g), part(from.b, to.b), part(from.a, to.a)};
}

double contrast(Colour a, Colour b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace antre::ui
