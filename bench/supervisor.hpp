// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "bench/figures.hpp"

namespace antre::bench {

/// The supervisor's page of 40 counters and 2,000 who wait: from a change of the hall to the drawn
/// page, beside a bare clear of as many pixels.
void supervisor_page(std::vector<Figure>& figures);

}  // namespace antre::bench
