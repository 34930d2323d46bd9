// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "protocol/hall_settings.hpp"
#include "protocol/result.hpp"
#include "ui/look.hpp"

namespace antre::counter {

/// The window's look: the hall's theme and accent, or dark where the officer wishes (`--dark`). An
/// accent that cannot be read on the theme is left out. kIo or kInvalid when the theme's file is
/// not there or wrong.
[[nodiscard]] Result<ui::Look> look_of(const LookSettings& settings, bool dark);

}  // namespace antre::counter
