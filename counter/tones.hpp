// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "counter/actions.hpp"

namespace antre::counter {

inline constexpr int kToneRate = 48'000;

/// A short sound of two or three soft strokes, 16 bit mono at kToneRate: one rising for what is
/// due, a lower and firmer one for red, three for a call that the dispatcher made. It begins and
/// ends in silence, and is always the same samples. Empty for Tone::kNone.
[[nodiscard]] std::vector<std::int16_t> make_tone(Tone tone);

}  // namespace antre::counter
