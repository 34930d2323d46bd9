// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/colour.hpp"
#include "ui/geometry.hpp"
#include "ui/text.hpp"

namespace antre::ui {

/// One line of text as the canvas is asked to draw it. `at.y` is the top of the line box; `at.x` is
/// its left, middle or right as `align` says. `container` is what it has to stay inside, if that is
/// not the screen.
struct TextRun {
  std::string text;
  Point at;
  TextStyle style;
  Colour colour;
  Align align = Align::kLeft;
  std::optional<Rect> container;
};

/// A part of a ring with butt ends, angles in degrees clockwise from 12 o'clock.
struct Arc {
  Point centre;
  double outer_radius = 0;
  double inner_radius = 0;
  double from = 0;
  double to = 0;
};

/// The dark modules of a QR code, row by row.
struct BitMatrix {
  int size = 0;
  std::vector<bool> dark;
};

enum class ShadowKind { kLow, kHigh };
enum class ImageFit { kCover, kContain };

/// What scenes draw on. Coordinates are reference px from the top left; rectangles are rounded to
/// device px after scaling. size() is at least the reference size: the rest of a window with
/// another shape is given to the scene's growing margins. Lives for one frame or longer, one
/// thread; drawing never fails (a missing picture draws nothing).
class Canvas {
 public:
  Canvas() = default;
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;
  virtual ~Canvas() = default;

  [[nodiscard]] virtual Size size() const = 0;
  /// Device px per reference px.
  [[nodiscard]] virtual double scale() const = 0;
  [[nodiscard]] virtual TextMeasurer& measurer() = 0;

  virtual void fill_rect(const Rect& rect, Colour colour) = 0;
  virtual void fill_round(const Rect& rect, double radius, Colour colour) = 0;
  /// A soft shadow of a rounded rectangle, to be drawn before it.
  virtual void shadow(const Rect& rect, double radius, ShadowKind kind, Colour ink) = 0;
  virtual void draw(const TextRun& run) = 0;
  /// assets/icons/NAME.svg in one colour, centred in `rect`; `turn_degrees` clockwise.
  virtual void icon(std::string_view name, const Rect& rect, Colour colour,
                    double turn_degrees = 0) = 0;
  /// A picture file (PNG, JPEG, WebP or SVG); false if it cannot be read (nothing is drawn).
  virtual bool image(const std::string& path, const Rect& rect,
                     ImageFit fit = ImageFit::kCover) = 0;
  /// Parts of rings that do not overlap.
  virtual void arcs(std::span<const Arc> arcs, Colour colour) = 0;
  /// Square modules of a whole number of device px, centred in `rect`.
  virtual void modules(const BitMatrix& code, const Rect& rect, Colour dark) = 0;

  /// Everything until the matching pop is multiplied, moved or cut. They nest.
  virtual void push_opacity(double opacity) = 0;
  virtual void pop_opacity() = 0;
  virtual void push_offset(double dx, double dy) = 0;
  virtual void pop_offset() = 0;
  virtual void push_clip(const Rect& rect) = 0;
  virtual void pop_clip() = 0;

  /// Says that `rect` can be pressed; the recording canvas checks its size and distance.
  virtual void control(const Rect& rect, std::string_view name) = 0;
  /// Says that what follows lies over `rect` on purpose (a sheet over a list).
  virtual void overlay(const Rect& rect) = 0;

  /// Outer shape in `line`, inner shape in `inside` on top.
  void outline_round(const Rect& rect, double radius, double stroke, Colour line, Colour inside);
  void fill_disc(Point centre, double diameter, Colour colour);
  /// Round dots of `size` with their centres `step` apart.
  void dotted_line(Point from, double length, double size, double step, Colour colour);
  /// One line at (x, y): y is the top of the line box, x as `align` says.
  void text(std::string_view text, Point at, const TextStyle& style, Colour colour,
            Align align = Align::kLeft);
  /// One line in the middle of the height of `box`, scaled down if it is too wide for it.
  void text_in(std::string_view text, const Rect& box, const TextStyle& style, Colour colour,
               Align align = Align::kLeft);
  /// Lines from the top of `box`, wrapped at its width; returns the height used. The last line of
  /// `max_lines` is scaled down if the rest does not fit.
  double paragraph(std::string_view text, const Rect& box, const TextStyle& style, Colour colour,
                   Align align = Align::kLeft, int max_lines = 0);
  [[nodiscard]] double text_width(std::string_view text, const TextStyle& style);
};

/// Keeps a push for a scope.
class OpacityScope {
 public:
  OpacityScope(Canvas& canvas, double opacity) : canvas_(canvas) { canvas_.push_opacity(opacity); }
  OpacityScope(const OpacityScope&) = delete;
  OpacityScope& operator=(const OpacityScope&) = delete;
  ~OpacityScope() { canvas_.pop_opacity(); }

 private:
  Canvas& canvas_;
};
class OffsetScope {
 public:
  OffsetScope(Canvas& canvas, double dx, double dy) : canvas_(canvas) {
    canvas_.push_offset(dx, dy);
  }
  OffsetScope(const OffsetScope&) = delete;
  OffsetScope& operator=(const OffsetScope&) = delete;
  ~OffsetScope() { canvas_.pop_offset(); }

 private:
  Canvas& canvas_;
};
class ClipScope {
 public:
  ClipScope(Canvas& canvas, const Rect& rect) : canvas_(canvas) { canvas_.push_clip(rect); }
  ClipScope(const ClipScope&) = delete;
  ClipScope& operator=(const ClipScope&) = delete;
  ~ClipScope() { canvas_.pop_clip(); }

 private:
  Canvas& canvas_;
};

}  // namespace antre::ui
