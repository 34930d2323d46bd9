// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

namespace antre::test {

/// The entries of one .po file: key -> its texts (one, or one for each plural form).
using PoFile = std::map<std::string, std::vector<std::string>>;

/// Reads assets/i18n/LANGUAGE.po. A key that is there twice, or a line that is no .po, fails the
/// test that asks.
[[nodiscard]] PoFile read_po(const std::string& language);

/// The replacement fields of a text in order, "{}" or "{0}".
[[nodiscard]] std::vector<std::string> fields(const std::string& text);

}  // namespace antre::test
