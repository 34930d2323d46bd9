// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "printer/bitmap.hpp"

namespace antre::printer {

/// Rows of one raster command. Small printers hold a band before they print it; 256 rows of
/// 72 bytes are 18 KiB, which all of them have.
inline constexpr int kEscposBandRows = 256;

/// How the letters of a line of text look.
struct EscposText {
  int times = 1;  ///< of the letters' usual width and height, 1 to 8
  bool bold = false;
  bool reverse = false;  ///< white on black
  bool centred = true;
};

/// Builds the bytes of a ticket from commands of the Epson ESC/POS command reference:
///
/// | bytes                        | command  | meaning                                          |
/// |------------------------------|----------|--------------------------------------------------|
/// | 1B 40                        | ESC @    | initialise: forget whatever was set before       |
/// | 1D 76 30 00 xL xH yL yH data | GS v 0   | raster image, normal size, xL+256*xH bytes a row, |
/// |                              |          | yL+256*yH rows, highest bit left, 1 is black     |
/// | 1D 28 6B pL pH 31 fn data    | GS ( k   | QR code: 41 model 2, 43 module size, 45 error    |
/// |                              |          | correction M, 50 store the content, 51 print it  |
/// | 1B 61 n                      | ESC a    | 0 left, 1 centred                                |
/// | 1B 74 n                      | ESC t    | choose the code page                             |
/// | 1D 21 n                      | GS !     | size of letters, (width-1)*16 + height-1         |
/// | 1B 45 n · 1D 42 n            | ESC E · GS B | bold · white on black                        |
/// | letters 0A                   |          | a line of text                                   |
/// | 1D 56 42 18                  | GS V 66  | feed to the cutting position and 24 motion units |
/// |                              |          | more, cut leaving one point                      |
/// | 1B 64 05                     | ESC d    | feed 5 lines, past the tear-off edge (no cutter) |
///
/// GS v 0 comes once for every kEscposBandRows rows; the bands join without a gap.
class EscposWriter {
 public:
  /// Begins with ESC @.
  EscposWriter();
  /// Rows `top` to before `bottom` of the picture.
  void rows(const Bitmap& picture, int top, int bottom);
  /// A QR code in the middle, drawn by the printer: `module_dots` 1 to 16, at most 7089 bytes.
  void qr(std::string_view content, int module_dots);
  void code_page(std::uint8_t number);
  /// One line in the code page's bytes.
  void line(std::string_view bytes, const EscposText& look);
  /// Cuts, or feeds to the tear-off edge, and gives the bytes.
  [[nodiscard]] std::vector<std::uint8_t> finish(bool cut);

 private:
  void add(std::initializer_list<unsigned> bytes);
  void add(std::string_view bytes);

  std::vector<std::uint8_t> bytes_;
};

/// A picture as raster and nothing else: the printer's code pages and fonts do not matter.
[[nodiscard]] std::vector<std::uint8_t> to_escpos(const Bitmap& picture, bool cut);

}  // namespace antre::printer
