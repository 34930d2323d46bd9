// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "printer/bitmap.hpp"

namespace antre::printer {

/// A line that the printer prints in its own letters.
struct ParsedLine {
  std::string bytes;  ///< of the code page
  int width = 1;      ///< times the usual
  int height = 1;
  bool bold = false;
  bool reverse = false;
  bool centred = false;
};

/// A QR code that the printer draws.
struct ParsedQr {
  std::string content;
  int module_dots = 0;
  int top = 0;  ///< of the code in the picture
};

/// What a thermal printer would do with the bytes of a ticket.
struct ParsedTicket {
  Bitmap picture;          ///< all bands and the printer's QR codes, joined
  std::vector<int> bands;  ///< rows of each raster command
  std::vector<ParsedQr> qr_codes;
  std::vector<ParsedLine> lines;
  std::vector<int> code_pages;  ///< each choice of one
  int initialised = 0;          ///< how often ESC @ came
  int cuts = 0;
  int feed_before_cut = 0;
  int lines_fed = 0;
};

/// A printer with a head of `head_dots` that knows ESC @, ESC a, ESC d, ESC E, ESC t, GS !, GS B,
/// GS ( k, GS v 0 and GS V 66 and accounts for every byte; empty when a byte belongs to none of
/// them, a command is cut short or has a value that Epson's reference does not, a line is longer
/// than the paper is wide, a QR code is drawn without content, or something comes after the cut.
std::optional<ParsedTicket> parse_escpos(std::span<const std::uint8_t> bytes, int head_dots = 576);

}  // namespace antre::printer
