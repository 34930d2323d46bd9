// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "protocol/hall_view.hpp"

namespace antre::service {

/// Session and number of a request that could not be decoded, as far as they can be read, so that
/// the refusal finds the one who waits for it. The body is of no meaning.
[[nodiscard]] Request envelope_of(std::string_view bytes);

}  // namespace antre::service
