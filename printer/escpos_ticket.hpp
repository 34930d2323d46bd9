// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "printer/code_page.hpp"
#include "printer/ticket_layout.hpp"

namespace antre::printer {

/// What a thermal printer can do.
struct EscposOptions {
  bool cut = true;
  /// It draws QR codes itself: sharper and faster. Needs the command GS ( k.
  bool native_qr = false;
  /// Prints no pictures: the ticket goes as plain lines in this page, in the printer's letters of
  /// 12 dots (48 a line on 80 mm, 32 on 58 mm), without mark; a QR code only with native_qr.
  std::optional<CodePage> code_page;
};

/// A whole ticket as ESC/POS.
[[nodiscard]] std::vector<std::uint8_t> ticket_to_escpos(const TicketPaper& ticket, int paper_mm,
                                                         const EscposOptions& options);

}  // namespace antre::printer
