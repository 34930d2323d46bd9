// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dispatcher/store/store.hpp"
#include "protocol/result.hpp"

namespace antre::store {

/// What a restore leaves for the next start, as the value `restored` of the table `meta`:
/// `{"wall_ms":1795000000000,"told":[{"service":"R","number":80}]}`.
[[nodiscard]] std::string restored_text(const Restored& restored);
/// Nothing of the empty text. Errors: kInvalid.
[[nodiscard]] Result<std::optional<Restored>> read_restored(std::string_view text);

}  // namespace antre::store
