// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "printer/spool_monitor.hpp"
#include "protocol/result.hpp"

namespace antre::printer {

/// The answers to DLE EOT 2, 3 and 4 (Epson's real-time status), which print nothing:
///
/// | question     | bits of the answer                                        | reason |
/// |--------------|-----------------------------------------------------------|--------------------|
/// | 10 04 02     | 04 cover open · 20 stopped by the end of paper             | cover-open ·
/// media-empty | | 10 04 03     | 08 cutter · 20, 40 other errors                           |
/// cutter-error · media-jam | | 10 04 04     | 0C paper near its end · 60 no paper | media-low ·
/// media-empty |
///
/// Of every answer bits 93 are 12.
using EscposStatus = std::array<std::uint8_t, 3>;

/// The reasons, in the words of IPP; empty when the bytes are no answers to these questions.
[[nodiscard]] std::optional<std::vector<std::string>> escpos_reasons(const EscposStatus& status);

/// Asks a printer at a TCP port. It takes one connection at a time, so not while it prints. Takes
/// twice `timeout` at most. Error kUnreachable: not reached, no answer, or none that is understood.
[[nodiscard]] Result<PrinterSeen> ask_escpos_status(const std::string& host, int port,
                                                    std::chrono::milliseconds timeout);

}  // namespace antre::printer
