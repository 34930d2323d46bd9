// SPDX-License-Identifier: Apache-2.0
#include "display/local_path.hpp"

#include <filesystem>

namespace antre::display {

std::string local_path(const std::string& named, const std::string& beside) {
  if (named.empty() || beside.empty()) return named;
  return (std::filesystem::path(beside) / named).lexically_normal().string();
}

}  // namespace antre::display
