// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "bench/figures.hpp"

namespace antre::bench {

/// kill -9 on a day of 100,000 tickets: how soon the dispatcher that is started at once answers
/// again, and how soon a request that was in flight has its answer.
void recovery(std::vector<Figure>& figures);

}  // namespace antre::bench
