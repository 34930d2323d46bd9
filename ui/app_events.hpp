// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SDL.h>

#include <optional>

#include "ui/input.hpp"

namespace antre::ui {

/// An SDL event as the scenes' input; empty if it is none. `window` is the size in SDL's window
/// units, `reference` what is drawn in it (Canvas::size()).
[[nodiscard]] std::optional<Input> input_of(const SDL_Event& event, Size window, Size reference);

}  // namespace antre::ui
