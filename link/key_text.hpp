// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

namespace antre::link {

/// The text of key files: lines `field = value`, empty lines, and comments that begin with #.
/// (No comment behind a value: Z85 uses # itself.) Pure.

struct FieldText {
  std::string value;
  int line = 0;  ///< from 1, for messages
};
using Fields = std::map<std::string, FieldText, std::less<>>;

/// Reads exactly the fields named. Errors: kInvalid as "FILE:LINE: what" for a line that is no
/// field, an unknown field, one given twice, or one missing.
[[nodiscard]] Result<Fields> parse_fields(std::string_view text, std::string_view file,
                                          std::span<const std::string_view> fields);

/// A CURVE key in Z85: 40 characters of its alphabet that decode.
[[nodiscard]] bool is_key(std::string_view text);

/// A name of a device: 1 to 64 letters, digits, dots, dashes and underscores; no dot or dash first.
[[nodiscard]] bool is_device_name(std::string_view name);

[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace antre::link
