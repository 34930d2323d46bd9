// SPDX-License-Identifier: Apache-2.0
#include "hall/hall_file.hpp"
#include "link/keys.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace antre::fuzz {

void device_key(std::string_view bytes) {
  const auto key = link::parse_device(bytes, "fuzz.key");
  if (!key) return;
  const auto again = link::parse_device(link::write_device(*key), "fuzz.key");
  ANTRE_ASSERT(again.has_value() && *again == *key);
}

void hall_file(std::string_view bytes) {
  const auto loaded = hall::parse(bytes, "fuzz.toml");
  // Either a hall, or at least one finding that says why not.
  ANTRE_ASSERT(loaded.hall.has_value() || !loaded.findings.empty());
}

}  // namespace antre::fuzz
