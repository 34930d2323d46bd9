// SPDX-License-Identifier: Apache-2.0
#include "ui/sdl_pictures.hpp"

#include <SDL_image.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numbers>
#include <vector>

#include "ui/assets.hpp"

namespace antre::ui {
namespace {

// The rasteriser has few steps of opacity; four times the size and then the mean has enough.
constexpr int kOversample = 4;
// As it stands in every icon file.
constexpr std::string_view kStroke = R"(stroke-width="2")";

SurfacePtr new_surface(int width, int height) {
  return SurfacePtr(SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888));
}

SurfacePtr to_argb(SurfacePtr surface) {
  if (!surface) {
    return surface;
  }
  return SurfacePtr(SDL_ConvertSurfaceFormat(surface.get(), SDL_PIXELFORMAT_ARGB8888, 0));
}

Uint32* row_of(SDL_Surface* surface, int y) {
  return static_cast<Uint32*>(static_cast<void*>(static_cast<Uint8*>(surface->pixels) +
                                                 std::ptrdiff_t{y} * surface->pitch));
}

Uint32 white(double coverage) {
  const auto alpha = static_cast<Uint32>(std::lround(std::clamp(coverage, 0.0, 1.0) * 255));
  return alpha << 24U | 0x00FFFFFFU;
}

SurfacePtr load_svg(const std::string& svg, int width, int height) {
  SDL_RWops* const source = SDL_RWFromConstMem(svg.data(), static_cast<int>(svg.size()));
  SurfacePtr surface(IMG_LoadSizedSVG_RW(source, width, height));
  SDL_RWclose(source);
  return to_argb(std::move(surface));
}

// Mean of the four px that become one, weighted by their opacity.
Uint32 mean4(const Uint32* upper, const Uint32* lower) {
  Uint32 alpha = 0;
  std::array<Uint32, 3> sums{};
  for (const Uint32 pixel : {upper[0], upper[1], lower[0], lower[1]}) {
    const Uint32 a = pixel >> 24U;
    alpha += a;
    for (unsigned channel = 0; channel < 3; ++channel) {
      sums.at(channel) += a * (pixel >> (8U * channel) & 0xFFU);
    }
  }
  Uint32 result = (alpha + 2) / 4 << 24U;
  for (unsigned channel = 0; alpha > 0 && channel < 3; ++channel) {
    result |= (sums.at(channel) + alpha / 2) / alpha << (8U * channel);
  }
  return result;
}

SurfacePtr halved(const SurfacePtr& from) {
  SurfacePtr to = new_surface(from->w / 2, from->h / 2);
  for (int y = 0; to && y < to->h; ++y) {
    const Uint32* const upper = row_of(from.get(), 2 * y);
    const Uint32* const lower = row_of(from.get(), 2 * y + 1);
    for (int x = 0; x < to->w; ++x) {
      row_of(to.get(), y)[x] = mean4(upper + std::ptrdiff_t{2} * x, lower + std::ptrdiff_t{2} * x);
    }
  }
  return to;
}

// One pass of a box filter along lines of `count` values that are `step` apart.
void blur_line(std::vector<double>& mask, std::size_t first, std::size_t step, int count,
               int reach) {
  std::vector<double> before(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < before.size(); ++i) {
    before[i] = mask[first + i * step];
  }
  double sum = 0;
  const auto at = [&](int i) { return i < 0 || i >= count ? 0 : before[static_cast<size_t>(i)]; };
  for (int i = -reach; i <= reach; ++i) {
    sum += at(i);
  }
  for (int i = 0; i < count; ++i) {
    mask[first + static_cast<std::size_t>(i) * step] = sum / (2 * reach + 1);
    sum += at(i + reach + 1) - at(i - reach);
  }
}

bool is_svg(const std::string& path) {
  return path.size() > 4 && path.ends_with(".svg");
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

SurfacePtr rasterise_mask(const std::string& svg, int width, int height) {
  SurfacePtr large = load_svg(svg, width * kOversample, height * kOversample);
  if (!large || large->w < width * kOversample || large->h < height * kOversample) {
    return nullptr;
  }
  SurfacePtr mask = new_surface(width, height);
  for (int y = 0; mask && y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      Uint32 sum = 0;
      for (int dy = 0; dy < kOversample; ++dy) {
        const Uint32* const row = row_of(large.get(), y * kOversample + dy);
        for (int dx = 0; dx < kOversample; ++dx) {
          sum += row[x * kOversample + dx] >> 24U;
        }
      }
      row_of(mask.get(), y)[x] = white(sum / (255.0 * kOversample * kOversample));
    }
  }
  return mask;
}

SurfacePtr disc_mask(int radius) {
  const int size = 2 * radius;
  return rasterise_mask(
      fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}" )"
                  R"(viewBox="0 0 {0} {0}"><circle cx="{1}" cy="{1}" r="{1}" fill="#fff"/></svg>)",
                  size, radius),
      size, size);
}

