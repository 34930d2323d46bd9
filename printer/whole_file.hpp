// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "protocol/result.hpp"

namespace antre::printer {

/// Writes a file that appears whole or not at all and replaces what was there; its folder must
/// exist. The bytes go to ".NAME.new" beside it first. Error: kIo, with the path and the reason.
[[nodiscard]] Result<void> write_whole(const std::filesystem::path& file, std::string_view bytes);

}  // namespace antre::printer
