// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "bench/figures.hpp"

/// The engine alone, in this process, without store and links. Each stands beside what was asked
/// for: nothing physical limits it but the processor.
namespace antre::bench {

/// `carry_out` of a call: decided, folded, and the clocks looked at; 100 and 100,000 waiting.
void engine_call(std::vector<Figure>& figures);
/// A journal of 100,000 tickets folded as at a start, and what a live ticket takes.
void engine_replay(std::vector<Figure>& figures);
/// `antre simulate` on a million visits, without reading and printing.
void simulate_speed(std::vector<Figure>& figures);
/// 200 runs of the forecast of a full hall: 12 counters, 100 waiting.
void forecast_speed(std::vector<Figure>& figures);

}  // namespace antre::bench
