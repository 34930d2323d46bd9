// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace antre::display {

/// A folder that the hall file names, on this display's machine: one that is not absolute lies
/// beside this machine's own copy of the hall file, in `beside` (its folder; empty: it has none,
/// and the folder is looked for where the program was started).
[[nodiscard]] std::string local_path(const std::string& named, const std::string& beside);

}  // namespace antre::display
