// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "bench/figures.hpp"

namespace antre::bench {

/// A hall under load for so many minutes, half of it over a bad network, with a kill -9 of the
/// dispatcher every 20 s and a cut every 7 s: whether memory, files and descriptors stay flat, and
/// whether every number that a client was told is in the journal once.
void soak(std::vector<Figure>& figures, double minutes);

}  // namespace antre::bench
