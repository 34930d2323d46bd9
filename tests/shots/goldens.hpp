// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "protocol/result.hpp"

namespace antre::test {

/// Draws every page of the kiosk in every language, upright and landscape, usual and in large text,
/// and keeps a sixth of each side of it as a PNG file of at most 256 colours in `folder`: small
/// enough to be kept with the sources, large enough that a word that changed is seen. Needs no
/// display. `drawn` is told the name of each file when it is there.
[[nodiscard]] Result<void> draw_goldens(const std::string& folder,
                                        const std::function<void(const std::string&)>& drawn = {});

/// The same for the hall display, which draw_goldens() draws too: every state in every language,
/// landscape and upright; in every theme; at 1280x720 and 3840x2160; and the counters' signs.
[[nodiscard]] Result<void> draw_display_goldens(
    const std::string& folder, const std::function<void(const std::string&)>& drawn = {});

}  // namespace antre::test
