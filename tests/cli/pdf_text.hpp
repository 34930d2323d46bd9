// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace antre::test {

/// What poppler reads in a PDF; empty when it is none.
[[nodiscard]] std::string pdf_text(const std::string& file);

}  // namespace antre::test