std::string arcs_svg(std::span<const Arc> arcs, Point by, double scale, int width, int height) {
  std::string path;
  const auto corner = [&](const Arc& arc, double radius, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    return fmt::format("{:.3f} {:.3f}", (arc.centre.x + by.x + radius * std::sin(angle)) * scale,
                       (arc.centre.y + by.y - radius * std::cos(angle)) * scale);
  };
  for (const Arc& arc : arcs) {
    // An SVG arc of a full turn is nothing, so one over half a turn is drawn in two steps.
    const double middle = (arc.from + arc.to) / 2;
    const double outer = arc.outer_radius * scale;
    const double inner = arc.inner_radius * scale;
    path +=
        fmt::format("M{} A{r:.3f} {r:.3f} 0 0 1 {} A{r:.3f} {r:.3f} 0 0 1 {} ",
                    corner(arc, arc.outer_radius, arc.from), corner(arc, arc.outer_radius, middle),
                    corner(arc, arc.outer_radius, arc.to), fmt::arg("r", outer));
    path +=
        fmt::format("L{} A{r:.3f} {r:.3f} 0 0 0 {} A{r:.3f} {r:.3f} 0 0 0 {} Z ",
                    corner(arc, arc.inner_radius, arc.to), corner(arc, arc.inner_radius, middle),
                    corner(arc, arc.inner_radius, arc.from), fmt::arg("r", inner));
  }
  return fmt::format(R"svg(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" )svg"
                     R"svg(viewBox="0 0 {0} {1}"><path d="{2}" fill="#fff"/></svg>)svg",
                     width, height, path);
}

ShadowMask shadow_mask(int radius, int blur) {
  // Three box filters of this reach come close to a Gauss curve of sigma = blur / 2.
  const int reach = std::max(1, static_cast<int>(std::lround(blur / 2.0 * 0.94)));
  ShadowMask result;
  result.spread = 3 * reach;
  result.corner = radius + 2 * result.spread;
  const int side = 2 * result.corner + 2;
  const double half = side / 2.0 - result.spread;
  std::vector<double> mask(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  const auto width = static_cast<std::size_t>(side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double dx = std::max(0.0, std::abs(x + 0.5 - side / 2.0) - (half - radius));
      const double dy = std::max(0.0, std::abs(y + 0.5 - side / 2.0) - (half - radius));
      mask[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)] =
          std::clamp(radius + 0.5 - std::hypot(dx, dy), 0.0, 1.0);
    }
  }
  for (int pass = 0; pass < 3; ++pass) {
    for (std::size_t i = 0; i < width; ++i) {
      blur_line(mask, i * width, 1, side, reach);
    }
    for (std::size_t i = 0; i < width; ++i) {
      blur_line(mask, i, width, side, reach);
    }
  }
  result.surface = new_surface(side, side);
  for (int y = 0; result.surface && y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      row_of(result.surface.get(), y)[x] =
          white(mask[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)]);
    }
  }
  return result;
}

std::string icon_svg(std::string_view name, double turn_degrees, bool large) {
  std::string svg = read_text(asset_path(fmt::format("icons/{}.svg", name)));
  const std::size_t open = svg.find("<svg");
  const std::size_t body = open == std::string::npos ? open : svg.find('>', open);
  const std::size_t close = svg.rfind("</svg>");
  if (body == std::string::npos || close == std::string::npos) {
    return {};
  }
  svg.insert(close, "</g>");
  svg.insert(body + 1, fmt::format(R"svg(<g transform="rotate({} 12 12)">)svg", turn_degrees));
  if (const std::size_t stroke = svg.find(kStroke); large && stroke != std::string::npos) {
    svg.replace(stroke, kStroke.size(), R"(stroke-width="1.6")");
  }
  return svg;
}

SurfacePtr scaled_picture(const std::string& path, int width, int height, ImageFit fit) {
  SurfacePtr picture = is_svg(path) ? load_svg(read_text(path), width, 0)
                                    : to_argb(SurfacePtr(IMG_Load(path.c_str())));
  if (!picture || picture->w < 1 || picture->h < 1) {
    return nullptr;
  }
  const double across = static_cast<double>(width) / picture->w;
  const double down = static_cast<double>(height) / picture->h;
  const double scale = fit == ImageFit::kCover ? std::max(across, down) : std::min(across, down);
  // Halving first: a linear filter alone would skip px of a large photograph.
  double left = scale;
  while (left <= 0.5 && picture && picture->w > 1 && picture->h > 1) {
    picture = halved(picture);
    left *= 2;
  }
  SurfacePtr result = new_surface(width, height);
  if (!picture || !result) {
    return nullptr;
  }
  SDL_Rect source{0, 0, picture->w, picture->h};
  SDL_Rect target{0, 0, width, height};
  if (fit == ImageFit::kCover) {
    source.w = std::clamp(static_cast<int>(std::lround(width / left)), 1, picture->w);
    source.h = std::clamp(static_cast<int>(std::lround(height / left)), 1, picture->h);
    source.x = (picture->w - source.w) / 2;
    source.y = (picture->h - source.h) / 2;
  } else {
    target.w = std::clamp(static_cast<int>(std::lround(picture->w * left)), 1, width);
    target.h = std::clamp(static_cast<int>(std::lround(picture->h * left)), 1, height);
    target.x = (width - target.w) / 2;
    target.y = (height - target.h) / 2;
  }
  SDL_SetSurfaceBlendMode(picture.get(), SDL_BLENDMODE_NONE);
  if (SDL_SoftStretchLinear(picture.get(), &source, result.get(), &target) != 0) {
    return nullptr;
  }
  return result;
}

}  // namespace antre::ui
