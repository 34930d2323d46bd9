// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace antre::hall {

/// How many letters must be put in, left out, changed or swapped with their neighbour to get from
/// `a` to `b` (optimal string alignment); bytes, as keys are ASCII.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The word of `known` that `word` was probably meant to be, or empty when none is near.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// "did you mean 'name'?" when a known word is near, else "known are: a, b, c".
[[nodiscard]] std::string suggestion(std::string_view word, const std::vector<std::string>& known);

}  // namespace antre::hall
