// SPDX-License-Identifier: Apache-2.0
#include "hall/contrast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace antre::hall {
namespace {

// Of the light theme (assets/themes/light.toml).
constexpr Rgb kSurface{0xFF, 0xFF, 0xFF};
constexpr Rgb kPaper{0xF6, 0xF4, 0xEF};
constexpr Rgb kOnAccent{0xFF, 0xFF, 0xFF};
// Finer than one step of a channel, so that no nearer shade is missed.
constexpr int kSteps = 1024;

double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Rgb colour) {
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

}  // namespace

std::optional<Rgb> parse_rgb(std::string_view text) {
  if (text.size() != 7 || text.front() != '#') return std::nullopt;
  unsigned value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + 1, end, value, 16);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return Rgb{static_cast<std::uint8_t>(value >> 16U),
             static_cast<std::uint8_t>((value >> 8U) & 0xFFU),
             static_cast<std::uint8_t>(value & 0xFFU)};
}

std::string rgb_text(Rgb colour) {
  return fmt::format("#{:02X}{:02X}{:02X}", colour.red, colour.green, colour.blue);
}

double contrast(Rgb a, Rgb b) {
  const double one = luminance(a) + 0.05;
  const double other = luminance(b) + 0.05;
  return std::max(one, other) / std::min(one, other);
}

double accent_contrast(Rgb accent) {
  return std::min(
      {contrast(accent, kSurface), contrast(accent, kPaper), contrast(kOnAccent, accent)});
}

Rgb passing_shade(Rgb accent) {
  const auto shade = [](std::uint8_t channel, int step) {
    return static_cast<std::uint8_t>(channel * step / kSteps);
  };
  for (int step = kSteps; step > 0; --step) {
    const Rgb darker{shade(accent.red, step), shade(accent.green, step), shade(accent.blue, step)};
    if (accent_contrast(darker) >= kAccentContrast) return darker;
  }
  return Rgb{};
}

}  // namespace antre::hall
