// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <vector>

#include "cli/look.hpp"
#include "protocol/hall_view.hpp"

/// The part of the hall's status that is about printers and papers. Pure.
namespace antre::cli {

/// What a printer's reason means: "out of paper" of "media-empty"; one that is not known as it is.
[[nodiscard]] std::string reason_words(const std::string& reason);
/// Tickets of the hall whose paper failed, or of which nobody knows whether it came out.
[[nodiscard]] std::vector<const ViewTicket*> doubtful_papers(const HallView& view);

/// A row a kiosk: how its printer is and since when, and what became of its last paper.
[[nodiscard]] std::string printers_table(const HallView& view, const Look& look = {});
/// "\nNo paper for certain: R012 failed (out of paper)"; empty when all is well.
[[nodiscard]] std::string papers_words(const HallView& view);
/// A sentence for each printer that said it is not ready.
[[nodiscard]] std::vector<std::string> printer_problems(const HallView& view);

[[nodiscard]] boost::json::array printers_json(const HallView& view);
[[nodiscard]] boost::json::array papers_json(const HallView& view);

}  // namespace antre::cli
