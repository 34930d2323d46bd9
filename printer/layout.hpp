// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace antre::printer {

/// A rectangle of dots, y downwards.
struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  [[nodiscard]] int right() const { return x + width; }
  [[nodiscard]] int bottom() const { return y + height; }
  bool operator==(const Rect&) const = default;
};

/// The faces of a ticket. Nothing is lighter than Medium: thermal paper breaks thin strokes.
enum class Face { kMedium, kSemiBold, kBold, kDisplayBold };

struct TextStyle {
  Face face = Face::kMedium;
  int size = 0;  ///< the em in dots
  bool operator==(const TextStyle&) const = default;
};

/// One line of text; it is never broken again.
struct TextBox {
  std::string text;
  TextStyle style;
  int x = 0;           ///< where the pen starts
  int baseline = 0;    ///< y of the baseline
  Rect ink;            ///< the dots that the glyphs touch
  bool white = false;  ///< white on a bar
};

/// A filled black rectangle: a rule or a bar.
struct BarBox {
  Rect box;
  int radius = 0;
};

/// A QR code; `box` is the code itself, the quiet zone around it is kept free of ink.
struct QrBox {
  Rect box;
  int module_dots = 0;
  std::string content;
};

/// The hall's mark. A shape is drawn white into `box` on the black `ground`; a picture takes the
/// whole ground. A file that is no picture: the neutral placeholder, a shape.
struct MarkBox {
  Rect box;
  std::string file;
  Rect ground;
  int radius = 0;  ///< of the ground
};

/// Where everything is, in dots of 1/8 mm from the upper left corner of the printable area.
struct Layout {
  int width = 0;
  int height = 0;
  int margin = 0;  ///< no ink left or right of it
  std::vector<TextBox> texts;
  std::vector<BarBox> bars;
  std::vector<QrBox> qr_codes;
  std::vector<MarkBox> marks;
};

}  // namespace antre::printer
