// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "printer/bitmap.hpp"

namespace antre::printer {

/// What a thermal printer would do with the bytes of a ticket.
struct ParsedTicket {
  Bitmap picture;          ///< all bands, joined
  std::vector<int> bands;  ///< rows of each raster command
  int initialised = 0;     ///< how often ESC @ came
  int cuts = 0;
  int feed_before_cut = 0;
  int lines_fed = 0;
};

/// Knows the commands ESC @, ESC d, GS v 0 and GS V 66 and accounts for every byte; empty when a
/// byte belongs to none of them, a command is cut short, or something comes after the cut.
std::optional<ParsedTicket> parse_escpos(std::span<const std::uint8_t> bytes);

}  // namespace antre::printer
