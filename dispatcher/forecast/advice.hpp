// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "dispatcher/forecast/habits.hpp"
#include "dispatcher/forecast/runs.hpp"
#include "dispatcher/forecast/service_times.hpp"
#include "protocol/messages.hpp"

namespace antre::forecast {

/// A miss is probable when it comes in so many runs of a hundred.
inline constexpr int kProbablePercent = 50;

/// Of the runs, in percent, those in which a ticket misses.
[[nodiscard]] int miss_percent(const std::vector<EngineMs>& missed);

/// Which closed counter to open, or which one to ask back from its break, so that fewer tickets
/// miss: each that could take one of the probable misses is tried in runs with the same visits
/// (`outcomes` are those of `outset`). Only those that avoid at least one, the best first; where
/// two avoid the same, asking back before opening, then the lower number. Empty without probable
/// misses.
[[nodiscard]] std::vector<Advice> advise(const Outset& outset, const Outcomes& outcomes,
                                         const ServiceTimes& times, const Habits& habits);

}  // namespace antre::forecast
