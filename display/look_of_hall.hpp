// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/hall_settings.hpp"
#include "protocol/result.hpp"
#include "ui/look.hpp"

namespace antre::display {

/// The look a hall has chosen: its theme with its accent. kIo or kInvalid when the theme file is
/// not there or the accent is not readable on it.
[[nodiscard]] Result<ui::Look> look_of(const LookSettings& settings);

}  // namespace antre::display
