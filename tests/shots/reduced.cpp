// SPDX-License-Identifier: Apache-2.0
#include "tests/shots/reduced.hpp"

#include <SDL_image.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <vector>

namespace antre::test {
namespace {

constexpr std::size_t kMostColours = 256;

using Surface = std::unique_ptr<SDL_Surface, decltype(&SDL_FreeSurface)>;

/// Sixteen shades a channel: enough for an eye, and few enough colours for a small file.
constexpr unsigned kShades = 16;
constexpr unsigned kShadeStep = 255 / (kShades - 1);

unsigned shade_of(unsigned sum, unsigned pixels) {
  return (sum + pixels * kShadeStep / 2) / (pixels * kShadeStep);
}

/// The mean colour of a square, as three shades in one number.
unsigned mean_at(const ui::Offscreen& screen, int left, int top, int reduced) {
  std::array<unsigned, 3> sums{};
  for (int y = top; y < top + reduced; ++y) {
    for (int x = left; x < left + reduced; ++x) {
      const ui::Colour colour = screen.pixel(x, y);
      sums[0] += colour.r;
      sums[1] += colour.g;
      sums[2] += colour.b;
    }
  }
  const auto pixels = static_cast<unsigned>(reduced * reduced);
  return (shade_of(sums[0], pixels) * kShades + shade_of(sums[1], pixels)) * kShades +
         shade_of(sums[2], pixels);
}

SDL_Color colour_of(unsigned shades) {
  const auto channel = [](unsigned shade) { return static_cast<Uint8>(shade * kShadeStep); };
  return {channel(shades / (kShades * kShades)), channel(shades / kShades % kShades),
          channel(shades % kShades), 255};
}

unsigned apart(unsigned a, unsigned b) {
  const SDL_Color one = colour_of(a);
  const SDL_Color other = colour_of(b);
  return static_cast<unsigned>(std::abs(one.r - other.r) + std::abs(one.g - other.g) +
                               std::abs(one.b - other.b));
}

/// The most frequent colours, and for each colour there is the one of them that is nearest.
std::map<unsigned, Uint8> palette_of(const std::vector<unsigned>& picture,
                                     std::vector<SDL_Color>& palette) {
  std::map<unsigned, std::size_t> counts;
  for (const unsigned shades : picture) {
    ++counts[shades];
  }
  std::vector<unsigned> colours;
  colours.reserve(counts.size());
  for (const auto& [shades, n] : counts) {
    colours.push_back(shades);
  }
  std::stable_sort(colours.begin(), colours.end(),
                   [&](unsigned a, unsigned b) { return counts[a] > counts[b]; });
  const std::size_t kept = std::min(colours.size(), kMostColours);
  std::map<unsigned, Uint8> places;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    std::size_t place = i;
    if (i < kept) {
      palette.push_back(colour_of(colours[i]));
    } else {
      const auto end = colours.begin() + static_cast<std::ptrdiff_t>(kept);
      const auto nearest = std::min_element(colours.begin(), end, [&](unsigned a, unsigned b) {
        return apart(a, colours[i]) < apart(b, colours[i]);
      });
      place = static_cast<std::size_t>(nearest - colours.begin());
    }
    places[colours[i]] = static_cast<Uint8>(place);
  }
  return places;
}

}  // namespace

Result<void> save_reduced(const ui::Offscreen& screen, ui::Size size, int reduced,
                          const std::string& file) {
  const int width = static_cast<int>(size.width) / reduced;
  const int height = static_cast<int>(size.height) / reduced;
  std::vector<unsigned> picture;
  picture.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      picture.push_back(mean_at(screen, x * reduced, y * reduced, reduced));
    }
  }
  std::vector<SDL_Color> palette;
  const auto places = palette_of(picture, palette);
  const Surface surface(SDL_CreateRGBSurfaceWithFormat(0, width, height, 8, SDL_PIXELFORMAT_INDEX8),
                        &SDL_FreeSurface);
  if (!surface || SDL_SetPaletteColors(surface->format->palette, palette.data(), 0,
                                       static_cast<int>(palette.size())) != 0) {
    return Error{ErrorCode::kIo, SDL_GetError()};
  }
  auto* const bytes = static_cast<Uint8*>(surface->pixels);
  for (std::size_t i = 0; i < picture.size(); ++i) {
    const auto row = static_cast<std::ptrdiff_t>(i) / width;
    bytes[row * surface->pitch + static_cast<std::ptrdiff_t>(i) % width] = places.at(picture[i]);
  }
  if (IMG_SavePNG(surface.get(), file.c_str()) != 0) {
    return Error{ErrorCode::kIo, fmt::format("{}: {}", file, IMG_GetError())};
  }
  return {};
}

}  // namespace antre::test
