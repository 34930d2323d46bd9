// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ui/canvas.hpp"
#include "ui/sdl_ptr.hpp"

namespace antre::ui {

/// Shapes and pictures as pixels. Masks are white with the shape in the opacity, to be tinted.

/// nullptr if `svg` cannot be read.
[[nodiscard]] SurfacePtr rasterise_mask(const std::string& svg, int width, int height);
[[nodiscard]] SurfacePtr disc_mask(int radius);
/// Arcs as an SVG of this many device px, moved by `by` reference px and then scaled.
[[nodiscard]] std::string arcs_svg(std::span<const Arc> arcs, Point by, double scale, int width,
                                   int height);
/// A blurred rounded square whose corners serve every rectangle: `corner` px of each side.
struct ShadowMask {
  SurfacePtr surface;
  int corner = 0;  ///< size of a corner slice
  int spread = 0;  ///< how far the shadow reaches out of the rectangle
};
[[nodiscard]] ShadowMask shadow_mask(int radius, int blur);
/// The SVG text of an icon, turned and with the stroke of a large one; empty if there is no file.
[[nodiscard]] std::string icon_svg(std::string_view name, double turn_degrees, bool large);
/// A picture scaled and cropped (or made to fit) to this size; nullptr if it cannot be read.
[[nodiscard]] SurfacePtr scaled_picture(const std::string& path, int width, int height,
                                        ImageFit fit);

}  // namespace antre::ui
