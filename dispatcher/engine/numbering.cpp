// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/numbering.hpp"

#include <charconv>

#include "protocol/result.hpp"

namespace antre::engine {

std::uint32_t next_count(const Line& line) {
  std::uint32_t count = line.last_count + 1;
  // Each skip moves the count past its end and can do so once, in whatever order they came.
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& skip : line.skipped) {
      if (count < skip.from || count > skip.to) continue;
      count = skip.to + 1;
      moved = true;
    }
  }
  ANTRE_ASSERT(count > line.last_count);  // a skip to the end of the type would wrap
  return count;
}

std::optional<std::uint32_t> count_of(std::string_view number, const ServiceId& prefix) {
  if (!number.starts_with(prefix.value)) return std::nullopt;
  const auto digits = number.substr(prefix.value.size());
  std::uint32_t count = 0;
  const auto* end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, count);
  if (error != std::errc{} || rest != end || count == 0) return std::nullopt;
  return count;
}

}  // namespace antre::engine
