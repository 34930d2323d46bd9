// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "bench/figures.hpp"

namespace antre::bench {

/// A thousand devices, each with both links: how long an event takes to the last of them beside a
/// bare CURVE PUB to as many sockets, and what a connection costs the dispatcher in memory.
void many_listeners(std::vector<Figure>& figures);

}  // namespace antre::bench
