// SPDX-License-Identifier: Apache-2.0
#include "printer/raster.hpp"

#include <cairo.h>
#include <librsvg/rsvg.h>

#include <array>
#include <memory>
#include <numbers>

#include "printer/qr_code.hpp"
#include "printer/text.hpp"

namespace antre::printer {
namespace {

/// A dot this dark is printed.
constexpr unsigned char kThreshold = 128;

/// A quarter turn.
constexpr double kQuarter = std::numbers::pi / 2;

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Cairo = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

/// The surface holds darkness only (A8): black adds it, white takes it away.
void set_ink(cairo_t* cairo, bool white) {
  cairo_set_operator(cairo, white ? CAIRO_OPERATOR_DEST_OUT : CAIRO_OPERATOR_OVER);
  cairo_set_source_rgba(cairo, 0, 0, 0, 1);
}

void draw_bar(cairo_t* cairo, const BarBox& bar) {
  set_ink(cairo, false);
  const auto& box = bar.box;
  if (bar.radius == 0) {
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  } else {
    const double radius = bar.radius;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, box.right() - radius, box.y + radius, radius, -kQuarter, 0);
    cairo_arc(cairo, box.right() - radius, box.bottom() - radius, radius, 0, kQuarter);
    cairo_arc(cairo, box.x + radius, box.bottom() - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(cairo, box.x + radius, box.y + radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(cairo);
  }
  cairo_fill(cairo);
}

void draw_qr(cairo_t* cairo, const QrBox& qr) {
  const auto code = encode_qr(qr.content);
  if (!code) {
    return;
  }
  set_ink(cairo, false);
  for (int y = 0; y < code->size; ++y) {
    for (int x = 0; x < code->size; ++x) {
      if (code->black(x, y)) {
        cairo_rectangle(cairo, qr.box.x + x * qr.module_dots, qr.box.y + y * qr.module_dots,
                        qr.module_dots, qr.module_dots);
      }
    }
  }
  cairo_fill(cairo);
}

/// A hall's own mark: whatever its colour, its shape is taken and printed white.
bool draw_svg_mark(cairo_t* cairo, const MarkBox& mark) {
  if (mark.svg_file.empty()) {
    return false;
  }
  GError* error = nullptr;
  RsvgHandle* handle = rsvg_handle_new_from_file(mark.svg_file.c_str(), &error);
  if (handle == nullptr) {
    g_clear_error(&error);
    return false;
  }
  const Surface picture(
      cairo_image_surface_create(CAIRO_FORMAT_ARGB32, mark.box.width, mark.box.height),
      &cairo_surface_destroy);
  const Cairo painter(cairo_create(picture.get()), &cairo_destroy);
  const RsvgRectangle viewport{0, 0, static_cast<double>(mark.box.width),
                               static_cast<double>(mark.box.height)};
  const bool drawn = rsvg_handle_render_document(handle, painter.get(), &viewport, &error) != FALSE;
  g_clear_error(&error);
  g_object_unref(handle);
  if (drawn) {
    set_ink(cairo, true);
    cairo_mask_surface(cairo, picture.get(), mark.box.x, mark.box.y);
  }
  return drawn;
}

/// The icon `hall`: pediment, three columns, base line, on a grid of 24 with strokes of 2.
void draw_placeholder_mark(cairo_t* cairo, const Rect& box) {
  cairo_save(cairo);
  cairo_translate(cairo, box.x, box.y);
  cairo_scale(cairo, box.width / 24.0, box.height / 24.0);
  cairo_move_to(cairo, 3, 9.5);
  cairo_line_to(cairo, 12, 4);
  cairo_line_to(cairo, 21, 9.5);
  cairo_close_path(cairo);
  for (const double column : std::array{6.5, 12.0, 17.5}) {
    cairo_move_to(cairo, column, 12.5);
    cairo_line_to(cairo, column, 17.5);
  }
  cairo_move_to(cairo, 3.5, 20.5);
  cairo_line_to(cairo, 20.5, 20.5);
  set_ink(cairo, true);
  cairo_set_line_width(cairo, 2);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke(cairo);
  cairo_restore(cairo);
}

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

Bitmap rasterise(const Layout& layout) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, layout.width, layout.height),
                        &cairo_surface_destroy);
  ANTRE_ASSERT(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS);
  const Cairo cairo(cairo_create(surface.get()), &cairo_destroy);
  for (const auto& bar : layout.bars) {
    draw_bar(cairo.get(), bar);
  }
  for (const auto& mark : layout.marks) {
    if (!draw_svg_mark(cairo.get(), mark)) {
      draw_placeholder_mark(cairo.get(), mark.box);
    }
  }
  for (const auto& qr : layout.qr_codes) {
    draw_qr(cairo.get(), qr);
  }
  for (const auto& text : layout.texts) {
    set_ink(cairo.get(), text.white);
    draw_line(cairo.get(), text.text, text.style, text.x, text.baseline);
  }
  return cut(surface.get(), layout.width, layout.height);
}

}  // namespace antre::printer
