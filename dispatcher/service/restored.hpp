// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "dispatcher/engine/state.hpp"
#include "dispatcher/store/store.hpp"
#include "protocol/messages.hpp"

namespace antre::service {

/// Numbers that a store that was put back may have given already, for each prefix where nobody said
/// how far they went (architecture.md).
inline constexpr std::uint32_t kSkippedNumbers = 100;
/// A number beyond this was told by mistake: no hall gives so many in a day.
inline constexpr std::uint32_t kMostTold = 999'999;

/// The numbers of today that may be out, of each service: up to the one that was told, when that is
/// beyond what was given; kSkippedNumbers from the next one where nothing was told. Behind what was
/// skipped before: a store may be put back twice.
[[nodiscard]] std::vector<Event> numbers_out(const engine::State& state,
                                             const std::vector<store::Told>& told);

}  // namespace antre::service
