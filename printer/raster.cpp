// SPDX-License-Identifier: Apache-2.0
#include "printer/raster.hpp"

#include <cairo.h>

#include <cmath>
#include <memory>

#include "printer/paint.hpp"
#include "protocol/result.hpp"

namespace antre::printer {
namespace {

/// A dot this dark is printed.
constexpr unsigned char kThreshold = 128;

Bitmap cut(cairo_surface_t* surface, int width, int height) {
  cairo_surface_flush(surface);
  Bitmap bitmap(width, height);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < height; ++y) {
    const unsigned char* line = data + static_cast<std::ptrdiff_t>(y) * stride;
    for (int x = 0; x < width; ++x) {
      if (line[x] >= kThreshold) {
        bitmap.set_black(x, y);
      }
    }
  }
  return bitmap;
}

}  // namespace

Bitmap rasterise(const Layout& layout, double scale) {
  ANTRE_ASSERT(scale > 0);
  const int width = static_cast<int>(std::lround(layout.width * scale));
  const int height = static_cast<int>(std::lround(layout.height * scale));
  const SurfacePtr surface(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height));
  ANTRE_ASSERT(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS);
  const CairoPtr cairo(cairo_create(surface.get()));
  cairo_scale(cairo.get(), scale, scale);
  paint(cairo.get(), layout, {.darkness_only = true, .one_bit = true, .dots_per_unit = scale});
  return cut(surface.get(), width, height);
}

}  // namespace antre::printer
