// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "counter/counter_model.hpp"
#include "ui/input.hpp"

namespace antre::counter {

/// What a key means in the model's state; nothing for a key that means nothing anywhere. A key of
/// ours that is of no use now is given all the same: the model refuses it visibly. Keys held down
/// repeat only where they move something.
[[nodiscard]] std::optional<Touch> touch_of(const CounterModel& model, const ui::KeyPress& press);

}  // namespace antre::counter
