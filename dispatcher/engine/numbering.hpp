// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "dispatcher/engine/state.hpp"

/// The numbers of a prefix: each once a day, without gaps but journalled skips.
namespace antre::engine {

/// The count that the next ticket of a line gets: the one after the last, past what is skipped.
[[nodiscard]] std::uint32_t next_count(const Line& line);

/// The count in a number of a service: 12 of "R012" for R. Nothing when the text is not the prefix
/// and a count of at least 1.
[[nodiscard]] std::optional<std::uint32_t> count_of(std::string_view number,
                                                    const ServiceId& prefix);

}  // namespace antre::engine
