// SPDX-License-Identifier: Apache-2.0
#include "link/key_text.hpp"

#include <fmt/format.h>
#include <zmq.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace antre::link {
namespace {

constexpr std::size_t kKeyText = 40;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kMaxName = 64;

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::string_view kZ85 =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

}  // namespace

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

bool is_key(std::string_view text) {
  if (text.size() != kKeyText || text.find_first_not_of(kZ85) != std::string_view::npos) {
    return false;
  }
  std::array<std::uint8_t, kKeyBytes> bytes{};
  return zmq_z85_decode(bytes.data(), std::string(text).c_str()) != nullptr;
}

bool is_device_name(std::string_view name) {
  if (name.empty() || name.size() > kMaxName || name.front() == '.' || name.front() == '-') {
    return false;
  }
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  });
}

Result<Fields> parse_fields(std::string_view text, std::string_view file,
                            std::span<const std::string_view> fields) {
  Fields found;
  const auto invalid = [file](int line, std::string what) {
    return Error{ErrorCode::kInvalid, fmt::format("{}:{}: {}", file, line, what)};
  };
  int number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return invalid(number, "this is not `field = value`");
    const std::string_view field = trim(line.substr(0, equals));
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
      return invalid(number, fmt::format("there is no field \"{}\"; the fields are {}", field,
                                         fmt::join(fields, ", ")));
    }
    if (!found.emplace(field, FieldText{std::string(trim(line.substr(equals + 1))), number})
             .second) {
      return invalid(number, fmt::format("\"{}\" is given twice", field));
    }
  }
  for (const auto field : fields) {
    if (!found.contains(field)) {
      return invalid(number + 1, fmt::format("the field \"{}\" is missing", field));
    }
  }
  return found;
}

}  // namespace antre::link
