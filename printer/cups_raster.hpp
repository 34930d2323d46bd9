// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "printer/cups_client.hpp"
#include "printer/layout.hpp"
#include "protocol/result.hpp"

namespace antre::printer {

/// How a page of PWG raster (PWG 5102.4) is made.
struct RasterForm {
  int dpi = 203;
  std::string color_type = "sgray_8";  ///< black_1, sgray_8 or srgb_8
  bool operator==(const RasterForm&) const = default;
};

/// The resolution nearest to the layout's own from above, and the type with the fewest bytes. What
/// nobody told is 203 dpi, and sgray_8, which every driverless printer must take.
[[nodiscard]] RasterForm choose_raster(const PageAbilities& able);

struct RasterPage {
  std::vector<std::uint8_t> bytes;  ///< the whole file, image/pwg-raster
  MediaSize size;
  std::string media;  ///< the size by its PWG name, "custom_80x148mm_80x148mm"
};

/// One page as wide as the paper, with the ticket in its middle, and as long as the ticket in whole
/// millimetres. Errors: kInvalid (a form that libcups does not know), kIo (it wrote nothing).
[[nodiscard]] Result<RasterPage> to_pwg_raster(const Layout& layout, int paper_mm,
                                               const RasterForm& form);

}  // namespace antre::printer
