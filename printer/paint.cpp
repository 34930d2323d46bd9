// SPDX-License-Identifier: Apache-2.0
#include "printer/paint.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "printer/mark.hpp"
#include "printer/qr_code.hpp"
#include "printer/text.hpp"

namespace antre::printer {
namespace {

/// A quarter turn.
constexpr double kQuarter = std::numbers::pi / 2;

class Painter {
 public:
  Painter(cairo_t* cairo, const PaintTarget& target) : cairo_(cairo), target_(target) {}

  void bar(const Rect& box, int radius) {
    set_ink(false);
    if (radius == 0) {
      cairo_rectangle(cairo_, box.x, box.y, box.width, box.height);
    } else {
      const double r = radius;
      cairo_new_sub_path(cairo_);
      cairo_arc(cairo_, box.right() - r, box.y + r, r, -kQuarter, 0);
      cairo_arc(cairo_, box.right() - r, box.bottom() - r, r, 0, kQuarter);
      cairo_arc(cairo_, box.x + r, box.bottom() - r, r, kQuarter, 2 * kQuarter);
      cairo_arc(cairo_, box.x + r, box.y + r, r, 2 * kQuarter, 3 * kQuarter);
      cairo_close_path(cairo_);
    }
    cairo_fill(cairo_);
  }

  void qr(const QrBox& qr) {
    const auto code = encode_qr(qr.content);
    if (!code) {
      return;
    }
    set_ink(false);
    for (int y = 0; y < code->size; ++y) {
      for (int x = 0; x < code->size; ++x) {
        if (code->black(x, y)) {
          cairo_rectangle(cairo_, qr.box.x + x * qr.module_dots, qr.box.y + y * qr.module_dots,
                          qr.module_dots, qr.module_dots);
        }
      }
    }
    cairo_fill(cairo_);
  }

  void mark(const MarkBox& mark) {
    const auto size = [&](int dots) {
      return static_cast<int>(std::lround(dots * target_.dots_per_unit));
    };
    const auto image =
        load_mark(mark.file, {size(mark.box.width), size(mark.ground.width), target_.one_bit});
    if (image && !image->shape) {
      set_ink(false);
      stamp(*image, mark.ground);
      return;
    }
    bar(mark.ground, mark.radius);
    set_ink(true);
    if (image) {
      stamp(*image, mark.box);
    } else {
      placeholder(mark.box);
    }
  }

  void text(const TextBox& text) {
    set_ink(text.white);
    draw_line(cairo_, text.text, text.style, text.x, text.baseline);
  }

 private:
  void set_ink(bool white) {
    if (target_.darkness_only) {
      cairo_set_operator(cairo_, white ? CAIRO_OPERATOR_DEST_OUT : CAIRO_OPERATOR_OVER);
      cairo_set_source_rgba(cairo_, 0, 0, 0, 1);
    } else {
      const double light = white ? 1 : 0;
      cairo_set_source_rgb(cairo_, light, light, light);
    }
  }

  /// The image in the colour that is set.
  void stamp(const MarkImage& image, const Rect& box) {
    const SurfacePtr mask(cairo_image_surface_create(CAIRO_FORMAT_A8, image.side, image.side));
    unsigned char* data = cairo_image_surface_get_data(mask.get());
    if (data == nullptr) {
      return;
    }
    const int stride = cairo_image_surface_get_stride(mask.get());
    for (int y = 0; y < image.side; ++y) {
      for (int x = 0; x < image.side; ++x) {
        data[static_cast<std::ptrdiff_t>(y) * stride + x] = image.ink_at(x, y);
      }
    }
    cairo_surface_mark_dirty(mask.get());
    cairo_save(cairo_);
    cairo_translate(cairo_, box.x, box.y);
    cairo_scale(cairo_, static_cast<double>(box.width) / image.side,
                static_cast<double>(box.height) / image.side);
    cairo_pattern_t* pattern = cairo_pattern_create_for_surface(mask.get());
    // Dots that were chosen for this resolution are not to be mixed again.
    cairo_pattern_set_filter(pattern, target_.one_bit ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
    cairo_mask(cairo_, pattern);
    cairo_pattern_destroy(pattern);
    cairo_restore(cairo_);
  }

  /// The icon `hall`: pediment, three columns, base line, on a grid of 24 with strokes of 2.
  void placeholder(const Rect& box) {
    cairo_save(cairo_);
    cairo_translate(cairo_, box.x, box.y);
    cairo_scale(cairo_, box.width / 24.0, box.height / 24.0);
    cairo_move_to(cairo_, 3, 9.5);
    cairo_line_to(cairo_, 12, 4);
    cairo_line_to(cairo_, 21, 9.5);
    cairo_close_path(cairo_);
    for (const double column : std::array{6.5, 12.0, 17.5}) {
      cairo_move_to(cairo_, column, 12.5);
      cairo_line_to(cairo_, column, 17.5);
    }
    cairo_move_to(cairo_, 3.5, 20.5);
    cairo_line_to(cairo_, 20.5, 20.5);
    cairo_set_line_width(cairo_, 2);
    cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo_);
    cairo_restore(cairo_);
  }

  cairo_t* cairo_;
  const PaintTarget& target_;
};

}  // namespace

void paint(cairo_t* cairo, const Layout& layout, const PaintTarget& target) {
  Painter painter(cairo, target);
  for (const auto& bar : layout.bars) {
    painter.bar(bar.box, bar.radius);
  }
  for (const auto& mark : layout.marks) {
    painter.mark(mark);
  }
  for (const auto& qr : layout.qr_codes) {
    painter.qr(qr);
  }
  for (const auto& text : layout.texts) {
    painter.text(text);
  }
}

}  // namespace antre::printer
