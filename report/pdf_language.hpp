// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace antre::report {

/// Says in a PDF of Cairo 1.16, which cannot, what language it is in (/Lang of the catalogue, as an
/// incremental update at its end). A PDF that is made otherwise is given back as it was.
[[nodiscard]] std::string with_language(std::string pdf, std::string_view language);

}  // namespace antre::report
