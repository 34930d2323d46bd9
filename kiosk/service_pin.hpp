// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "protocol/result.hpp"

/// The PIN of the service menu, of which a file keeps only an Argon2id string.
namespace antre::kiosk {

/// The string of a file that nobody but its owner may read. Errors, one sentence each: kInvalid for
/// a file that others may read or that is no such string, kIo when it cannot be read.
[[nodiscard]] Result<std::string> load_service_pin(const std::filesystem::path& path);

/// Whether `pin` is the one of the string. Takes about 100 ms by design: not for the UI's thread.
[[nodiscard]] bool pin_matches(const std::string& pin, const std::string& hash);

}  // namespace antre::kiosk
