// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "printer/layout.hpp"

#include <cairo.h>

#include <memory>

namespace antre::printer {

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using SurfacePtr = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;

struct CairoDeleter {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using CairoPtr = std::unique_ptr<cairo_t, CairoDeleter>;

/// What is painted on.
struct PaintTarget {
  bool darkness_only = false;  ///< an A8 surface: black adds to it, white takes away
  bool one_bit = false;        ///< it will be cut to black and white: shades are dithered
  double dots_per_unit = 1;    ///< of the surface, for one dot of the layout
};

/// Paints a layout with `cairo`, whose matrix leads from the layout's dots to the surface.
void paint(cairo_t* cairo, const Layout& layout, const PaintTarget& target);

}  // namespace antre::printer
