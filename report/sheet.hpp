// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>

namespace antre::report {

/// Red, green and blue, 0 to 1.
struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

// The light theme's tokens, so that paper looks like the screens.
inline constexpr Colour kInk{0x14 / 255.0, 0x20 / 255.0, 0x2B / 255.0};
inline constexpr Colour kInk2{0x3B / 255.0, 0x48 / 255.0, 0x55 / 255.0};
inline constexpr Colour kLine{0xD6 / 255.0, 0xD0 / 255.0, 0xC4 / 255.0};
inline constexpr Colour kAccent{0x0B / 255.0, 0x4A / 255.0, 0x82 / 255.0};
inline constexpr Colour kTint{0xE4 / 255.0, 0xED / 255.0, 0xF5 / 255.0};
inline constexpr Colour kRed{0x98 / 255.0, 0x0F / 255.0, 0x19 / 255.0};
inline constexpr Colour kPaper{1, 1, 1};

enum class Weight { kRegular, kSemiBold, kBold };
enum class Align { kLeft, kRight, kCentre };

/// Points (1/72 inch).
struct Style {
  double size = 8.5;
  Weight weight = Weight::kRegular;
  Colour colour = kInk;
};

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

/// What stands on every page.
struct Frame {
  std::string header;  ///< from the second page on
  std::string footer;
  std::string page_of;  ///< "Halaman {0} dari {1}"
  int pages = 0;        ///< of the whole; 0 while it is being counted
};

/// A4 pages upright, filled from above; the next one begins where something does not fit. Lengths
/// are points. Owned by one thread; the surface outlives it.
class Sheet {
 public:
  static constexpr double kWidth = 595.276;
  static constexpr double kHeight = 841.89;
  static constexpr double kMargin = 48;
  static constexpr double kInner = kWidth - 2 * kMargin;

  Sheet(cairo_surface_t* surface, Frame frame);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  [[nodiscard]] cairo_t* cairo() const { return cairo_.get(); }
  [[nodiscard]] int page() const { return page_; }
  /// Where the next thing is put.
  [[nodiscard]] double y() const { return y_; }
  void go_down(double height) { y_ += height; }
  /// Begins a page unless so much is left on this one; true when it did.
  bool need(double height);
  /// Ends the last page.
  void finish();

  [[nodiscard]] double text_height(std::string_view text, const Style& style, double width);
  [[nodiscard]] double text_width(std::string_view text, const Style& style);
  /// Draws wrapped text into a box (its height is not kept to); gives the height used.
  double text(std::string_view text, const Style& style, const Box& box,
              Align align = Align::kLeft);
  /// A paragraph over the whole width, then a gap.
  void paragraph(std::string_view text, const Style& style, double gap);
  /// A heading that stays with what follows it (`with` points), and a bookmark to it.
  void heading(const std::string& text, double with);

  void fill(const Box& box, const Colour& colour);
  void outline(const Box& box, const Colour& colour, double width);
  /// Stripes, so that what is missed is told from what is met without colour.
  void hatch(const Box& box, const Colour& colour);
  void rule(double x, double y, double width, const Colour& colour, double thickness = 0.5);

 private:
  struct CairoDeleter {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  };
  struct LayoutDeleter {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  };
  void begin_page();
  void end_page();
  void set(std::string_view text, const Style& style, double width);
  void colour(const Colour& colour);

  cairo_surface_t* surface_;
  Frame frame_;
  std::unique_ptr<cairo_t, CairoDeleter> cairo_;
  std::unique_ptr<PangoLayout, LayoutDeleter> layout_;
  int page_ = 0;
  double y_ = 0;
};

}  // namespace antre::report
