// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

namespace antre::printer {

/// A table of 256 letters that thermal printers have.
struct CodePage {
  std::string_view name;  ///< "CP437"
  std::uint8_t number;    ///< of ESC t in Epson's list
};

/// The page of a name. Error kInvalid: not known; the detail lists the known ones.
[[nodiscard]] Result<CodePage> find_code_page(std::string_view name);

/// A text in UTF-8 in the bytes of the page, one for each letter. A letter that the page has not
/// becomes what reads most like it: without its accent (ș -> s), a hyphen for dashes, plain quotes,
/// "EUR"; what has no likeness becomes '?'. Control characters become spaces.
[[nodiscard]] std::string to_code_page(std::string_view text, const CodePage& page);

}  // namespace antre::printer
