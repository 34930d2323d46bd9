// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "bench/figures.hpp"

namespace antre::bench {

/// Reports over a year and over ten years of a real store, beside what SQLite needs to count and
/// add up the same rows; and the memory they take.
void reports(std::vector<Figure>& figures);

}  // namespace antre::bench
