// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "printer/ticket_layout.hpp"
#include "protocol/result.hpp"

namespace antre::printer {

/// A ticket as a picture, without a printer. The number must not be empty and the paper must be one
/// of is_paper_width(). Each thread may call these at any time.

/// The dots that a thermal printer gets, as the bytes of a PNG file.
[[nodiscard]] Result<std::string> render_png(const TicketPaper& ticket, int paper_mm);

/// One page as wide as the paper, with real text and lines, as the bytes of a PDF file.
[[nodiscard]] Result<std::string> render_pdf(const TicketPaper& ticket, int paper_mm);

/// Writes the ticket to `file`, whole or not at all, replacing what is there. Its extension says
/// how: .png or .pdf. Errors: kInvalid (other extension or paper, no number), kIo (not written).
[[nodiscard]] Result<void> write_preview(const TicketPaper& ticket, int paper_mm,
                                         const std::filesystem::path& file);

}  // namespace antre::printer
